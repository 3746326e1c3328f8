import { excerpt, InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { cutShape, mustBeThere } from '../cut-array.ts';
import type { Cut } from '../format.ts';
import { npyHeaderOf } from '../npy/write-header.ts';
import { filterFault } from './filters.ts';
import type { Hdf5Array, Hdf5File, Slab } from './hdf5-file.ts';
import { includes, partOf, slabsOf, wholeChunks } from './slabs.ts';

/** Of the pieces that an array is stored in, which the library unpacks whole. */
const MOST_CHUNK_BYTES = 2 ** 25;
/** So much is kept of what was read last, so that what lies in the same pieces need not be unpacked again. */
const MOST_BLOCK_BYTES = 2 ** 26;
/** No larger part is asked of the library at once, which needs as much room. */
const MOST_SLAB_BYTES = 2 ** 26;

export type WithFile = <Result>(work: (file: Hdf5File) => Result) => Promise<Result>;

/** How an array is shown to whoever reads it. */
export interface Presentation {
  /** Of the NumPy file. */
  readonly shape: readonly number[];
  /** Whether that has the axes the other way round, the first one fastest. */
  readonly isReversed: boolean;
}

/**
 * An array of an HDF5 file as a NumPy file, whose values are read when they are asked for.
 *
 * @param name of the array in sentences
 */
export function arraySource(
  withFile: WithFile,
  array: Hdf5Array,
  { shape, isReversed }: Presentation,
  name: string,
): ByteSource {
  return npySource(npyHeaderOf(shape, array.type, isReversed), array.shape, array.valueBytes, (from, to) =>
    withFile((file) => slabsOf(array.shape, from, to).map((slab) => readKept(file, array, slab, name))),
  );
}

/**
 * What lies at one index of an axis, or at several, as such a file: the library unpacks what it touches once for all of it.
 *
 * @param axis of the presentation's
 * @throws InputError where there is no such place
 */
export function arrayCut(
  withFile: WithFile,
  array: Hdf5Array,
  presentation: Presentation,
  cut: Cut,
  name: string,
): ByteSource {
  const { shape, isReversed } = presentation;
  mustBeThere(shape, cut, name);
  const { axis, index, count } = cut;
  const stored = isReversed ? array.shape.length - 1 - axis : axis;
  const left = cutShape(array.shape, { ...cut, axis: stored });
  const isKept = count !== undefined;
  const inWhole = (lengths: readonly number[], atAxis: (there: number) => number) =>
    isKept ? lengths.with(stored, atAxis(lengths[stored]!)) : lengths.toSpliced(stored, 0, atAxis(0));
  const header = npyHeaderOf(cutShape(shape, cut), array.type, isReversed);
  return npySource(header, left, array.valueBytes, (from, to) =>
    withFile((file) =>
      slabsOf(left, from, to).map((slab) => {
        const offset = inWhole(slab.offset, (there) => index + there);
        return readSlab(file, array, { offset, count: inWhole(slab.count, (there) => (isKept ? there : 1)) }, name);
      }),
    ),
  );
}

/** @param readValues the values from one to before another, in pieces */
function npySource(
  header: Uint8Array,
  shape: readonly number[],
  valueBytes: number,
  readValues: (from: number, to: number) => Promise<readonly Uint8Array[]>,
): ByteSource {
  const sizeBytes = shape.reduce((product, length) => product * length, valueBytes) + header.length;
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (end <= header.length) return header.subarray(start, end);
      const bytes = new Uint8Array(end - start);
      if (start < header.length) bytes.set(header.subarray(start));
      const first = Math.floor(Math.max(0, start - header.length) / valueBytes);
      let at = header.length + first * valueBytes - start;
      for (const piece of await readValues(first, Math.ceil((end - header.length) / valueBytes))) {
        const skipped = Math.max(0, -at);
        bytes.set(piece.subarray(skipped, Math.max(skipped, bytes.length - at)), at + skipped);
        at += piece.length;
      }
      return bytes;
    },
  };
}

/** A part, read together with all else in the pieces that it is stored in, which is kept. */
function readKept(file: Hdf5File, array: Hdf5Array, slab: Slab, name: string): Uint8Array {
  const { path, shape, chunks, valueBytes } = array;
  if (!chunks || chunks.some((length) => length < 1)) return readSlab(file, array, slab, name);
  const { block } = file;
  if (block?.path === path && includes(block.slab, slab)) return partOf(block.bytes, block.slab, slab, valueBytes);
  const whole = wholeChunks(slab, shape, chunks);
  if (bytesOf(whole, valueBytes) > MOST_BLOCK_BYTES) return readSlab(file, array, slab, name);
  file.block = null;
  const bytes = readSlab(file, array, whole, name);
  file.block = { path, slab: whole, bytes };
  return partOf(bytes, whole, slab, valueBytes);
}

function readSlab(file: Hdf5File, array: Hdf5Array, slab: Slab, name: string): Uint8Array {
  const { chunks, valueBytes, filters, virtualFiles } = array;
  if (virtualFiles) throw new InputError(`${name}: ${sayVirtual(virtualFiles)}`);
  const fault = filterFault(filters);
  if (fault) throw new InputError(`${name}: ${fault}`);
  const chunkBytes = chunks?.reduce((product, length) => product * length, valueBytes) ?? 0;
  if (chunkBytes > MOST_CHUNK_BYTES) {
    throw new InputError(`${name}: is stored in pieces of ${chunkBytes} bytes; at most ${MOST_CHUNK_BYTES} are read`);
  }
  const bytes = bytesOf(slab, valueBytes);
  if (bytes > MOST_SLAB_BYTES && slab.count[0]! > 1) return readInParts(file, array, slab, name);
  const values = file.valuesOf(array, slab);
  if (!values)
    throw new InputError(`${name}: its values are damaged or cut short in the HDF5 file, or kept in another one`);
  return values;
}

function sayVirtual(files: readonly string[]): string {
  const [first = '', ...others] = new Set(files);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `is put together from other files (a virtual data set of ${excerpt(first, 40)}${more}), which are not read`;
}

function readInParts(file: Hdf5File, array: Hdf5Array, { offset, count }: Slab, name: string): Uint8Array {
  const bytes = new Uint8Array(bytesOf({ offset, count }, array.valueBytes));
  const [planes, ...rest] = count as [number, ...number[]];
  const planeBytes = bytes.length / planes;
  const step = Math.max(1, Math.floor(MOST_SLAB_BYTES / planeBytes));
  for (let plane = 0; plane < planes; plane += step) {
    const part = {
      offset: [offset[0]! + plane, ...offset.slice(1)],
      count: [Math.min(step, planes - plane), ...rest],
    };
    bytes.set(readSlab(file, array, part, name), plane * planeBytes);
  }
  return bytes;
}

function bytesOf({ count }: Slab, valueBytes: number): number {
  return count.reduce((product, length) => product * length, valueBytes);
}
