import type { TiffDirectory } from './directories.ts';
import { imageJFields } from './image-j.ts';
import { omeImages } from './ome.ts';
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

interface Said extends TiffSizes {
  /** What somebody should know: sentences without the file's name. */
  readonly remarks: readonly string[];
}

const NOTHING: Said = { pixelSizeMm: null, spacingMm: null, remarks: [] };

/** How large a pixel is, where the file says so and it is no more than what programs write anyhow. */
export async function sizesOf(directory: TiffDirectory): Promise<Said> {
  const description = await directory.text(TAG.description);
  const ome = omeImages(description);
  if (ome) {
    // Colours count as channels, too.
    const channels = ome.channels / ((await directory.first(TAG.samplesPerPixel)) ?? 1);
    const remarks = mixedPages(ome.slices, channels, ome.times);
    const [x, y, z] = ome.sizesMm;
    const spacingMm = channels > 1 || ome.times > 1 ? Number.NaN : z;
    if (x > 0) return square(x, y, { spacingMm, remarks });
    if (remarks.length > 0) return { ...NOTHING, remarks };
  }
  const fields = imageJFields(description);
  const [x, y] = [await directory.first(TAG.xResolution), await directory.first(TAG.yResolution)];
  const named = NAMED_UNITS_MM[fields?.get('unit') ?? ''];
  const unitMm = named ?? UNITS_MM[(await directory.first(TAG.resolutionUnit)) ?? 2];
  const [slices, channels, times] = ['slices', 'channels', 'frames'].map((key) => Number(fields?.get(key) ?? 1));
  const remarks = mixedPages(slices!, channels!, times!);
  if (unitMm === undefined || !x || !y) return { ...NOTHING, remarks };
  const pixelSizeMm = unitMm / x;
  const isUsual = !named && USUAL_PER_INCH.some((usual) => Math.abs(25.4 / pixelSizeMm - usual) < 0.1);
  if (isUsual) return { ...NOTHING, remarks };
  const spacingMm = named && remarks.length === 0 ? Math.abs(Number(fields?.get('spacing')) * unitMm) : Number.NaN;
  return square(pixelSizeMm, unitMm / y, { spacingMm, remarks });
}

function square(x: number, y: number, { spacingMm, remarks }: { spacingMm: number; remarks: readonly string[] }): Said {
  if (!(x >= LEAST_MM && x <= MOST_MM)) return { ...NOTHING, remarks };
  const isSquare = !(Math.abs(x - y) > SQUARE * x);
  return {
    pixelSizeMm: isSquare ? exact(x) : null,
    spacingMm: isSquare && spacingMm >= LEAST_MM && spacingMm <= 100 ? exact(spacingMm) : null,
    remarks: isSquare
      ? remarks
      : [
          ...remarks,
          `its pixels are ${short(x)} mm wide and ${short(y)} mm high by what it says; as an image they count as square`,
        ],
  };
}

/** Of a stack along one of these alone, pages are its slices, or its views, whatever they are called. */
function mixedPages(slices: number, channels: number, times: number): readonly string[] {
  const several = [
    ...(slices > 1 ? [`${slices} slices`] : []),
    ...(channels > 1 ? [`${channels} channels`] : []),
    ...(times > 1 ? [`${times} times`] : []),
  ];
  if (several.length < 2) return [];
  return [
    `its pages are ${several.join(' by ')}, and are read behind one another as they lie, like slices of one volume; save one channel and one time for that`,
  ];
}

/** Rid of what multiplying by a unit adds in the last digits. */
function exact(mm: number): number {
  return Number(mm.toPrecision(12));
}

function short(mm: number): string {
  return String(Number(mm.toPrecision(4)));
}
