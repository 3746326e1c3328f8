import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { rayTable } from '../../../kernels/ray-table.ts';
import type { RayGroup } from '../ray-groups.ts';
import { afterQuarters } from '../square-symmetry.ts';

/** Rays are walked four by four: 4 × f64 places, 4 × f64 steps. */
export const RAY_BYTES = 16;
const FOUR = 4;
/** Where a ray is that passes no image. */
const NOWHERE = 1e9;

/** The rays of groups of the same lanes, turned so far that each moves by one position at most from line to line. */
export class PlacedRays {
  readonly groups: readonly RayGroup[];
  /** How many lanes all of the groups have. */
  readonly width: number;
  /** With those that are missing to a whole four. */
  readonly count: number;
  /** Place and step of each, four by four: see wasm/joseph-tiles.ts. Those that are missing pass no image. */
  readonly table: Float64Array<ArrayBuffer>;
  /** The length in mm to a line, and by how many quarters each was turned. */
  readonly lengthsMm: Float64Array;
  readonly quarters: Uint8Array;

  constructor(groups: readonly RayGroup[], scan: Scan, { pixelSizeMm }: PlacedGrid, mirror: number) {
    const rays = rayCount(groups);
    this.groups = groups;
    this.width = groups[0]!.lanes.length;
    this.count = FOUR * Math.ceil(rays / FOUR);
    this.table = new Float64Array(2 * this.count);
    this.lengthsMm = new Float64Array(rays);
    this.quarters = new Uint8Array(rays);
    const { cosine: fanCosines, sine: fanSines, distanceMm } = rayTable(scan);
    let ray = 0;
    for (const { angleRad, channels } of groups) {
      const viewCosine = Math.cos(angleRad);
      const viewSine = Math.sin(angleRad);
      for (let channel = channels.from; channel < channels.to; channel++) {
        const isMirrored = channel < 0 || channel >= distanceMm.length;
        const known = isMirrored ? mirror - channel : channel;
        const fanSine = isMirrored ? -fanSines[known]! : fanSines[known]!;
        const uMm = isMirrored ? -distanceMm[known]! : distanceMm[known]!;
        // cos(β − γ) and sin(β − γ)
        const cosine = viewCosine * fanCosines[known]! + viewSine * fanSine;
        const sine = viewSine * fanCosines[known]! - viewCosine * fanSine;
        let [along, across, quarters] = [cosine, sine, 0];
        if (Math.abs(sine) > Math.abs(cosine)) [along, across, quarters] = [sine, -cosine, 1];
        if (along < 0) [along, across, quarters] = [-along, -across, quarters + 2];
        this.lengthsMm[ray] = pixelSizeMm / along;
        this.quarters[ray] = quarters;
        this.#place(ray++, uMm / pixelSizeMm / along, across / along);
      }
    }
    while (ray < this.count) this.#place(ray++, NOWHERE, 0);
  }

  /** Where a ray crosses the middle line of the image, from the middle, and its step from line to line, in pixels. */
  at(ray: number): { readonly place: number; readonly step: number } {
    const at = placeAt(ray);
    return { place: this.table[at]!, step: this.table[at + FOUR]! };
  }

  #place(ray: number, place: number, step: number): void {
    const at = placeAt(ray);
    this.table[at] = place;
    this.table[at + FOUR] = step;
  }
}

function placeAt(ray: number): number {
  return 2 * FOUR * Math.floor(ray / FOUR) + (ray % FOUR);
}

export function rayCount(groups: readonly RayGroup[]): number {
  return groups.reduce((sum, { channels }) => sum + channels.to - channels.from, 0);
}

/** In which lane a lane's rays are, which were turned back by so many quarters before they were walked, [lanes, 4]. */
export function lanesOfTurned({ lanes }: RayGroup): Int8Array[] {
  return lanes.map((symmetry) =>
    Int8Array.from([0, 1, 2, 3], (quarters) => lanes.indexOf(afterQuarters(symmetry, quarters))),
  );
}
