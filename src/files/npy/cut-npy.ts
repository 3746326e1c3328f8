import { type ByteSource, headOf } from '../byte-source.ts';
import { cutShape, mustBeThere } from '../cut-array.ts';
import type { Cut } from '../format.ts';
import { readNpyHeader } from './npy-header.ts';
import { npyHeaderOf } from './write-header.ts';

/** Where less than this lies between two wanted runs, they are read in one go. */
const GO_BYTES = 2 ** 20;

/**
 * What lies at one index of an axis of an array, as a NumPy file of one axis less, or at several; no more of the array is read
 * than is asked for of it, so that some detector rows of a stack of many GiB fit into memory.
 *
 * @throws InputError (rejects) where the array has no such axis or index, and as `readNpyHeader` does
 */
export async function cutNpy(source: ByteSource, cut: Cut, name: string): Promise<ByteSource> {
  const { shape, type, fortranOrder, dataOffset, valueBytes } = readNpyHeader(
    await headOf(source),
    source.sizeBytes,
    name,
  );
  mustBeThere(shape, cut, name);
  const { axis, index, count = 1 } = cut;
  const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);
  // As the axes lie in the file, the slowest first.
  const [before, behind] = fortranOrder
    ? [shape.slice(axis + 1), shape.slice(0, axis)]
    : [shape.slice(0, axis), shape.slice(axis + 1)];
  const placeBytes = product(behind) * valueBytes;
  const [runs, runBytes] = [product(before), count * placeBytes];
  const stepBytes = placeBytes * shape[axis]!;
  const head = npyHeaderOf(cutShape(shape, cut), type, fortranOrder);
  const runsAtOnce = Math.max(1, Math.floor(GO_BYTES / stepBytes));

  const readData = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - start);
    for (let run = Math.floor(start / runBytes); run * runBytes < end; run += runsAtOnce) {
      const last = Math.min(runs, run + runsAtOnce, Math.ceil(end / runBytes)) - 1;
      const from = dataOffset + run * stepBytes + index * placeBytes;
      const piece = await source.read(from, from + (last - run) * stepBytes + runBytes);
      for (let i = run; i <= last; i++) {
        const [first, behindLast] = [Math.max(start, i * runBytes), Math.min(end, (i + 1) * runBytes)];
        const at = (i - run) * stepBytes + first - i * runBytes;
        bytes.set(piece.subarray(at, at + behindLast - first), first - start);
      }
    }
    return bytes;
  };
  const sizeBytes = head.length + runs * runBytes;
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (end <= head.length) return head.subarray(start, end);
      const data = await readData(Math.max(0, start - head.length), end - head.length);
      if (start >= head.length) return data;
      const both = new Uint8Array(end - start);
      both.set(head.subarray(start));
      both.set(data, head.length - start);
      return both;
    },
  };
}
