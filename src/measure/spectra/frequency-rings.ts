import type { SpectralCurve } from './spectral-curve.ts';

/** Means over rings of frequencies about 0, each as wide as what a square of pixels tells apart. */
export class FrequencyRings {
  /** Ring of each frequency; −1 beyond the last. */
  readonly #ringOf: Int32Array;
  readonly #frequencies: number[];
  readonly #counts: number[];
  readonly #sums: number[];
  readonly #squares: number[];

  /**
   * @param size of the transform
   * @param side of a pixel, in mm
   * @param pixels along a side of the square
   */
  constructor(size: number, side: number, pixels: number) {
    const [step, width] = [1 / (size * side), 1 / (pixels * side)];
    const rings = Math.round((size * step) / 2 / width) + 1;
    const distances = Float64Array.from({ length: size * size }, (_, i) =>
      Math.hypot(signed(i % size, size), signed(Math.floor(i / size), size)),
    );
    this.#ringOf = Int32Array.from(distances, (distance) => {
      const ring = Math.round((distance * step) / width);
      return distance > size / 2 || ring >= rings ? -1 : ring;
    });
    this.#counts = new Array<number>(rings).fill(0);
    this.#frequencies = new Array<number>(rings).fill(0);
    this.#ringOf.forEach((ring, i) => {
      if (ring < 0) return;
      this.#counts[ring]!++;
      this.#frequencies[ring]! += distances[i]! * step;
    });
    this.#frequencies = this.#frequencies.map((sum, ring) => sum / this.#counts[ring]!);
    this.#sums = new Array<number>(rings).fill(0);
    this.#squares = new Array<number>(rings).fill(0);
  }

  /** Counts in one more spectrum, [size × size] as the transform has it. */
  add(power: Float64Array): void {
    const sums = new Array<number>(this.#sums.length).fill(0);
    for (let i = 0; i < power.length; i++) {
      const ring = this.#ringOf[i]!;
      if (ring >= 0) sums[ring]! += power[i]!;
    }
    sums.forEach((sum, ring) => {
      const mean = sum / this.#counts[ring]!;
      this.#sums[ring]! += mean;
      this.#squares[ring]! += mean * mean;
    });
  }

  /**
   * Of `samples` spectra, with the standard errors of their mean where there are several.
   *
   * @param independent how many of them do not follow from the others
   */
  means(samples: number, independent: number = samples): { radial: SpectralCurve; errors: readonly number[] } {
    const values = this.#sums.map((sum) => sum / samples);
    const errors = values.map((value, ring) => {
      const variance = Math.max(0, this.#squares[ring]! / samples - value * value);
      return Math.sqrt((variance * samples) / (samples - 1) / independent);
    });
    return { radial: { frequencies: this.#frequencies, values }, errors: samples > 1 ? errors : [] };
  }
}

/** The whole-numbered frequency at an index of a transform. */
function signed(index: number, size: number): number {
  return index < size / 2 ? index : index - size;
}
