import { InputError } from '../../src/errors.ts';
import { filesInArchive } from '../../src/files/archive-entry.ts';
import { headOf } from '../../src/files/byte-source.ts';
import {
  arraysIn,
  decodeAngles,
  decodeArray,
  decoderOf,
  decodeSeries,
  partsNamedIn,
} from '../../src/files/decoding.ts';
import { describeFile, formatOf } from '../../src/files/describe-file.ts';
import { partName } from '../../src/files/file-part.ts';
import type { FileFormat, NamedSource } from '../../src/files/format.ts';
import { readGeometry } from '../../src/files/geometry/read-geometry.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { faultOf } from './clean-sentence.ts';

const MOST_VALUES = 2 ** 20;
/** Of the arrays or files in one file. */
const MOST_PARTS = 8;

function mayBeRead(shape: readonly number[]): void {
  if (shape.reduce((product, length) => product * length, 1) > MOST_VALUES) throw new InputError('a: is too large');
}

/**
 * Takes one file, or several that belong together, for everything that the page and the command may take them for: an image, a
 * volume, one plane of it, readings, angles, a document, an archive. What refuses them in one way is no reason to leave the
 * others out.
 *
 * @throws the first refusal (rejects) where nothing could be read in any way, and whatever is no clean sentence
 */
export async function readInEveryWay(given: readonly NamedSource[]): Promise<void> {
  const refusals: unknown[] = [];
  const tried = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await work();
    } catch (error) {
      if (faultOf(error) !== null) throw error;
      refusals.push(error);
      return null;
    }
  };
  const files = await tried(() => Promise.all(given.map(opened)));
  let isRead = false;
  for (const way of files ? await waysOf(files) : []) isRead = Boolean(await tried(way)) || isRead;
  if (!isRead && refusals.length > 0) throw refusals[0];
}

async function opened({ name, source }: NamedSource): Promise<NamedSource> {
  return { name, source: await openedSource(source, name) };
}

/** Gives something where something is read. */
type Way = () => Promise<unknown>;

async function waysOf(files: readonly NamedSource[]): Promise<Way[]> {
  const [{ name, source }, ...others] = files as readonly [NamedSource, ...NamedSource[]];
  const head = await headOf(source);
  const format = formatOf(head);
  describeFile(head);
  if (!format) return [() => decodeArray(source, name, 'image', { mayBeRead })];
  const parts = partsNamedIn(head, name).length > 0 ? others : [];
  return [
    ...waysOfOne(format, { name, source }, parts),
    () => readParts(format, { name, source }, parts),
    ...(others.length > parts.length ? waysOfSeveral(format, files) : []),
  ];
}

function waysOfOne(format: FileFormat, { name, source }: NamedSource, parts: readonly NamedSource[]): Way[] {
  const { holds } = format;
  const holding = holds.includes('image') ? 'image' : 'readings';
  const middle = (shape: readonly number[]) =>
    shape.length === 3 ? { axis: 0, index: Math.floor(shape[0]! / 2) } : null;
  const isOfNumbers = holds.includes('image') || holds.includes('readings');
  return [
    ...(isOfNumbers
      ? [
          () => decodeArray(source, name, holding, { mayBeRead }, parts),
          () => decodeArray(source, name, holding, { mayBeRead, cut: middle }, parts),
        ]
      : []),
    ...(holds.includes('angles') ? [() => decodeAngles(source, name, mayBeRead)] : []),
    ...(format.name === 'geometry' ? [() => readGeometry(source, name)] : []),
    async () => {
      const { gapsOf, seriesOf, lookAt, readDocument } = await decoderOf(format, name);
      await gapsOf?.(source, name);
      await seriesOf?.(source, name);
      await lookAt?.(source, name);
      return readDocument && { document: await readDocument(source, name) };
    },
  ];
}

/** The arrays that a file has, or the files in an archive, by their own names. */
async function readParts(format: FileFormat, { name, source }: NamedSource, parts: readonly NamedSource[]) {
  const arrays = await arraysIn(source, name, parts);
  const names = arrays?.map(({ part }) => partName(name, part)) ?? (await filesInArchive(source, name))?.map(nameOf);
  const holding = format.holds.includes('readings') ? 'readings' : 'image';
  let refusal: unknown = null;
  let read = 0;
  for (const own of names?.slice(0, MOST_PARTS) ?? []) {
    try {
      await decodeArray(source, own, holding, { mayBeRead }, parts);
      read++;
    } catch (error) {
      if (faultOf(error) !== null) throw error;
      refusal ??= error;
    }
  }
  if (read === 0 && refusal) throw refusal;
  return read;
}

function waysOfSeveral(format: FileFormat, files: readonly NamedSource[]): Way[] {
  const [{ name }] = files as readonly [NamedSource];
  return [
    () => decodeSeries(files, name, { mayBeRead }),
    async () => {
      await (await decoderOf(format, name)).groupsOf?.(files);
    },
  ];
}

function nameOf({ name }: NamedSource): string {
  return name;
}
