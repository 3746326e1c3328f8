// TIFF 6.0 (Adobe, 1992), section 13: codes of 9 to 12 bits, the first in the highest bits.

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MOST_CODES = 4096;

/**
 * The first bytes of LZW data, `wanted` of them or fewer where there are no more.
 *
 * @throws RangeError where a code stands for nothing yet
 */
export function lzwDecoded(bytes: Uint8Array, wanted: number): Uint8Array {
  const result = new Uint8Array(wanted);
  // What a code stands for is what another does, and one byte more.
  const before = new Uint16Array(MOST_CODES);
  const last = new Uint8Array(MOST_CODES);
  const first = new Uint8Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES);
  for (let code = 0; code < CLEAR; code++) {
    last[code] = code;
    first[code] = code;
    lengths[code] = 1;
  }
  let [free, width, previous] = [FIRST_FREE, 9, -1];
  let [length, held, heldBits] = [0, 0, 0];
  for (let at = 0; length < wanted; ) {
    while (heldBits < width && at < bytes.length) {
      held = ((held << 8) | bytes[at++]!) & 0xffffff;
      heldBits += 8;
    }
    if (heldBits < width) break;
    const code = (held >> (heldBits - width)) & ((1 << width) - 1);
    heldBits -= width;
    if (code === END) break;
    if (code === CLEAR) {
      [free, width, previous] = [FIRST_FREE, 9, -1];
      continue;
    }
    // A code that is made this moment begins and ends with what the one before began with.
    const isNew = code === free && previous >= 0;
    if (!isNew && (code >= free || (previous < 0 && code >= CLEAR))) throw new RangeError('no such code');
    if (previous >= 0 && free < MOST_CODES) {
      before[free] = previous;
      last[free] = first[isNew ? previous : code]!;
      first[free] = first[previous]!;
      lengths[free] = lengths[previous]! + 1;
      free++;
    }
    const count = lengths[code]!;
    for (let i = count - 1, of = code; i >= 0; i--, of = before[of]!) {
      if (length + i < wanted) result[length + i] = last[of]!;
    }
    length = Math.min(wanted, length + count);
    previous = code;
    // One code sooner than need be, as the first programs did it.
    if (free >= (1 << width) - 1 && width < 12) width++;
  }
  return result.subarray(0, length);
}
