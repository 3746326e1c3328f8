import type { ByteSource } from '../byte-source.ts';
import { npyHeaderOf } from './write-header.ts';

/** Values that take work to be had as a NumPy file: they are made when anything behind its header is asked for. */
export function lazyNpy(shape: readonly number[], load: () => Promise<Float32Array>): ByteSource {
  const head = npyHeaderOf(shape, '<f4', false);
  const sizeBytes = shape.reduce((product, length) => product * length, 4) + head.length;
  return {
    sizeBytes,
    read: async (from, to) => {
      const [start, end] = [Math.min(from, sizeBytes), Math.min(to, sizeBytes)];
      if (end <= head.length) return head.subarray(start, end);
      // Little-endian, as every machine is that runs this.
      const data = await load();
      const values = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      if (start >= head.length) return values.subarray(start - head.length, end - head.length);
      const bytes = new Uint8Array(end - start);
      bytes.set(head.subarray(start));
      bytes.set(values.subarray(0, end - head.length), head.length - start);
      return bytes;
    },
  };
}
