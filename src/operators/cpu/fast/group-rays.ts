import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { type RayTable, rayTable } from '../../../kernels/ray-table.ts';
import type { RayGroup } from '../ray-groups.ts';
import { afterQuarters } from '../square-symmetry.ts';

/** Rays are walked four by four: 4 × f64 places, 4 × f64 steps. */
export const RAY_BYTES = 16;
const FOUR = 4;
/** Where a ray is that passes no image. */
const NOWHERE = 1e9;

/** So many rays with those that are missing to a whole four. */
export function wholeFours(rays: number): number {
  return FOUR * Math.ceil(rays / FOUR);
}

/** Rays that pass no image, in place of those that are missing to a whole four. */
export function clearMissing(table: Float64Array, rays: number): void {
  for (let ray = rays; ray < wholeFours(rays); ray++) {
    table[placeAt(ray)] = NOWHERE;
    table[placeAt(ray) + FOUR] = 0;
  }
}

function placeAt(ray: number): number {
  return 2 * FOUR * Math.floor(ray / FOUR) + (ray % FOUR);
}

/** The rays of a scan's groups, turned so far that each moves by one position at most from line to line. */
export class GroupRays {
  readonly #table: RayTable;
  readonly #mirror: number;
  readonly #pixelSizeMm: number;
  /** Of the rays of the last group: the length in mm to a line, and by how many quarters they were turned. */
  lengthsMm = new Float64Array(0);
  quarters = new Uint8Array(0);

  constructor(scan: Scan, { pixelSizeMm }: PlacedGrid, mirror: number) {
    this.#table = rayTable(scan);
    this.#mirror = mirror;
    this.#pixelSizeMm = pixelSizeMm;
  }

  /**
   * Works the rays of a group out.
   *
   * @param rays where place and step of each are written, four by four: see wasm/joseph-tiles.ts
   * @param first the number of the group's first ray there
   */
  place({ angleRad, channels: { from, to } }: RayGroup, rays?: Float64Array, first = 0): void {
    const { cosine: fanCosines, sine: fanSines, distanceMm } = this.#table;
    const pixelSizeMm = this.#pixelSizeMm;
    if (this.lengthsMm.length < to - from) {
      this.lengthsMm = new Float64Array(to - from);
      this.quarters = new Uint8Array(to - from);
    }
    const viewCosine = Math.cos(angleRad);
    const viewSine = Math.sin(angleRad);
    let ray = first;
    for (let channel = from; channel < to; channel++) {
      const isMirrored = channel < 0 || channel >= distanceMm.length;
      const known = isMirrored ? this.#mirror - channel : channel;
      const fanSine = isMirrored ? -fanSines[known]! : fanSines[known]!;
      const uMm = isMirrored ? -distanceMm[known]! : distanceMm[known]!;
      // cos(β − γ) and sin(β − γ)
      const cosine = viewCosine * fanCosines[known]! + viewSine * fanSine;
      const sine = viewSine * fanCosines[known]! - viewCosine * fanSine;
      let [along, across, quarters] = [cosine, sine, 0];
      if (Math.abs(sine) > Math.abs(cosine)) [along, across, quarters] = [sine, -cosine, 1];
      if (along < 0) [along, across, quarters] = [-along, -across, quarters + 2];
      this.lengthsMm[channel - from] = pixelSizeMm / along;
      this.quarters[channel - from] = quarters;
      if (rays) {
        const at = placeAt(ray);
        rays[at] = uMm / pixelSizeMm / along;
        rays[at + FOUR] = across / along;
        ray++;
      }
    }
  }
}

/** In which lane a lane's rays are, which were turned back by so many quarters before they were walked, [lanes, 4]. */
export function lanesOfTurned({ lanes }: RayGroup): number[][] {
  return lanes.map((symmetry) => [0, 1, 2, 3].map((quarters) => lanes.indexOf(afterQuarters(symmetry, quarters))));
}
