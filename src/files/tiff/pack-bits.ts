// TIFF 6.0 (Adobe, 1992), section 9.

/** The first bytes of PackBits data, `wanted` of them or fewer where there are no more. */
export function unpackedBits(bytes: Uint8Array, wanted: number): Uint8Array {
  const result = new Uint8Array(wanted);
  let length = 0;
  for (let at = 0; at < bytes.length && length < wanted; ) {
    const count = bytes[at++]!;
    if (count === 128) continue;
    if (count > 128) {
      // The next byte several times.
      if (at === bytes.length) break;
      const end = Math.min(wanted, length + 257 - count);
      result.fill(bytes[at++]!, length, end);
      length = end;
    } else {
      // So many bytes as they are.
      const piece = bytes.subarray(at, at + Math.min(count + 1, wanted - length));
      result.set(piece, length);
      length += piece.length;
      at += count + 1;
    }
  }
  return result.subarray(0, length);
}
