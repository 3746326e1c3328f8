/**
 * A unique identifier made of 128 random bits (PS3.5 § B.2, ITU-T X.667): nobody has to be asked for it, and nobody else has
 * it.
 *
 * @param random 16 random bytes
 */
export function uidOf(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  // Version 4, as RFC 9562 has it.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `2.25.${bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n)}`;
}
