import { InputError } from '../errors.ts';
import { fetchedPart } from '../fetched-part.ts';
import { type ByteSource, headOf } from './byte-source.ts';
import { describeFile, formatOf } from './describe-file.ts';
import type { ArrayOptions, CheckShape, DecodedArray, Decoder, FileFormat, Holding } from './format.ts';
import { FORMATS } from './registry.ts';

/** What a file should have been, where it is something else. */
const REFUSALS: Readonly<Record<Holding, (what: string) => string>> = {
  document: (what) => `is ${what}, and should be a ${shortNames('document', ' or ')} file`,
  image: (what) => `is ${what}; an image must be a ${shortNames('image', ' or ')} file`,
  readings: (what) => `expected ${phrases('readings')} of readings, but this is ${what}`,
  angles: (what) => `expected ${phrases('angles')}, but this is ${what}`,
};

/**
 * The numbers of a file that is to be an image or readings.
 *
 * @throws InputError (rejects) where it is something else, damaged or too large
 */
export async function decodeArray(
  source: ByteSource,
  name: string,
  holding: 'image' | 'readings',
  options: ArrayOptions,
): Promise<DecodedArray> {
  const decoder = await decoderFor(source, name, holding);
  return decoder.readArray!(source, name, options);
}

/** A file's numbers as it stores them: a picture's greys are 0 … 255 or 0 … 65535. */
export function storedNumbers({ data, white = 1 }: DecodedArray): Float32Array {
  return white === 1 ? data : data.map((grey) => Math.round(grey * white));
}

/**
 * A list of numbers in double precision.
 *
 * @throws InputError (rejects) as `decodeArray` does
 */
export async function decodeAngles(source: ByteSource, name: string, mayBeRead: CheckShape): Promise<Float64Array> {
  const decoder = await decoderFor(source, name, 'angles');
  return (await decoder.readList!(source, name, mayBeRead)).data;
}

/** What reads files of a format; `name` is that of the file that needs it. */
export function decoderOf(format: FileFormat, name: string): Promise<Decoder> {
  return fetchedPart(() => format.load(), `${name}: what reads such files`);
}

async function decoderFor(source: ByteSource, name: string, holding: Holding): Promise<Decoder> {
  const head = await headOf(source);
  const format = formatOf(head);
  if (!format?.holds.includes(holding)) throw new InputError(`${name}: ${REFUSALS[holding](describeFile(head))}`);
  return decoderOf(format, name);
}

/** The formats of what holds something: `DICOM, NPY or PNG`. */
export function shortNames(holding: Holding, last = ', '): string {
  return listed(
    holders(holding).map(({ words }) => words.short),
    last,
  );
}

function phrases(holding: Holding): string {
  return listed(
    holders(holding).map(({ words, extensions }) => `${words.phrase} (.${extensions[0]})`),
    ' or ',
  );
}

function holders(holding: Holding): FileFormat[] {
  return FORMATS.all.filter(({ holds }) => holds.includes(holding));
}

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1)}`;
}
