// Files that a person might bring, by writers of their own.

/** NumPy, version 1.0, float32, C order. @param {Float32Array} values @param {readonly number[]} shape */
export function npyFile(values, shape) {
  let header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  header = `${header.padEnd(Math.ceil((10 + header.length + 1) / 64) * 64 - 11)}\n`;
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length & 255, header.length >> 8]);
  return Buffer.concat([start, Buffer.from(header), Buffer.from(values.buffer)]);
}

/** The values of such a file. @param {Buffer} bytes */
export function npyValues(bytes) {
  const values = bytes.subarray(10 + bytes.readUInt16LE(8));
  return new Float32Array(new Uint8Array(values).buffer);
}

/**
 * A DICOM slice in Hounsfield units, explicit little endian: water with a square of bone.
 *
 * @param {number} size pixels along a side @param {number} spacingMm
 */
export function tinyCtSlice(size, spacingMm) {
  const pixels = new Int16Array(size * size).fill(-1000);
  for (let row = size / 4; row < (3 * size) / 4; row++) {
    pixels.fill(0, row * size + size / 4, row * size + (3 * size) / 4);
  }
  pixels.fill(900, (size * size) / 2 + size / 2, (size * size) / 2 + size / 2 + 4);
  /** @param {number} group @param {number} number @param {string} type @param {Buffer} value */
  const element = (group, number, type, value) => {
    const padded = value.length % 2 ? Buffer.concat([value, Buffer.from(type === 'UI' ? '\0' : ' ')]) : value;
    const head = Buffer.alloc(type === 'OW' ? 12 : 8);
    head.writeUInt16LE(group, 0);
    head.writeUInt16LE(number, 2);
    head.write(type, 4, 'latin1');
    if (type === 'OW') head.writeUInt32LE(padded.length, 8);
    else head.writeUInt16LE(padded.length, 6);
    return Buffer.concat([head, padded]);
  };
  /** @param {number} value */
  const short = (value) => Buffer.from(Uint16Array.of(value).buffer);
  const meta = element(2, 0x10, 'UI', Buffer.from('1.2.840.10008.1.2.1'));
  const length = Buffer.alloc(12);
  length.writeUInt16LE(2, 0);
  length.write('UL', 4, 'latin1');
  length.writeUInt16LE(4, 6);
  length.writeUInt32LE(meta.length, 8);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    length,
    meta,
    element(0x08, 0x60, 'CS', Buffer.from('CT')),
    element(0x28, 0x02, 'US', short(1)),
    element(0x28, 0x04, 'CS', Buffer.from('MONOCHROME2')),
    element(0x28, 0x10, 'US', short(size)),
    element(0x28, 0x11, 'US', short(size)),
    element(0x28, 0x30, 'DS', Buffer.from(`${spacingMm}\\${spacingMm}`)),
    element(0x28, 0x100, 'US', short(16)),
    element(0x28, 0x101, 'US', short(16)),
    element(0x28, 0x102, 'US', short(15)),
    element(0x28, 0x103, 'US', short(1)),
    element(0x28, 0x1052, 'DS', Buffer.from('0')),
    element(0x28, 0x1053, 'DS', Buffer.from('1')),
    element(0x7fe0, 0x10, 'OW', Buffer.from(pixels.buffer)),
  ]);
}
