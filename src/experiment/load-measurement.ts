import { InputError } from '../errors.ts';
import { lineIntegralsFromTransmission } from '../physics/transmission.ts';
import { arrayFacts } from './array-facts.ts';
import { guessArc, guessArcOfColumns } from './guess-arc.ts';
import { guessImageValues } from './guess-image-values.ts';
import { guessOrientation, guessReadings } from './guess-readings.ts';
import { LIMITS } from './limits.ts';
import {
  loadAngles,
  mustBePossible,
  readStoredArray,
  remarkOnReadings,
  remarksOnTransmission,
  scaled,
} from './measured-files.ts';
import type { Measurement } from './measurement.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import { type FileReader, twoDimensions } from './named-files.ts';

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
  const name = reference.sinogram;
  const stored = await readStoredArray(name, readFile, (shape) => void sides(shape, reference));
  const [views, channels] = sides(stored.shape, reference);
  const isTurned = reference.transpose ?? false;
  const mayBeTurned = reference.transpose === undefined && views !== channels;
  const frame = { name, views, channels, isTurned, mayBeTurned };
  const readings = scaled(isTurned ? turned(stored.data, views, channels) : stored.data, reference.scale);
  const anglesDeg = reference.anglesDeg
    ? await loadAngles(reference.anglesDeg, reference.angleUnit, frame, readFile, (angles) =>
        mayBeTurned && angles === channels ? turnHint(name) : '',
      )
    : null;

  const facts = arrayFacts(readings, views, channels);
  const guess = guessReadings(facts);
  const kind = reference.kind ?? 'line-integrals';
  const image = guessImageValues(facts);
  mustBePossible(name, kind, image.isCertain ? { ...guess, why: image.why } : guess);
  const white = typeof reference.white === 'number' ? reference.white : guess.white;
  const orientation = guessOrientation(facts, { kind, white });
  if (orientation.isCertain && reference.transpose === undefined && !anglesDeg) {
    throw new InputError(
      `${name}: seems to be [channels, views], because ${orientation.why}; set "transpose" to true to turn it, or to false if it really is [views, channels]`,
    );
  }
  const isAsked = reference.transpose === undefined && !anglesDeg && !orientation.isTransposed;
  const columnsArcDeg = isAsked ? guessArcOfColumns(facts, { kind, white }) : null;
  const remarks = [
    ...(orientation.isTransposed
      ? [`${name} seems to be [channels, views] as read, because ${orientation.why}; "transpose" turns it.`]
      : []),
    ...(columnsArcDeg === null
      ? []
      : [
          `${name} may be [channels, views] as read, because its last column continues into ${columnsArcDeg === 180 ? 'the mirror image of the first' : 'the first'}, as views over ${columnsArcDeg}° do; "transpose" turns it.`,
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
  const [bright, dark] = [
    await loadPlainReadings(reference.white!, frame, readFile),
    await loadPlainReadings(reference.dark ?? 0, frame, readFile),
  ];
  const { lineIntegrals, tooDark } = lineIntegralsFromTransmission(readings, bright, dark, channels);
  if (tooDark > 0) {
    remarks.push(
      `${name}: ${tooDark} of its ${readings.length} readings are no brighter than the dark readings, or below a millionth of the white ones, and are set to a line integral of 13.8.`,
    );
  }
  remarks.push(...remarksOnTransmission(name, arrayFacts(lineIntegrals, views, channels).sorted));
  return { ...measurement, lineIntegrals, isArbitrary: false, remarks };
}

/** @throws InputError where an array is no sinogram, or too large a one */
function sides(shape: readonly number[], { sinogram: name, transpose }: MeasurementReference): [number, number] {
  if (shape.length === 3) {
    throw new InputError(
      `${name}: a sinogram must be an array [views, channels], but its shape is [${shape.join(', ')}]; projections of a detector with several rows need scan.geometry "cone" and its distances`,
    );
  }
  const asStored = twoDimensions(shape, name, 'a sinogram', ['views', 'channels']);
  const [views, channels] = transpose ? [asStored[1], asStored[0]] : asStored;
  const { views: viewLimits, channels: channelLimits } = LIMITS;
  if (views > viewLimits.most || channels > channelLimits.most) {
    throw new InputError(
      `${name}: has ${views} views × ${channels} channels, but at most ${viewLimits.most} × ${channelLimits.most} are possible`,
    );
  }
  if (views * channels > LIMITS.readings) {
    throw new InputError(`${name}: has ${views} × ${channels} readings, but at most ${LIMITS.readings} are possible`);
  }
  return [views, channels];
}

/** The sinogram whose views and channels other files must fit. */
interface Frame {
  readonly name: string;
  readonly views: number;
  readonly channels: number;
  /** Whether it was stored as [channels, views]; readings that go with it may be so too. */
  readonly isTurned: boolean;
  /** Whether it might be the other way round, for all that the experiment says. */
  readonly mayBeTurned: boolean;
}

/** White or dark readings: one row of channels, or several to be averaged, or one number for all channels. */
async function loadPlainReadings(given: string | number, frame: Frame, readFile: FileReader): Promise<Float32Array> {
  const { channels } = frame;
  if (typeof given === 'number') return new Float32Array(channels).fill(given);
  const isTurned = ([first, second, third]: readonly number[]) =>
    frame.isTurned && second !== undefined && third === undefined && first === channels && second !== channels;
  const { shape: stored, data } = await readStoredArray(given, readFile, (shape) => {
    if (isTurned(shape)) return;
    if (shape.length >= 1 && shape.length <= 2 && shape.at(-1) === channels) return;
    const turn = frame.mayBeTurned && shape.at(-1) === frame.views ? turnHint(frame.name) : '';
    throw new InputError(
      `${given}: must have rows of ${channels} channels, like ${frame.name}, but its shape is ${shape.join(' × ')}${turn}`,
    );
  });
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
