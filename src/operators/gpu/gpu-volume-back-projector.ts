import type { ViewRange } from '../../compute/device.ts';
import type { BufferPool } from '../../compute/gpu/buffer-pool.ts';
import type { GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { KernelRunner } from '../../compute/gpu/kernel-runner.ts';
import { type Grid, gridShape, type SliceRange } from '../../geometry/grid.ts';
import { isUpright, type LoweredScan, viewsOf } from '../../geometry/lowered-scan.ts';
import { volumeGroups } from '../cpu/volume-groups.ts';
import { viewsIn } from '../symmetric-views.ts';
import type { VolumeBackProjection } from './back-projection-kernels.ts';
import { ViewsInOneBuffer } from './views-in-one-buffer.ts';
import { boxesOf, type VolumeBox } from './volume-boxes.ts';
import { gatherViews } from './volume-gather.ts';
import { type LayerPlan, VolumeTexture } from './volume-texture.ts';
import type { VolumePace, VolumeWork } from './volume-work.ts';

const VIEWS_OF_GROUP = 4;

/** Which views of a range go through textures, and which are gathered. */
interface Ways {
  readonly layers: readonly LayerPlan[];
  readonly rest: readonly number[];
}

/** Back-projects volumes of any scan, through texture units or by a gather. */
export class GpuVolumeBackProjector {
  readonly #kernels: KernelRunner;
  readonly #inOneBuffer: ViewsInOneBuffer;
  readonly #texture: VolumeTexture;

  constructor(kernels: KernelRunner, pool: BufferPool) {
    this.#kernels = kernels;
    this.#inOneBuffer = new ViewsInOneBuffer(kernels, pool);
    this.#texture = new VolumeTexture(kernels, this.#inOneBuffer);
  }

  /** The kernel that really runs for most views of a whole volume: where textures cannot serve, or would not pay, a gather. */
  kernelOf(wished: VolumeBackProjection, scan: LoweredScan, grid: Grid): VolumeBackProjection {
    const [, rows, slices] = gridShape(grid);
    const box: Pick<VolumeBox, 'slices' | 'rows'> = { slices: { from: 0, to: slices }, rows: { from: 0, to: rows } };
    const { rest } = this.#waysOf(wished, { scan, grid, box }, { from: 0, to: viewsOf(scan) }, true);
    return 2 * rest.length < viewsOf(scan) ? 'texture' : 'gather';
  }

  /**
   * A slab of the volume += the sum over a range of views.
   *
   * @param readings with a state that is the same for as long as they hold the same
   */
  async backProject(
    wished: VolumeBackProjection,
    { array: readings, state: stateOfReadings }: { readonly array: GpuArray; readonly state: unknown },
    scan: LoweredScan,
    grid: Grid,
    volume: GpuArray,
    range: ViewRange,
    slab: SliceRange,
    pace: VolumePace,
  ): Promise<void> {
    for (const box of boxesOf(volume, grid, slab)) {
      const work: VolumeWork = {
        ...{ readings, stateOfReadings, scan, grid, box, pace },
        isUpright: isUpright(scan, range),
      };
      const canTurn = this.#inOneBuffer.takes(readings, scan.detector.rows, VIEWS_OF_GROUP);
      const { layers, rest } = this.#waysOf(wished, work, range, canTurn);
      const gathered = [...rest];
      for (const plan of layers) {
        const isDone = await this.#texture.add(work, plan);
        if (!isDone) gathered.push(...plan.members.flat().filter((view) => view >= 0));
      }
      if (gathered.length > 0) {
        gathered.sort((a, b) => a - b);
        await gatherViews(this.#kernels, this.#inOneBuffer, work, gathered);
      }
    }
  }

  #waysOf(
    wished: VolumeBackProjection,
    of: Pick<VolumeWork, 'scan' | 'grid'> & { readonly box: Pick<VolumeBox, 'slices' | 'rows'> },
    range: ViewRange,
    canTurn: boolean,
  ): Ways {
    const all = viewsIn(range);
    if (wished === 'gather') return { layers: [], rest: all };
    const { scan, grid, box } = of;
    const isWhole = box.rows.to - box.rows.from === grid.rows;
    const turns = canTurn && isWhole && isUpright(scan, range) ? volumeGroups(scan, range, grid, false) : null;
    const turned = turns && this.#texture.plan('groups', of, turns.groups);
    const others = turned ? turns.rest : all;
    const single = this.#texture.plan(
      'views',
      of,
      others.map((view) => [view]),
    );
    return { layers: [turned, single].filter((plan) => plan !== null), rest: single ? [] : others };
  }
}
