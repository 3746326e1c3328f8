/** What the coding of a picture goes by (ITU-T T.87 § A.2 and C.2.4.1). */
export interface Parameters {
  readonly largest: number;
  /** How far a pixel may be off. */
  readonly near: number;
  /** Where differences between neighbours change their class. */
  readonly thresholds: readonly [number, number, number];
  /** After so many pixels the statistics of a context are halved. */
  readonly reset: number;
}

export interface PresetParameters {
  readonly largest: number;
  readonly thresholds: readonly [number, number, number];
  readonly reset: number;
}

const USUAL_THRESHOLDS = [3, 7, 21] as const;
const USUAL_RESET = 64;

/** Those of a scan: where a preset has 0, or there is none, the usual ones (§ C.2.4.1.1.1). */
export function parametersOf(bitsPerPixel: number, near: number, preset: PresetParameters | null): Parameters {
  const largest = preset?.largest || 2 ** bitsPerPixel - 1;
  const usual = usualThresholds(largest, near);
  const thresholds = usual.map((value, i) => preset?.thresholds[i] || value) as unknown as [number, number, number];
  return { largest, near, thresholds, reset: preset?.reset || USUAL_RESET };
}

function usualThresholds(largest: number, near: number): number[] {
  const factor = largest >= 128 ? Math.floor((Math.min(largest, 4095) + 128) / 256) : Math.floor(256 / (largest + 1));
  const found: number[] = [];
  for (const [i, usual] of USUAL_THRESHOLDS.entries()) {
    const offset = i + 2;
    const shift = (2 * i + 3) * near;
    const value =
      largest >= 128
        ? factor * (usual - offset) + offset + shift
        : Math.max(offset, Math.floor(usual / factor) + shift);
    const least = found.at(-1) ?? near + 1;
    found.push(value > largest || value < least ? least : value);
  }
  return found;
}
