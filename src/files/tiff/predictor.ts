// TIFF 6.0 (Adobe, 1992), section 14, and Adobe Photoshop TIFF Technical Note 3 (2005) for floating-point numbers.

/** How the rows of a block lie. */
export interface PredictedRows {
  readonly rowBytes: number;
  readonly sampleBytes: number;
  /** Samples of a pixel that lie together. */
  readonly samples: number;
  readonly littleEndian: boolean;
}

/** Makes samples of their differences to those of the pixel to the left, in place. */
export function undoDifferences(bytes: Uint8Array, { rowBytes, sampleBytes, samples, littleEndian }: PredictedRows) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const step = sampleBytes * samples;
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let at = row + step; at < row + rowBytes; at += sampleBytes) {
      const left = at - step;
      if (sampleBytes === 1) bytes[at] = bytes[at]! + bytes[left]!;
      else if (sampleBytes === 2) {
        view.setUint16(at, view.getUint16(at, littleEndian) + view.getUint16(left, littleEndian), littleEndian);
      } else if (sampleBytes === 4) {
        view.setUint32(at, view.getUint32(at, littleEndian) + view.getUint32(left, littleEndian), littleEndian);
      } else {
        view.setBigUint64(
          at,
          view.getBigUint64(at, littleEndian) + view.getBigUint64(left, littleEndian),
          littleEndian,
        );
      }
    }
  }
}

/**
 * As above, of floating-point numbers whose bytes are apart in a row: all highest bytes first, then the next. What comes out
 * has the highest byte of each number first, whatever the order in the rest of the file.
 */
export function undoFloatDifferences(bytes: Uint8Array, { rowBytes, sampleBytes, samples }: PredictedRows): void {
  const apart = new Uint8Array(rowBytes);
  const count = rowBytes / sampleBytes;
  for (let row = 0; row + rowBytes <= bytes.length; row += rowBytes) {
    for (let at = row + samples; at < row + rowBytes; at++) bytes[at] = bytes[at]! + bytes[at - samples]!;
    apart.set(bytes.subarray(row, row + rowBytes));
    for (let i = 0; i < count; i++) {
      for (let byte = 0; byte < sampleBytes; byte++) bytes[row + i * sampleBytes + byte] = apart[byte * count + i]!;
    }
  }
}
