/** Offsets of up to 15 segments, and their number before them. */
const HEADER_BYTES = 64;

/**
 * Decodes a picture of one value per pixel that is run-length encoded (PS3.5 annex G): a segment for each byte of a
 * pixel, the highest first, each packed as PackBits.
 *
 * @returns the bytes of the pixels, little endian; `null` where they are damaged or fewer than `count` pixels
 */
export function decodeRunLengths(frame: Uint8Array, count: number, bytesPerPixel: number): Uint8Array | null {
  if (frame.length < HEADER_BYTES) return null;
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER_BYTES);
  if (header.getUint32(0, true) !== bytesPerPixel) return null;
  const starts = Array.from({ length: bytesPerPixel }, (_, segment) => header.getUint32(4 + 4 * segment, true));
  const bytes = new Uint8Array(count * bytesPerPixel);
  for (const [segment, start] of starts.entries()) {
    const end = starts[segment + 1] ?? frame.length;
    if (start < HEADER_BYTES || end > frame.length || start > end) return null;
    const place = bytesPerPixel - 1 - segment;
    if (!unpack(frame.subarray(start, end), bytes, place, bytesPerPixel, count)) return null;
  }
  return bytes;
}

/** Unpacks `count` bytes into every `step`-th place from `place` on; whether there were as many. */
function unpack(packed: Uint8Array, bytes: Uint8Array, place: number, step: number, count: number): boolean {
  let at = 0;
  let done = 0;
  while (done < count) {
    if (at >= packed.length) return false;
    const control = packed[at++]!;
    if (control === 128) continue;
    const isRun = control > 128;
    const length = Math.min(isRun ? 257 - control : control + 1, count - done);
    if (at + (isRun ? 1 : length) > packed.length) return false;
    for (let i = 0; i < length; i++) bytes[place + step * (done + i)] = packed[isRun ? at : at + i]!;
    at += isRun ? 1 : length;
    done += length;
  }
  return true;
}
