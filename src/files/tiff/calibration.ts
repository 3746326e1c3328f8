import type { Band } from './bands.ts';
import type { TiffPage } from './page.ts';

/** What numbers of ImageJ's mean: shift + factor · stored. */
export interface Calibration {
  readonly shift: number;
  readonly factor: number;
}

/** Of ImageJ's functions (https://imagej.net/ij/developer/source/ij/measure/Calibration.java.html): a straight line, and none. */
const [STRAIGHT_LINE, NONE] = [0, 20];

/**
 * What ImageJ's description says of the values of 8 and 16 bits: that of signed numbers, such as those of CT, it stores
 * 32768 more.
 *
 * @param fields of the description
 */
export function calibrationOf(
  fields: ReadonlyMap<string, string> | null,
  { numbers, colours }: Pick<TiffPage, 'numbers' | 'colours'>,
): { readonly calibration: Calibration | null; readonly remarks: readonly string[] } {
  const [kind, shift, factor] = ['cf', 'c0', 'c1'].map((key) => Number(fields?.get(key) ?? Number.NaN)) as [
    number,
    number,
    number,
  ];
  const isMeasured = colours.kind === 'grey' && numbers.kind === 'unsigned' && numbers.bits <= 16;
  if (!isMeasured || !Number.isFinite(kind) || kind === NONE) return { calibration: null, remarks: [] };
  if (kind !== STRAIGHT_LINE) {
    return { calibration: null, remarks: ['ImageJ shows its values along a curve; they are read as they are stored'] };
  }
  const isLine = Number.isFinite(shift) && Number.isFinite(factor) && factor !== 0;
  if (!isLine || (shift === 0 && factor === 1)) return { calibration: null, remarks: [] };
  return {
    calibration: { shift, factor },
    remarks: [`its values are those that ImageJ shows, ${shift} and ${factor} times the stored number`],
  };
}

/** The values of a band of grey pixels. */
export function calibrated({ samples }: Band, { shift, factor }: Calibration): Float32Array {
  return samples[0]!.map((stored) => shift + factor * stored);
}
