/**
 * What stands before the values of an .npy file, which follow at once: as NumPy writes it, in format version 1.0, of
 * little-endian single precision in C order, aligned to 64 bytes.
 *
 * @param shape length of each axis
 */
export function npyHeader(shape: readonly number[]): Uint8Array<ArrayBuffer> {
  return npyHeaderOf(shape, '<f4', false);
}

/** As `npyHeader`, of values of any type. @param type as NumPy writes it, such as `>u2` */
export function npyHeaderOf(shape: readonly number[], type: string, fortranOrder: boolean): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const order = fortranOrder ? 'True' : 'False';
  const dictionary = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const dataOffset = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(dataOffset);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, version 1.0
  new DataView(bytes.buffer).setUint16(8, dataOffset - 10, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(dataOffset - 11)}\n`), 10);
  return bytes;
}
