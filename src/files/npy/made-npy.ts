import type { ByteSource } from '../byte-source.ts';
import { VALUE_TYPES, valuesOf } from '../number-types.ts';
import { npyHeaderOf } from './write-header.ts';

/** Numbers as they lie plainly in a file. */
export interface PlainNumbers {
  readonly source: ByteSource;
  /** Where the first is. */
  readonly offset: number;
  /** Code of their type, as in `VALUE_TYPES`. */
  readonly type: string;
  readonly littleEndian: boolean;
  /** How many of them make a value: two of a complex number. */
  readonly perValue: number;
}

/** So many bytes of a file are in memory besides what is made of them. */
const PIECE_BYTES = 2 ** 22;
const MADE_BYTES = 4;

/**
 * What is made of the numbers in a file, value by value and as they are asked for, as a NumPy file in single precision.
 *
 * @param make a value of the numbers of it, which begin at an index
 */
export function madeNpy(
  shape: readonly number[],
  { source, offset, type, littleEndian, perValue }: PlainNumbers,
  make: (numbers: ArrayLike<number>, at: number) => number,
): ByteSource {
  const head = npyHeaderOf(shape, '<f4', false);
  const valueType = VALUE_TYPES.get(type)!;
  const stepBytes = perValue * valueType.sizeBytes;
  const sizeBytes = shape.reduce((product, length) => product * length, MADE_BYTES) + head.length;

  /** Of the values from one to before another. */
  const made = async (first: number, last: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(MADE_BYTES * (last - first));
    const view = new DataView(bytes.buffer);
    const atOnce = Math.max(1, Math.floor(PIECE_BYTES / stepBytes));
    for (let from = first; from < last; from += atOnce) {
      const to = Math.min(last, from + atOnce);
      const piece = await source.read(offset + from * stepBytes, offset + to * stepBytes);
      const numbers = valuesOf(piece, valueType, littleEndian);
      for (let i = from; i < to; i++) {
        view.setFloat32(MADE_BYTES * (i - first), make(numbers, perValue * (i - from)), true);
      }
    }
    return bytes;
  };
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (end <= head.length) return head.subarray(start, end);
      const first = Math.floor(Math.max(0, start - head.length) / MADE_BYTES);
      const values = await made(first, Math.ceil((end - head.length) / MADE_BYTES));
      const at = head.length + first * MADE_BYTES;
      if (start >= head.length) return values.subarray(start - at, end - at);
      const bytes = new Uint8Array(end - start);
      bytes.set(head.subarray(start));
      bytes.set(values.subarray(0, end - at), head.length - start);
      return bytes;
    },
  };
}
