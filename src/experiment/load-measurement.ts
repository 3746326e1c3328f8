import { InputError } from '../errors.ts';
import { decodeAngles, decodeArray, storedNumbers } from '../files/decoding.ts';
import type { CheckShape } from '../files/format.ts';
import { lineIntegralsFromTransmission } from '../physics/transmission.ts';
import { arrayFacts } from './array-facts.ts';
import { guessAngleUnit } from './guess-angles.ts';
import { guessArc, guessArcOfColumns } from './guess-arc.ts';
import { guessImageValues } from './guess-image-values.ts';
import {
  guessOrientation,
  guessReadings,
  type ReadingsGuess,
  type ReadingsKind,
  shortNumber,
} from './guess-readings.ts';
import { NO_BEAM } from './guess-white.ts';
import { LIMITS } from './limits.ts';
import type { Measurement } from './measurement.ts';
import type { MeasurementReference } from './measurement-schema.ts';
import { type FileReader, sourceOf, twoDimensions } from './named-files.ts';

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
    ? await loadAngles(reference.anglesDeg, reference.angleUnit, frame, readFile)
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
      `${name}: seems to be [channels, views], since ${orientation.why}; say "transpose": true to turn it, or false where it is [views, channels] all the same`,
    );
  }
  const isAsked = reference.transpose === undefined && !anglesDeg && !orientation.isTransposed;
  const columnsArcDeg = isAsked ? guessArcOfColumns(facts, { kind, white }) : null;
  const remarks = [
    ...(orientation.isTransposed
      ? [
          `${name} seems to be [channels, views] as it is read, since ${orientation.why}; "transpose" of the measurement turns it.`,
        ]
      : []),
    ...(columnsArcDeg === null
      ? []
      : [
          `${name} may be [channels, views] as it is read, since the last of its columns continues into ${columnsArcDeg === 180 ? 'the mirror image of the first' : 'the first'}, as views do over ${columnsArcDeg}°; "transpose" of the measurement turns it.`,
        ]),
    ...(kind === 'line-integrals' && guess.why ? [remarkOnReadings(name, guess)] : []),
    ...(anglesDeg?.remarks ?? []),
  ];
  const guessedArcDeg = anglesDeg ? null : guessArc(facts, { kind, white }, isMirrored);
  const measurement = {
    kind: 'measurement' as const,
    name,
    views,
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
      `${name}: ${tooDark} of its ${readings.length} readings are no brighter than the dark ones, or than a millionth of the white ones, and count as that, a line integral of 13.8.`,
    );
  }
  remarks.push(...remarksOnTransmission(name, arrayFacts(lineIntegrals, views, channels).sorted));
  return { ...measurement, lineIntegrals, isArbitrary: false, remarks };
}

/** The numbers of a file as it stores them. @throws InputError (rejects) where it holds no readings */
async function readStoredArray(name: string, readFile: FileReader, mayBeRead: CheckShape) {
  const decoded = await decodeArray(await sourceOf(name, readFile), name, 'readings', { mayBeRead });
  return { shape: decoded.shape, data: storedNumbers(decoded) };
}

/** @throws InputError where an array is no sinogram, or too large a one */
function sides(shape: readonly number[], { sinogram: name, transpose }: MeasurementReference): [number, number] {
  const asStored = twoDimensions(shape, name, 'a sinogram', ['views', 'channels']);
  const [views, channels] = transpose ? [asStored[1], asStored[0]] : asStored;
  const { views: viewLimits, channels: channelLimits } = LIMITS;
  if (views > viewLimits.most || channels > channelLimits.most) {
    throw new InputError(
      `${name}: has ${views} views × ${channels} channels, and at most ${viewLimits.most} × ${channelLimits.most} are possible`,
    );
  }
  if (views * channels > LIMITS.readings) {
    throw new InputError(`${name}: has ${views} × ${channels} readings, and at most ${LIMITS.readings} are possible`);
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

/** @throws InputError where values are said to be, or taken for, what they cannot be */
export function mustBePossible(name: string, kind: ReadingsKind, guess: ReadingsGuess): void {
  if (kind !== 'line-integrals' || !guess.isImpossibleAsLineIntegrals) return;
  const unseen = guess.kind === 'transmission' ? `, and to be measured, since ${NO_BEAM}` : '';
  const seems = guess.white === null ? unseen : `, ${shortNumber(guess.white)} by the look of it`;
  const transmission = `"kind": "transmission" with what is read without an object as "white" (a file, or a number${seems})`;
  const arbitrary = '"kind": "arbitrary", or "scale", the line integral that 1 stands for';
  const ways = guess.kind === 'transmission' ? `${transmission}, or ${arbitrary}` : `${arbitrary}, or ${transmission}`;
  throw new InputError(`${name}: ${guess.why}; they need ${ways}`);
}

function remarkOnReadings(name: string, { kind, why, white }: ReadingsGuess): string {
  const number = white === null ? '' : `: ${shortNumber(white)}`;
  const unseen = white === null ? `; what "white" is has to be measured, since ${NO_BEAM}` : '';
  const way =
    kind === 'transmission'
      ? `; "kind": "transmission" with "white"${number} would make line integrals of them${unseen}`
      : '';
  return `${name}: ${why}${way}.`;
}

/** What line integrals that came out of transmissions say of the white readings. */
function remarksOnTransmission(name: string, sorted: Float32Array): string[] {
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const most = (part: number) => sorted[Math.round(part * (sorted.length - 1))]!;
  // Readings of 1 over the whole of a view are a matter of noise; of 5 % and more they are not.
  if (most(0.25) < -0.05) {
    return [
      `${name}: a quarter and more of its readings are brighter than the white ones, up to ${shortNumber(Math.exp(-first))} times, as if these were taken with less light; line integrals are below 0 there.`,
    ];
  }
  if (last > 9 && most(0.25) > 9) {
    return [
      `${name}: most of its readings are under a thousandth of the white ones, as if they were no transmissions, or line integrals already.`,
    ];
  }
  return [];
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
      `${given}: must have rows of ${channels} channels like ${frame.name}, but its shape is ${shape.join(' × ')}${turn}`,
    );
  });
  return isTurned(stored) ? turned(data, stored[1]!, channels) : data;
}

async function loadAngles(
  name: string,
  unit: MeasurementReference['angleUnit'],
  frame: Frame,
  readFile: FileReader,
): Promise<{ degrees: Float64Array; remarks: readonly string[] }> {
  const data = await decodeAngles(await sourceOf(name, readFile), name, (shape) => {
    const angles = shape.reduce((product, length) => product * length, 1);
    if (angles === frame.views) return;
    const turn = frame.mayBeTurned && angles === frame.channels ? turnHint(frame.name) : '';
    throw new InputError(
      `${name}: must have one angle for each of the ${frame.views} views of ${frame.name}, but its shape is ${shape.join(' × ')}${turn}`,
    );
  });
  const guess = guessAngleUnit(data);
  if (unit === undefined && guess.unit === 'radians') {
    throw new InputError(`${name}: ${guess.why}; say "angleUnit": "radians" or "degrees"`);
  }
  const remarks: string[] = [];
  if (unit === 'degrees' && guess.unit === 'radians') remarks.push(`${name}: ${guess.why}; they are taken as degrees.`);
  if (unit !== 'radians') return { degrees: data, remarks };
  const [least, most] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))];
  const turns = (most - least) / (2 * Math.PI);
  if (guess.unit !== 'radians' && turns > 10) {
    remarks.push(
      `${name}: as radians its angles run over ${shortNumber(turns)} turns, as degrees over ${shortNumber(most - least)}°.`,
    );
  }
  return { degrees: data.map((angle) => (angle * 180) / Math.PI), remarks };
}

function turnHint(sinogram: string): string {
  return `; if ${sinogram} is [channels, views], say "transpose": true`;
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

function scaled(values: Float32Array, scale = 1): Float32Array {
  return scale === 1 ? values : values.map((value) => value * scale);
}
