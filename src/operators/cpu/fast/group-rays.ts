import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { type RayTable, rayTable } from '../../../kernels/ray-table.ts';
import type { RayGroup } from '../ray-groups.ts';
import { afterQuarters } from '../square-symmetry.ts';

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

  /** Works the rays of a group out, and writes place and step of each from an index on, f64[rays, 2]: see wasm/joseph-tiles.ts. */
  place({ angleRad, channels: { from, to } }: RayGroup, rays?: Float64Array, first = 0): void {
    const { cosine: fanCosines, sine: fanSines, distanceMm } = this.#table;
    const pixelSizeMm = this.#pixelSizeMm;
    if (this.lengthsMm.length < to - from) {
      this.lengthsMm = new Float64Array(to - from);
      this.quarters = new Uint8Array(to - from);
    }
    const viewCosine = Math.cos(angleRad);
    const viewSine = Math.sin(angleRad);
    let at = first;
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
        rays[at++] = uMm / pixelSizeMm / along;
        rays[at++] = across / along;
      }
    }
  }
}

/** In which lane a lane's rays are, which were turned back by so many quarters before they were walked, [lanes, 4]. */
export function lanesOfTurned({ lanes }: RayGroup): number[][] {
  return lanes.map((symmetry) => [0, 1, 2, 3].map((quarters) => lanes.indexOf(afterQuarters(symmetry, quarters))));
}
