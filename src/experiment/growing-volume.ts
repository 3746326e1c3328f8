import type { DeviceArray } from '../compute/device.ts';
import type { Grid } from '../geometry/grid.ts';
import { detectorRowsOf, helixOf, type Scan } from '../geometry/scan.ts';
import { axialCut, coronalCut, type PlaneCut, sagittalCut, viewCut } from '../kernels/take-plane/plane-cut.ts';
import type { Iterating } from '../methods/iterative/iterating.ts';
import type { Operators } from '../operators/contract.ts';
import type { Lease, ResultCache } from '../pipeline/result-cache.ts';
import { recordOf } from './iteration-record.ts';
import type { PlanesStep } from './run-steps.ts';
import type { Slice } from './stages/slice.ts';
import { type VolumeLook, voxelAt, voxelsThrough } from './volume-look.ts';

/** What the planes of a volume are cut from while it grows. */
export interface GrowingParts {
  readonly grid: Grid;
  readonly scan: Scan;
  /** Line integrals, [views · detector rows, channels]. */
  readonly readings: DeviceArray;
  /** Makes a radiograph of a projection, in place. */
  toSignal(projection: DeviceArray): Promise<void>;
  readonly waterMuPerMm: number;
  /** The iterations that make it; `null` where none do. */
  readonly iterating: Iterating | null;
}

type Name = 'axial' | 'coronal' | 'sagittal' | 'projection';

/**
 * The planes of a volume that grows before somebody's eyes. They are cut anew whenever views have been added, or the look is
 * another one, into the same arrays, which stay as long as anybody leases them.
 */
export class GrowingVolume {
  readonly #operators: Operators;
  readonly #cache: ResultCache;
  readonly #parts: GrowingParts;
  readonly #own: Lease;
  readonly #arrays = new Map<Name, DeviceArray>();

  constructor(operators: Operators, cache: ResultCache, parts: GrowingParts) {
    this.#operators = operators;
    this.#cache = cache;
    this.#parts = parts;
    this.#own = cache.begin();
  }

  /** What holds the planes. */
  lease(): Lease {
    return this.#cache.lease(this.#own.result);
  }

  async planes({ image, views, of, isIterated }: Slice, look: VolumeLook): Promise<PlanesStep> {
    const { grid, scan, readings, waterMuPerMm, iterating } = this.#parts;
    const cuts = planeCuts(grid, look);
    const ofView = viewCut(detectorRowsOf(scan), scan.channels, Math.min(look.view, scan.anglesRad.length - 1));
    const planes = {
      axial: await this.#cut('axial', cuts.axial, image),
      coronal: await this.#cut('coronal', cuts.coronal, image),
      sagittal: await this.#cut('sagittal', cuts.sagittal, image),
      projection: await this.#cut('projection', ofView, readings),
    };
    if (look.projection === 'signal') await this.#parts.toSignal(planes.projection);
    // A helix makes one slice after the other, each of its own views, and an iteration a whole image.
    const share = helixOf(scan) || isIterated ? 1 : views / of;
    const growth = { ...{ views, of, share }, ...(iterating && { iterations: recordOf(iterating, views) }) };
    return { kind: 'planes', ...planes, look, volume: image, volumeGrid: grid, scan, waterMuPerMm, growth };
  }

  /** Gives back what nobody leases. */
  end(): void {
    this.#own.release();
  }

  async #cut(name: Name, cut: PlaneCut, from: DeviceArray): Promise<DeviceArray> {
    let plane = this.#arrays.get(name);
    if (!plane) {
      this.#cache.makeRoomFor(cut.rows, cut.columns);
      plane = await this.#operators.create(cut.rows, cut.columns);
      this.#cache.own(this.#own.result, plane);
      this.#arrays.set(name, plane);
    }
    await this.#operators.takePlane(cut, from, plane);
    return plane;
  }
}

/** The three planes through a place of a volume, as thick as the look asks for. */
function planeCuts(grid: Grid, look: VolumeLook) {
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  const { column, row, slice } = voxelAt(grid, look);
  const { thicknessMm, reduce } = look;
  const slab = (spacingMm: number) => ({ thickness: voxelsThrough(thicknessMm, spacingMm), reduce });
  return {
    axial: axialCut(grid, slice, slab(sliceSpacingMm)),
    coronal: coronalCut(grid, row, slab(pixelSizeMm)),
    sagittal: sagittalCut(grid, column, slab(pixelSizeMm)),
  };
}
