const ITEM = 0xe000fffe;
const ITEMS_END = 0xe0ddfffe;
/** A JPEG or JPEG-LS picture begins so, and a JPEG 2000 codestream; within one neither can occur. */
const BEGINNINGS = [
  [0xff, 0xd8, 0xff],
  [0xff, 0x4f, 0xff, 0x51],
];

/** What encapsulated pixels consist of (PS3.5 § A.4). */
export interface Fragments {
  /** Where frames begin, from the first byte of the first fragment's item; none where that is left out. */
  readonly table: readonly number[];
  readonly pieces: readonly Uint8Array[];
  /** Where each piece's item begins, as in the table. */
  readonly starts: readonly number[];
}

/** @returns `null` where they are damaged or cut short */
export function fragmentsIn(bytes: Uint8Array): Fragments | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [];
  const starts: number[] = [];
  let table: number[] | null = null;
  let first = 0;
  for (let at = 0; at + 8 <= bytes.length; ) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (tag === ITEMS_END) return { table: table ?? [], pieces, starts };
    if (tag !== ITEM || end > bytes.length) return null;
    if (table) {
      pieces.push(bytes.subarray(at + 8, end));
      starts.push(at - first);
    } else {
      const place = at + 8;
      table = Array.from({ length: length >> 2 }, (_, i) => view.getUint32(place + 4 * i, true));
      first = end;
    }
    at = end;
  }
  return null;
}

/**
 * Which fragments belong to which of several frames: as the table says; one each, where there are as many; or else by where
 * pictures begin.
 *
 * @returns `null` where they are not those of as many frames
 */
export function framesOfFragments({ table, pieces, starts }: Fragments, frames: number): Uint8Array[][] | null {
  if (frames === 1) return [[...pieces]];
  if (pieces.length === frames) return pieces.map((piece) => [piece]);
  const isFirst =
    table.length === frames
      ? (i: number) => table.includes(starts[i]!)
      : (i: number) => BEGINNINGS.some((beginning) => beginning.every((byte, at) => pieces[i]![at] === byte));
  const found: Uint8Array[][] = [];
  for (const [i, piece] of pieces.entries()) {
    if (isFirst(i)) found.push([piece]);
    else if (found.length === 0) return null;
    else found.at(-1)!.push(piece);
  }
  return found.length === frames ? found : null;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
