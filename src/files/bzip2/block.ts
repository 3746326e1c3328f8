// bzip2 has no standard but its source: J. Seward, bzip2 and libbzip2, version 1.0.8, https://sourceware.org/bzip2/
import type { Bits } from './bits.ts';
import { readCode } from './huffman-code.ts';

/** Symbols that are drawn with one table before the next table. */
const GROUP = 50;
const [LEAST_TABLES, MOST_TABLES] = [2, 6];

/**
 * A block as it was before it was sorted (Burrows & Wheeler 1994), its runs still coded.
 *
 * @param most bytes in a block
 * @throws RangeError where it is damaged
 */
export function blockBytes(bits: Bits, most: number): Uint8Array {
  // Blocks of version 0.9.0 and before may be scrambled, which nothing has written since 1998.
  if (bits.take(1) === 1) throw new RangeError('scrambled');
  const first = bits.take(24);
  const bytes = sorted(bits, most);
  if (first >= bytes.length) throw new RangeError('no such place');
  const starts = new Uint32Array(256);
  for (const byte of bytes) starts[byte]!++;
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    const count = starts[byte]!;
    starts[byte] = sum;
    sum += count;
  }
  // Of each place the byte in its lowest 8 bits, and above them which place comes next.
  const places = Uint32Array.from(bytes);
  for (let i = 0; i < bytes.length; i++) places[starts[bytes[i]!]!++]! |= i << 8;
  let at = places[first]! >>> 8;
  for (let i = 0; i < bytes.length; i++) {
    const place = places[at]!;
    bytes[i] = place & 0xff;
    at = place >>> 8;
  }
  return bytes;
}

/** The last column of the sorted block. */
function sorted(bits: Bits, most: number): Uint8Array {
  const used = usedBytes(bits);
  const tables = bits.take(3);
  const selectorCount = bits.take(15);
  if (tables < LEAST_TABLES || tables > MOST_TABLES || selectorCount === 0) throw new RangeError('no tables');
  const selectors = selectorsOf(bits, selectorCount, tables);
  const end = used.length + 1;
  const codes = Array.from({ length: tables }, () => readCode(bits, end + 1));
  const recent = Uint8Array.from(used);
  const bytes = new Uint8Array(most);
  let [length, run, weight] = [0, 0, 1];
  for (let symbols = 0; ; symbols++) {
    const selector = selectors[Math.floor(symbols / GROUP)];
    if (selector === undefined) throw new RangeError('no more tables');
    const symbol = codes[selector]!.next(bits);
    // How long a run of the byte that came last is, in digits 1 and 2.
    if (symbol <= 1) {
      run += weight * (symbol + 1);
      weight *= 2;
      if (length + run > most) throw new RangeError('too long');
      continue;
    }
    bytes.fill(recent[0]!, length, length + run);
    length += run;
    [run, weight] = [0, 1];
    if (symbol === end) return bytes.subarray(0, length);
    if (length === most) throw new RangeError('too long');
    const byte = recent[symbol - 1]!;
    recent.copyWithin(1, 0, symbol - 1);
    recent[0] = byte;
    bytes[length++] = byte;
  }
}

function usedBytes(bits: Bits): number[] {
  const ranges = bits.take(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (!((ranges >> (15 - range)) & 1)) continue;
    const inRange = bits.take(16);
    for (let i = 0; i < 16; i++) if ((inRange >> (15 - i)) & 1) used.push(16 * range + i);
  }
  if (used.length === 0) throw new RangeError('no bytes');
  return used;
}

/** Each as the number of tables that came after it. */
function selectorsOf(bits: Bits, count: number, tables: number): Uint8Array {
  const recent = Array.from({ length: tables }, (_, i) => i);
  return Uint8Array.from({ length: count }, () => {
    let back = 0;
    while (bits.take(1) === 1) if (++back === tables) throw new RangeError('no such table');
    const [table] = recent.splice(back, 1);
    recent.unshift(table!);
    return table!;
  });
}
