/** Remainders of each byte by the polynomial of ISO 3309, bits mirrored (PNG specification annex D). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/**
 * The checksum of bytes from `start` to before `end`.
 *
 * @param before that of what precedes them
 */
export function crc32(bytes: Uint8Array, start: number, end: number, before = 0): number {
  let checksum = ~before;
  for (let at = start; at < end; at++) checksum = TABLE[(checksum ^ bytes[at]!) & 0xff]! ^ (checksum >>> 8);
  return (checksum ^ 0xffffffff) >>> 0;
}
