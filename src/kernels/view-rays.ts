import type { KernelMemory } from '../compute/cpu/kernel-memory.ts';
import type { Scan } from '../geometry/scan.ts';
import { type RayTable, rayTable } from './ray-table.ts';

/**
 * The rays of one view after the other in the memory of the WebAssembly kernels: as x·cosθ + y·sinθ = u, x and y counted
 * from a place of one's own. Holds its room from when it is made, in a task that has begun.
 */
export class ViewRays {
  /** What it allocates for each channel. */
  static readonly BYTES_PER_CHANNEL = 3 * 8;

  /** Addresses of cosθ, sinθ and u in mm, f64[channels] each. */
  readonly cosines: number;
  readonly sines: number;
  readonly distances: number;
  readonly #scan: Scan;
  readonly #centreXMm: number;
  readonly #centreYMm: number;
  readonly #table: RayTable;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #distances: Float64Array;

  constructor(
    kernels: KernelMemory,
    scan: Scan,
    { centreXMm = 0, centreYMm = 0 }: { readonly centreXMm?: number; readonly centreYMm?: number } = {},
  ) {
    const { channels } = scan;
    this.cosines = kernels.allocate(8 * channels);
    this.sines = kernels.allocate(8 * channels);
    this.distances = kernels.allocate(8 * channels);
    this.#scan = scan;
    this.#centreXMm = centreXMm;
    this.#centreYMm = centreYMm;
    this.#table = rayTable(scan);
    this.#cosines = kernels.doubles(this.cosines, channels);
    this.#sines = kernels.doubles(this.sines, channels);
    this.#distances = kernels.doubles(this.distances, channels);
  }

  /** Puts the rays of a view into the memory. */
  place(view: number): void {
    const { cosine: fanCosines, sine: fanSines, distanceMm } = this.#table;
    const [cosines, sines, distances] = [this.#cosines, this.#sines, this.#distances];
    const [centreXMm, centreYMm] = [this.#centreXMm, this.#centreYMm];
    const viewCosine = Math.cos(this.#scan.anglesRad[view]!);
    const viewSine = Math.sin(this.#scan.anglesRad[view]!);
    for (let channel = 0; channel < distances.length; channel++) {
      // cos(β − γ) and sin(β − γ)
      const cosine = viewCosine * fanCosines[channel]! + viewSine * fanSines[channel]!;
      const sine = viewSine * fanCosines[channel]! - viewCosine * fanSines[channel]!;
      cosines[channel] = cosine;
      sines[channel] = sine;
      distances[channel] = distanceMm[channel]! - (centreXMm * cosine + centreYMm * sine);
    }
  }
}
