import { InputError } from '../errors.ts';
import { decodeArray, storedNumbers } from '../files/decoding.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ImagePhantom } from '../phantom/phantom.ts';
import { type ArrayFacts, arrayFacts } from './array-facts.ts';
import { guessImageValues } from './guess-image-values.ts';
import { looksLikeSinogram, shortNumber } from './guess-readings.ts';
import type { ImagePhantomReference } from './image-phantom-schema.ts';
import type { ImageValues } from './image-values.ts';
import { LIMITS } from './limits.ts';
import { type FileReader, sourceOf, twoDimensions } from './named-files.ts';

/** The side of the square that an image fills where neither it nor the experiment says how large it is. */
const DEFAULT_FIELD_MM = 256;

/**
 * Loads an image to be scanned. Values that are Hounsfield units without a doubt are taken for nothing else unless the
 * experiment says so; what merely looks odd is done, with a remark.
 *
 * @throws InputError (rejects) naming the file or the key that is wrong
 */
export async function loadImage(reference: ImagePhantomReference, readFile: FileReader): Promise<ImagePhantom> {
  const name = reference.image;
  const said = reference.values === undefined || reference.values === 'hounsfield' ? reference.values : 'other';
  const decoded = await decodeArray(await sourceOf(name, readFile), name, 'image', {
    mayBeRead: (shape) => mustFit(shape, name),
    said,
  });
  const { data, white = 1, pixelSize } = decoded;
  const [rows, columns] = twoDimensions(decoded.shape, name, 'an image', ['rows', 'columns']);
  if (pixelSize && 'why' in pixelSize && reference.pixelSizeMm === undefined) {
    throw new InputError(`${name}: ${pixelSize.why}; an experiment can, by phantom.pixelSizeMm`);
  }
  const meaning = reference.values ?? decoded.values ?? 'arbitrary';
  const stored = storedNumbers(decoded);
  const remarks = [...(decoded.remarks ?? [])];
  if (decoded.values === undefined) {
    const facts = arrayFacts(stored, rows, columns);
    remarks.push(...remarksOnValues(name, reference.values, facts, white > 1));
    if (looksLikeSinogram(facts)) {
      remarks.push(
        `${name} looks like a sinogram, since one of its axes has equal sums, and is scanned as an object; as "measurement" it would be reconstructed.`,
      );
    }
  }
  const ownSizeMm = pixelSize && 'mm' in pixelSize ? pixelSize.mm : undefined;
  const pixelSizeMm = reference.pixelSizeMm ?? ownSizeMm ?? DEFAULT_FIELD_MM / Math.max(rows, columns);
  const values = withoutLessThanAir(name, meaning, attenuation(meaning, data, stored), remarks);
  return {
    kind: 'image',
    name,
    unit: meaning === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm',
    grid: { rows, columns, pixelSizeMm },
    fieldSizeMm: Math.max(rows, columns) * pixelSizeMm,
    values,
    ...(remarks.length > 0 && { remarks }),
  };
}

/** @throws InputError for an array that is no image, or too large a one */
function mustFit(shape: readonly number[], name: string): void {
  const [rows, columns] = twoDimensions(shape, name, 'an image', ['rows', 'columns']);
  const most = LIMITS.pixels.most;
  if (rows > most || columns > most) {
    throw new InputError(
      `${name}: the image has ${rows} × ${columns} pixels, and at most ${most} × ${most} are possible`,
    );
  }
}

/**
 * What is to be said of values whose meaning the file does not tell.
 *
 * @param isPicture whether they are greys, which stand for 0 to 1 unless the experiment says that they are numbers
 * @throws InputError where they cannot be what they are taken for
 */
function remarksOnValues(
  name: string,
  given: ImageValues | undefined,
  facts: ArrayFacts,
  isPicture: boolean,
): string[] {
  const guess = guessImageValues(facts);
  if (given === undefined) {
    if (!guess.why || (isPicture && facts.most <= 255)) return [];
    const sentence = `${guess.why}; "values": "${guess.values}" says so, and "arbitrary" that they are numbers of their own`;
    if (guess.isCertain) throw new InputError(`${name}: ${sentence}`);
    return [`${name}: ${sentence}.`];
  }
  if (given === guess.values || given === 'arbitrary') return [];
  if (guess.isCertain && (given === 'attenuation-per-mm' || given === 'relative-to-water')) {
    throw new InputError(`${name}: cannot be of "values": "${given}", since ${guess.why}`);
  }
  if (given === 'hounsfield' && facts.least > -100) {
    const why = guess.why ?? `the least of its values is ${shortNumber(facts.least)}`;
    return [`${name} is taken for Hounsfield units, of which air has −1000, but ${why}.`];
  }
  return guess.why ? [`${name}: ${guess.why}, but the experiment says "${given}".`] : [];
}

/**
 * Air is 0, and nothing attenuates less than nothing: what is below counts as air, but values of their own may be anything.
 * That scanners write less than −1000 HU outside of their field is usual; of other values it is said.
 */
function withoutLessThanAir(name: string, meaning: ImageValues, values: Float32Array, remarks: string[]): Float32Array {
  if (meaning === 'arbitrary') return values;
  const below = values.reduce((count, value) => count + (value < 0 ? 1 : 0), 0);
  if (below > 0 && (meaning === 'relative-to-water' || meaning === 'attenuation-per-mm')) {
    remarks.push(`${name}: ${below} of its ${values.length} values are below 0, and count as air.`);
  }
  return below > 0 ? values.map((value) => Math.max(0, value)) : values;
}

/** Attenuation in 1/mm, or values of their own. */
function attenuation(meaning: ImageValues, data: Float32Array, stored: Float32Array): Float32Array {
  switch (meaning) {
    case 'hounsfield':
      return stored.map((value) => muFromHounsfield(value));
    case 'hounsfield-plus-1024':
      return stored.map((value) => muFromHounsfield(value - 1024));
    case 'relative-to-water':
      return data.map((value) => value * WATER_MU_PER_MM);
    default:
      return data;
  }
}
