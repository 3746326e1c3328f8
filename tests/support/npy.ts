// NumPy's file format, written and read once more for the tests, apart from the engine's own reader and writer.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

/** A version 1.0 file, little-endian, C order: single precision from a Float32Array, else double. */
export function npyBytes(data: Float32Array | Float64Array, shape: readonly number[]): Uint8Array {
  const type = data instanceof Float32Array ? '<f4' : '<f8';
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  let header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  header = `${header.padEnd(Math.ceil((10 + header.length + 1) / 64) * 64 - 11)}\n`;
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 255, header.length >> 8]);
  return new Uint8Array(
    Buffer.concat([start, Buffer.from(header), Buffer.from(data.buffer, data.byteOffset, data.byteLength)]),
  );
}

/** The header as text, and the values of a single-precision array. */
export function parseNpy(bytes: Uint8Array): { header: string; shape: number[]; data: Float32Array } {
  const buffer = Buffer.from(bytes);
  if (buffer.subarray(1, 6).toString() !== 'NUMPY') throw new Error('not an .npy file');
  const length = buffer.readUInt16LE(8);
  const header = buffer.subarray(10, 10 + length).toString();
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const values = buffer.subarray(10 + length);
  return { header, shape, data: new Float32Array(new Uint8Array(values).buffer) };
}
