import type { ByteSource } from '../byte-source.ts';
import { npyHeaderOf } from './write-header.ts';

/** Where a part of an array is in a file. */
export interface ArrayPart {
  readonly source: ByteSource;
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Numbers that lie plainly in a file, or in pieces of several, as a NumPy file, which can be read, cut and looked at as such.
 *
 * @param type as NumPy writes it, such as `<u2`
 * @param parts in the order of the array, each all there
 */
export function asNpy(shape: readonly number[], type: string, parts: readonly ArrayPart[]): ByteSource {
  const head = npyHeaderOf(shape, type, false);
  const all = [{ source: headSource(head), offset: 0, bytes: head.length }, ...parts];
  const starts: number[] = [];
  let sizeBytes = 0;
  for (const { bytes } of all) {
    starts.push(sizeBytes);
    sizeBytes += bytes;
  }
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      const pieces: Uint8Array[] = [];
      for (const [i, { source, offset, bytes }] of all.entries()) {
        const first = Math.max(start, starts[i]!);
        const last = Math.min(end, starts[i]! + bytes);
        if (first < last) pieces.push(await source.read(offset + first - starts[i]!, offset + last - starts[i]!));
      }
      return pieces.length === 1 ? pieces[0]! : joined(pieces);
    },
  };
}

function headSource(head: Uint8Array): ByteSource {
  return { sizeBytes: head.length, read: async (from, to) => head.subarray(from, to) };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
