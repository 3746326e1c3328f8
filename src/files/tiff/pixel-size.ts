import type { TiffDirectory } from './directories.ts';
import { imageJFields } from './image-j.ts';
import { TAG } from './tags.ts';

/** Millimetres in the units of ResolutionUnit. */
const UNITS_MM: Readonly<Record<number, number>> = { 2: 25.4, 3: 10 };
/** And in those that ImageJ writes. */
const NAMED_UNITS_MM: Readonly<Record<string, number>> = {
  ...{ nm: 1e-6, um: 1e-3, µm: 1e-3, '\\u00B5m': 1e-3, micron: 1e-3, microns: 1e-3, micrometer: 1e-3 },
  ...{ mm: 1, millimeter: 1, cm: 10, centimeter: 10, inch: 25.4, inches: 25.4 },
};
/** Dots an inch as screens and printers have them, which programs write where they know nothing. */
const USUAL_PER_INCH = [1, 10, 72, 90, 96, 100, 120, 144, 150, 180, 200, 240, 300, 360, 400, 600, 1200, 2400];
/** A pixel of what is scanned is between a tenth of a micrometre and a centimetre. */
const [LEAST_MM, MOST_MM] = [1e-4, 10];
const SQUARE = 2e-3;

export interface TiffSizes {
  readonly pixelSizeMm: number | null;
  /** From image to image of a stack. */
  readonly spacingMm: number | null;
}

/** How large a pixel is, where the file says so and it is no more than what programs write anyhow. */
export async function sizesOf(directory: TiffDirectory): Promise<TiffSizes> {
  const fields = imageJFields(await directory.text(TAG.description));
  const [x, y] = [await directory.first(TAG.xResolution), await directory.first(TAG.yResolution)];
  const named = NAMED_UNITS_MM[fields?.get('unit') ?? ''];
  const unitMm = named ?? UNITS_MM[(await directory.first(TAG.resolutionUnit)) ?? 2];
  if (unitMm === undefined || !x || !y || Math.abs(x - y) > SQUARE * x) return { pixelSizeMm: null, spacingMm: null };
  const pixelSizeMm = unitMm / x;
  const isUsual = !named && USUAL_PER_INCH.some((usual) => Math.abs(25.4 / pixelSizeMm - usual) < 0.1);
  if (isUsual || !(pixelSizeMm >= LEAST_MM && pixelSizeMm <= MOST_MM)) return { pixelSizeMm: null, spacingMm: null };
  const spacing = Math.abs(Number(fields?.get('spacing')) * unitMm);
  return { pixelSizeMm, spacingMm: named && spacing >= LEAST_MM && spacing <= 100 ? spacing : null };
}
