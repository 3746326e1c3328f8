import { InputError } from '../errors.ts';
import { decodeArray, decodeSeries, storedNumbers } from '../files/decoding.ts';
import type { ArrayOptions, NamedSource } from '../files/format.ts';
import { muFromHounsfield, WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { ImagePhantom } from '../phantom/phantom.ts';
import { type ArrayFacts, arrayFacts } from './array-facts.ts';
import { windowFollowing } from './automatic-window.ts';
import { guessImageValues } from './guess-image-values.ts';
import { looksLikeSinogram } from './guess-readings.ts';
import { type ImagePhantomReference, imageName } from './image-phantom-schema.ts';
import type { ImageValues } from './image-values.ts';
import { LIMITS } from './limits.ts';
import { type FileReader, sourceOf, twoDimensions } from './named-files.ts';
import { shortNumber } from './short-number.ts';

/** The side of the square that an image fills where neither it nor the experiment says how large it is. */
const DEFAULT_FIELD_MM = 256;

/**
 * Loads an image to be scanned. Values that are Hounsfield units without a doubt are taken for nothing else unless the
 * experiment says so; what merely looks odd is done, with a remark.
 *
 * @throws InputError (rejects) naming the file or the key that is wrong
 */
export async function loadImage(reference: ImagePhantomReference, readFile: FileReader): Promise<ImagePhantom> {
  const name = imageName(reference);
  const said = reference.values === undefined || reference.values === 'hounsfield' ? reference.values : 'other';
  const options: ArrayOptions = { mayBeRead: (shape) => mustFit(shape, name), said };
  const decoded =
    typeof reference.image === 'string'
      ? await decodeArray(await sourceOf(name, readFile), name, 'image', options)
      : await decodeSeries(await sourcesOf(reference.image, readFile), name, options);
  const { data, white = 1, pixelSize } = decoded;
  const shape = imageShape(decoded.shape, name);
  const { rows, columns } = shape;
  if (pixelSize && 'why' in pixelSize && reference.pixelSizeMm === undefined) {
    throw new InputError(`${name}: ${pixelSize.why}; an experiment can, by phantom.pixelSizeMm`);
  }
  const stored = storedNumbers(decoded);
  const remarks = [...(decoded.remarks ?? [])];
  let meaning = reference.values ?? decoded.values ?? 'arbitrary';
  if (decoded.values === undefined) {
    const facts = arrayFacts(stored, stored.length / columns, columns);
    if (reference.values === undefined && decoded.isMedical) meaning = guessed(name, facts, remarks);
    else remarks.push(...remarksOnValues(name, reference.values, facts, white > 1));
    if (shape.slices === null && looksLikeSinogram(facts)) {
      remarks.push(
        `${name} looks like a sinogram, because the sums along one axis are equal, but is scanned as an object; as "measurement" it would be reconstructed.`,
      );
    }
  }
  const ownSizeMm = pixelSize && 'mm' in pixelSize ? pixelSize.mm : undefined;
  const pixelSizeMm = reference.pixelSizeMm ?? ownSizeMm ?? DEFAULT_FIELD_MM / Math.max(rows, columns);
  const values = withoutLessThanAir(name, meaning, attenuation(meaning, data, stored), remarks);
  const sliceSpacingMm = reference.sliceSpacingMm ?? decoded.sliceSpacingMm ?? pixelSizeMm;
  return {
    kind: 'image',
    name,
    unit: meaning === 'arbitrary' ? 'arbitrary' : 'attenuation-per-mm',
    grid: { rows, columns, pixelSizeMm },
    fieldSizeMm: Math.max(rows, columns) * pixelSizeMm,
    ...sliceAndVolume(reference, shape, values, { pixelSizeMm, sliceSpacingMm }),
    ...(meaning === 'arbitrary' && !isWithinOne(values) && { window: windowFollowing(values, (value) => value) }),
    ...(remarks.length > 0 && { remarks }),
  };
}

/** Whether the window of arbitrary units, 0 to 1, is one for these values. */
function isWithinOne(values: Float32Array): boolean {
  return values.every((value) => value >= 0 && value <= 1);
}

function sourcesOf(names: readonly string[], readFile: FileReader): Promise<NamedSource[]> {
  return Promise.all(names.map(async (name) => ({ name, source: await sourceOf(name, readFile) })));
}

interface ImageShape {
  readonly rows: number;
  readonly columns: number;
  /** `null` of what is no volume. */
  readonly slices: number | null;
}

/** @throws InputError for an array that is neither an image nor a volume */
function imageShape(shape: readonly number[], name: string): ImageShape {
  if (shape.length !== 3 || shape.includes(0)) {
    const [rows, columns] = twoDimensions(shape, name, 'an image', ['rows', 'columns']);
    return { rows, columns, slices: null };
  }
  const [slices, rows, columns] = shape as readonly [number, number, number];
  if (columns <= MOST_COLOURS && slices > MOST_COLOURS && rows > MOST_COLOURS) {
    throw new InputError(
      `${name}: its shape is [${shape.join(', ')}], as of an image with ${columns} values a pixel; an image is [rows, columns] and a volume [slices, rows, columns]`,
    );
  }
  return { slices, rows, columns };
}

/** A volume of so few columns is taken for the colours of an image. */
const MOST_COLOURS = 4;

/** The image that scans of a slice see, and the volume that it is of. @throws InputError for a slice that there is not */
function sliceAndVolume(
  { slice, sliceSpacingMm: given }: ImagePhantomReference,
  { rows, columns, slices }: ImageShape,
  values: Float32Array,
  sizes: { readonly pixelSizeMm: number; readonly sliceSpacingMm: number },
): Pick<ImagePhantom, 'values' | 'volume'> {
  if (slices === null) {
    const key = slice !== undefined ? 'slice' : given !== undefined ? 'sliceSpacingMm' : null;
    if (key) throw new InputError(`phantom.${key} is for volumes, and this image has one slice; leave it out`);
    return { values };
  }
  const shown = slice ?? slices >> 1;
  if (shown >= slices) {
    throw new InputError(`phantom.slice: must be between 0 and ${slices - 1}, the volume's last slice, got ${shown}`);
  }
  const pixels = rows * columns;
  return {
    values: values.slice(shown * pixels, (shown + 1) * pixels),
    volume: { grid: { rows, columns, slices, ...sizes }, values },
  };
}

/**
 * What the values of a medical volume are whose file does not say: what they look like.
 *
 * @param remarks is added what was taken for granted
 */
function guessed(name: string, facts: ArrayFacts, remarks: string[]): ImageValues {
  const { values, why } = guessImageValues(facts);
  if (why) remarks.push(`${name}: ${why}, and are read as such; where they are not, set "values" in an experiment.`);
  return values;
}

/** @throws InputError for an array that is no image, or too large a one */
function mustFit(shape: readonly number[], name: string): void {
  const { rows, columns, slices } = imageShape(shape, name);
  const most = LIMITS.pixels.most;
  if (rows > most || columns > most) {
    throw new InputError(
      `${name}: the image has ${rows} × ${columns} pixels, but at most ${most} × ${most} are possible`,
    );
  }
  if (slices === null) return;
  const voxels = slices * rows * columns;
  if (slices > LIMITS.slices.most || voxels > LIMITS.voxels) {
    throw new InputError(
      `${name}: the volume has ${slices} × ${rows} × ${columns} voxels, but at most ${LIMITS.voxels} in ${LIMITS.slices.most} slices are possible`,
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
    const sentence = `${guess.why}; set "values" to "${guess.values}", or to "arbitrary" for arbitrary units`;
    if (guess.isCertain) throw new InputError(`${name}: ${sentence}`);
    return [`${name}: ${sentence}.`];
  }
  if (given === guess.values || given === 'arbitrary') return [];
  if (guess.isCertain && (given === 'attenuation-per-mm' || given === 'relative-to-water')) {
    throw new InputError(`${name}: "values" cannot be "${given}", because ${guess.why}`);
  }
  if (given === 'hounsfield' && facts.least > -100) {
    const why = guess.why ?? `its lowest value is ${shortNumber(facts.least)}`;
    return [`${name} is read as Hounsfield units, where air is −1000, but ${why}.`];
  }
  return guess.why ? [`${name}: ${guess.why}, but the experiment says "${given}".`] : [];
}

/**
 * Air is 0, and nothing attenuates less than nothing: what is below counts as air, but values of their own may be anything.
 * That scanners write less than −1000 HU outside of their field is usual; of other values it is said.
 *
 * @param values are changed, since volumes are large
 */
function withoutLessThanAir(name: string, meaning: ImageValues, values: Float32Array, remarks: string[]): Float32Array {
  if (meaning === 'arbitrary') return values;
  let below = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0) continue;
    values[i] = 0;
    below++;
  }
  if (below > 0 && (meaning === 'relative-to-water' || meaning === 'attenuation-per-mm')) {
    remarks.push(`${name}: ${below} of its ${values.length} values are below 0 and are set to air.`);
  }
  return values;
}

/** Attenuation in 1/mm, or values of their own; one of the arrays is changed, since volumes are large. */
function attenuation(meaning: ImageValues, data: Float32Array, stored: Float32Array): Float32Array {
  switch (meaning) {
    case 'hounsfield':
      return changed(stored, (value) => muFromHounsfield(value));
    case 'hounsfield-plus-1024':
      return changed(stored, (value) => muFromHounsfield(value - 1024));
    case 'relative-to-water':
      return changed(data, (value) => value * WATER_MU_PER_MM);
    default:
      return data;
  }
}

function changed(values: Float32Array, change: (value: number) => number): Float32Array {
  for (let i = 0; i < values.length; i++) values[i] = change(values[i]!);
  return values;
}
