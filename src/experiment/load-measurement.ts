import { InputError } from '../errors.ts';
import { transmittedThrough } from '../physics/transmission.ts';
import { arrayFacts } from './array-facts.ts';
import { guessArc, guessArcOfColumns } from './guess-arc.ts';
import { guessImageValues } from './guess-image-values.ts';
import { guessOrientation, guessReadings } from './guess-readings.ts';
import { readImageKey, viewsInPlace, viewsOf } from './image-key.ts';
import { loadAngles, mustBePossible, remarkOnReadings, remarksOnTransmission, scaled } from './measured-files.ts';
import type { Measurement } from './measurement.ts';
import { type MeasurementReference, measurementName } from './measurement-schema.ts';
import { mendPixels } from './mend-pixels.ts';
import type { FileReader } from './named-files.ts';
import { readSinogram, type StoredSinogram } from './read-sinogram.ts';
import type { StackAxes } from './stack-axes.ts';
import { isInFiles, readReadings, rowAxis } from './stored-readings.ts';

/**
 * Loads a measured sinogram. What its values, axes and angles cannot be is refused; what they seem not to be is refused
 * where the experiment does not say, and done with a remark where it does.
 *
 * @param isMirrored whether views half a turn apart are mirror images
 * @throws InputError (rejects) naming the file or the key that is wrong
 */
export async function loadMeasurement(
  reference: MeasurementReference,
  readFile: FileReader,
  isMirrored = true,
): Promise<Measurement> {
  const name = measurementName(reference);
  const stored = await readSinogram(reference, readFile);
  const [storedViews, channels] = stored.sides;
  const { isTurned, mayBeTurned } = stored;
  const keyed = reference.imageKey
    ? await readImageKey(reference.imageKey, { name, views: storedViews }, readFile)
    : null;
  const inOrder = isTurned ? turned(stored.data, storedViews, channels) : stored.data;
  const views = keyed?.projections.length ?? storedViews;
  const frame = { ...stored, name, views, channels };
  // Taken out first: projections are moved to where they stood.
  const plain = keyed && {
    white: viewsOf(inOrder, channels, keyed.white),
    dark: viewsOf(inOrder, channels, keyed.dark),
  };
  const readings = scaled(keyed ? viewsInPlace(inOrder, channels, keyed.projections) : inOrder, reference.scale);
  const among = keyed ? { all: storedViews, chosen: keyed.projections } : undefined;
  const { anglesDeg: anglesFile } = reference;
  const anglesDeg = anglesFile
    ? await loadAngles({ ...reference, anglesDeg: anglesFile }, { name, views, among }, readFile, (angles) =>
        mayBeTurned && angles === channels ? turnHint(name) : '',
      )
    : null;

  const facts = arrayFacts(readings, views, channels);
  const guess = guessReadings(facts);
  const kind = reference.kind ?? stored.said.kind ?? 'line-integrals';
  const image = guessImageValues(facts);
  mustBePossible(name, kind, image.isCertain ? { ...guess, why: image.why } : guess);
  const white = typeof reference.white === 'number' ? reference.white : guess.white;
  const orientation = guessOrientation(facts, { kind, white });
  const isSaid = !stored.isUnsaid || anglesDeg !== null;
  if (orientation.isCertain && !isSaid) {
    throw new InputError(
      reference.row === undefined
        ? `${name}: seems to be [channels, views], because ${orientation.why}; set "transpose" to true to turn it, or to false if it really is [views, channels]`
        : `${name}: its row seems to lie as [channels, views], because ${orientation.why}; set "axes" to how the projections lie, such as "channels-rows-views", or to "views-rows-channels" if they really lie so`,
    );
  }
  const turns = reference.row === undefined ? '"transpose" turns it' : '"axes" says how it lies';
  const isAsked = !isSaid && !orientation.isTransposed;
  const columnsArcDeg = isAsked ? guessArcOfColumns(facts, { kind, white }) : null;
  const remarks = [
    ...stored.remarks,
    ...(orientation.isTransposed
      ? [`${name} seems to be [channels, views] as read, because ${orientation.why}; ${turns}.`]
      : []),
    ...(columnsArcDeg === null
      ? []
      : [
          `${name} may be [channels, views] as read, because its last column continues into ${columnsArcDeg === 180 ? 'the mirror image of the first' : 'the first'}, as views over ${columnsArcDeg}° do; ${turns}.`,
        ]),
    ...(kind === 'line-integrals' && guess.why ? [remarkOnReadings(name, guess)] : []),
    ...(anglesDeg?.remarks ?? []),
  ];
  const guessedArcDeg = anglesDeg ? null : guessArc(facts, { kind, white }, isMirrored);
  const measurement = {
    kind: 'measurement' as const,
    name,
    views,
    detectorRows: 1,
    channels,
    anglesDeg: anglesDeg?.degrees ?? null,
    guessedArcDeg,
  };
  if (kind !== 'transmission') {
    return { ...measurement, lineIntegrals: readings, isArbitrary: kind === 'arbitrary', remarks };
  }
  const bright = plain?.white ?? (await loadPlainReadings(reference.white!, frame, readFile));
  const dark = plain?.dark ?? (await loadPlainReadings(reference.dark ?? 0, frame, readFile));
  const { lineIntegrals, tooDark, dead, beam } = transmittedThrough(readings, bright, dark, channels, readings);
  remarks.push(...mendedChannels(lineIntegrals, dead, name, channels));
  if (tooDark > 0) {
    remarks.push(
      `${name}: ${tooDark} of its ${readings.length} readings are no brighter than the dark readings, or below a millionth of the white ones, and are set to a line integral of 13.8.`,
    );
  }
  remarks.push(...remarksOnTransmission(name, arrayFacts(lineIntegrals, views, channels).sorted));
  return { ...measurement, lineIntegrals, beam, isArbitrary: false, remarks };
}

/** Of a detector's channels, so many may be dead. */
const MOST_DEAD = 0.05;

/** Takes what dead channels read from their neighbours, and says so. @throws InputError where too many are dead */
function mendedChannels(
  lineIntegrals: Float32Array,
  dead: readonly number[],
  name: string,
  channels: number,
): string[] {
  const [first] = dead;
  if (first === undefined) return [];
  if (dead.length > MOST_DEAD * channels) {
    throw new InputError(
      `measurement.white: at channel ${first}${dead.length === 1 ? '' : ` and ${dead.length - 1} more of the ${channels}`} the white reading is not above the dark one, so its transmission is unknown`,
    );
  }
  mendPixels(lineIntegrals, dead, channels, channels);
  return [
    `${name}: at ${dead.length} of its ${channels} channels, first at channel ${first}, the white reading is not above the dark one; what they read is interpolated between their neighbours.`,
  ];
}

/** The sinogram whose views and channels other files must fit. */
interface Frame extends StoredSinogram {
  readonly name: string;
  readonly views: number;
  readonly channels: number;
}

/** White or dark readings: one row of channels, or several to be averaged, or one number for all channels. */
async function loadPlainReadings(
  given: string | readonly string[] | number,
  frame: Frame,
  readFile: FileReader,
): Promise<Float32Array> {
  const { channels, ofRows } = frame;
  if (typeof given === 'number') return new Float32Array(channels).fill(given);
  const areInFiles = await isInFiles(given, readFile);
  let lying: StackAxes | null = null;
  const choose = (shape: readonly number[]) => {
    lying = ofRows?.lyingOfPlain(shape, areInFiles) ?? null;
    return lying && { axis: rowAxis(lying, shape.length), index: ofRows!.row };
  };
  const isTurned = ([first, second, third]: readonly number[]) => {
    if (second === undefined || third !== undefined) return false;
    if (lying) return lying.indexOf('channels') < lying.indexOf('views');
    return frame.isTurned && first === channels && second !== channels;
  };
  const mayBeRead = (shape: readonly number[]) => {
    if (isTurned(shape)) return;
    if (shape.length >= 1 && shape.length <= 2 && shape.at(-1) === channels) return;
    const file = [given].flat()[0];
    if (ofRows && shape.length > 1) {
      throw new InputError(
        `${file}: must be ${ofRows.plainShapes()}, like ${frame.name}, or of that row alone, but its shape is [${shape.join(', ')}]`,
      );
    }
    const turn = frame.mayBeTurned && shape.at(-1) === frame.views ? turnHint(frame.name) : '';
    throw new InputError(
      `${file}: must have rows of ${channels} channels, like ${frame.name}, but its shape is ${shape.join(' × ')}${turn}`,
    );
  };
  const { shape: stored, data } = await readReadings(given, readFile, mayBeRead, choose);
  return isTurned(stored) ? turned(data, stored[1]!, channels) : data;
}

function turnHint(sinogram: string): string {
  return `; if ${sinogram} is [channels, views], set "transpose" to true`;
}

/** Columns for rows: an array [channels × views] as [views × channels]. */
function turned(values: Float32Array, views: number, channels: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let view = 0; view < views; view++) {
    for (let channel = 0; channel < channels; channel++) {
      result[view * channels + channel] = values[channel * views + view]!;
    }
  }
  return result;
}
