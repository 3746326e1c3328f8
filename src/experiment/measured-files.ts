import { InputError } from '../errors.ts';
import { decodeAnglesInUnit, decodeArray, storedNumbers } from '../files/decoding.ts';
import type { Allocate, CheckShape, Cut, NamedSource, SaidOfReadings } from '../files/format.ts';
import { type AngleUnit, guessAngleUnit } from './guess-angles.ts';
import type { ReadingsGuess, ReadingsKind } from './guess-readings.ts';
import { NO_BEAM } from './guess-white.ts';
import { type FileReader, sourceOf } from './named-files.ts';
import { shortNumber } from './short-number.ts';

export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** What the file says of it. */
  readonly said: SaidOfReadings;
  /** What somebody should know of how it was read: sentences. */
  readonly remarks: readonly string[];
}

/**
 * The numbers of a file as it stores them.
 *
 * @param parts of a header: the files of its numbers
 * @param allocate makes the array that the numbers go into, if they are not in one already
 * @throws InputError (rejects) where it holds no readings
 */
export async function readStoredArray(
  name: string,
  readFile: FileReader,
  mayBeRead: CheckShape,
  cut?: (shape: readonly number[]) => Cut | null,
  parts: readonly NamedSource[] = [],
  allocate?: Allocate,
): Promise<StoredArray> {
  const source = await sourceOf(name, readFile);
  const decoded = await decodeArray(source, name, 'readings', { mayBeRead, cut, allocate }, parts);
  const { shape, readings: said = {}, remarks = [] } = decoded;
  return { shape, data: storedNumbers(decoded), said, remarks: [...remarks, ...remarksOn(name, said)] };
}

/** What a file says of the detector, and an experiment says by itself. */
function remarksOn(name: string, { channelSpacingMm, offset }: SaidOfReadings): string[] {
  if (channelSpacingMm === undefined) return [];
  const axis = offset ? `, and the axis ${shortNumber(offset)} channels from their middle` : '';
  return [
    `${name}: says that its channels are ${shortNumber(channelSpacingMm)} mm apart${axis} (scan.channelSpacingMm, scan.offset).`,
  ];
}

/** @throws InputError where values are said to be, or taken for, what they cannot be */
export function mustBePossible(name: string, kind: ReadingsKind, guess: ReadingsGuess): void {
  if (kind !== 'line-integrals' || !guess.isImpossibleAsLineIntegrals) return;
  const unseen = guess.kind === 'transmission' ? `, which must be measured, since ${NO_BEAM}` : '';
  const seems = guess.white === null ? unseen : `, apparently ${shortNumber(guess.white)}`;
  const transmission = `"kind": "transmission" with the reading without an object as "white" (a file, or a number${seems})`;
  const arbitrary = '"kind": "arbitrary", or "scale", the line integral of one unit';
  const ways = guess.kind === 'transmission' ? `${transmission}, or ${arbitrary}` : `${arbitrary}, or ${transmission}`;
  throw new InputError(`${name}: ${guess.why}; they need ${ways}`);
}

export function remarkOnReadings(name: string, { kind, why, white }: ReadingsGuess): string {
  const number = white === null ? '' : `: ${shortNumber(white)}`;
  const unseen = white === null ? `; "white" must be measured, since ${NO_BEAM}` : '';
  const way =
    kind === 'transmission'
      ? `; "kind": "transmission" with "white"${number} would convert them to line integrals${unseen}`
      : '';
  return `${name}: ${why}${way}.`;
}

/** What line integrals that came out of transmissions say of the white readings. */
export function remarksOnTransmission(name: string, sorted: Float32Array): string[] {
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const most = (part: number) => sorted[Math.round(part * (sorted.length - 1))]!;
  // Readings of 1 over the whole of a view are a matter of noise; of 5 % and more they are not.
  if (most(0.25) < -0.05) {
    return [
      `${name}: at least a quarter of its readings are brighter than the white ones, by up to ${shortNumber(Math.exp(-first))} times, as if the white ones had less exposure; line integrals are below 0 there.`,
    ];
  }
  if (last > 9 && most(0.25) > 9) {
    return [
      `${name}: most of its readings are below a thousandth of the white ones, as if they were not transmissions, or were line integrals already.`,
    ];
  }
  return [];
}

/** What an experiment says of the angles of its views. */
export interface AngleReference {
  readonly anglesDeg: string;
  readonly angleUnit?: AngleUnit | undefined;
  readonly firstAngle?: number | undefined;
}

/** Whose angles are meant. */
export interface AngledViews {
  readonly name: string;
  readonly views: number;
  /** Where the stack has other readings besides: how many in all, and which of them are the views. */
  readonly among?: { readonly all: number; readonly chosen: readonly number[] } | undefined;
}

/**
 * The angles of views in degrees.
 *
 * @param first which angle of the file is that of the first view, where it has more
 * @param hintFor what is to be added to the sentence where so many angles are none for these views
 */
export async function loadAngles(
  { anglesDeg: name, angleUnit: given, firstAngle: first }: AngleReference,
  { name: stack, views, among }: AngledViews,
  readFile: FileReader,
  hintFor: (angles: number) => string,
): Promise<{ degrees: Float64Array; remarks: readonly string[] }> {
  const { data: all, unit: own } = await decodeAnglesInUnit(await sourceOf(name, readFile), name, (shape) => {
    const angles = shape.reduce((product, length) => product * length, 1);
    if (first === undefined ? angles === views || angles === among?.all : angles >= first + views) return;
    const more = first === undefined && angles > views ? '; "firstAngle" says which is that of the first view' : '';
    throw new InputError(
      `${name}: must have one angle for each of the ${views} views of ${stack}${first === undefined ? '' : `, from that with the number ${first} on`}, but its shape is ${shape.join(' × ')}${hintFor(angles) || more}`,
    );
  });
  const data =
    first !== undefined
      ? all.slice(first, first + views)
      : all.length !== views && among
        ? Float64Array.from(among.chosen, (view) => all[view]!)
        : all;
  const guess = guessAngleUnit(data);
  const unit = given ?? own;
  if (unit === undefined && guess.unit === 'radians') {
    throw new InputError(`${name}: ${guess.why}; set "angleUnit" to "radians" or "degrees"`);
  }
  const remarks: string[] = [];
  if (given && own && given !== own) {
    remarks.push(`${name}: says that its angles are in ${own}; they are read in ${given}, as the experiment says.`);
  }
  if (unit === 'degrees' && guess.unit === 'radians') remarks.push(`${name}: ${guess.why}; they are read as degrees.`);
  if (unit !== 'radians') return { degrees: data, remarks };
  const [least, most] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))];
  const turns = (most - least) / (2 * Math.PI);
  if (guess.unit !== 'radians' && turns > 10) {
    remarks.push(
      `${name}: in radians its angles run over ${shortNumber(turns)} turns, in degrees over ${shortNumber(most - least)}°.`,
    );
  }
  return { degrees: data.map((angle) => (angle * 180) / Math.PI), remarks };
}

/** Every value times a factor, in place. */
export function scaled(values: Float32Array, scale = 1): Float32Array {
  if (scale !== 1) for (let i = 0; i < values.length; i++) values[i]! *= scale;
  return values;
}
