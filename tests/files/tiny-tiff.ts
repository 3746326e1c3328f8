// Small TIFF files of every variety, made here by the tables of the format (TIFF 6.0, Adobe, 1992).

import { deflateSync } from 'node:zlib';
import { joined } from './outcome.ts';

/** LONGs, a text or a fraction, by their tags. */
export type TinyEntries = Readonly<
  Record<number, readonly number[] | string | { readonly over: readonly [number, number] }>
>;

export interface TinyTiff {
  readonly rows: number;
  readonly columns: number;
  /** [pages × rows × columns × samples]. */
  readonly values: readonly number[];
  readonly kind?: 'unsigned' | 'signed' | 'float';
  readonly bits?: number;
  readonly samples?: number;
  readonly pages?: number;
  readonly isApart?: boolean;
  readonly littleEndian?: boolean;
  readonly isBig?: boolean;
  readonly tile?: readonly [rows: number, columns: number];
  readonly rowsPerStrip?: number;
  readonly compression?: 'none' | 'lzw' | 'deflate' | 'packbits';
  readonly predictor?: 1 | 2 | 3;
  readonly photometric?: number;
  readonly isBitReversed?: boolean;
  /** Entries besides, or in the place of those that follow from the rest: of one or more LONGs, a fraction or a text. */
  readonly entries?: TinyEntries;
  /** Of ImageJ: all pages behind the first one's directory. */
  readonly isOneDirectory?: boolean;
}

const CODES = { none: 1, lzw: 5, deflate: 8, packbits: 32773 } as const;
const FORMATS = { unsigned: 1, signed: 2, float: 3 } as const;

export function tinyTiff(file: TinyTiff): Uint8Array {
  const { rows, columns, pages = 1, samples = 1, littleEndian = true, isBig = false, compression = 'none' } = file;
  const parts: Uint8Array[] = [];
  let length = 0;
  const put = (part: Uint8Array) => {
    const at = length;
    const padding = new Uint8Array(part.length % 2);
    parts.push(part, padding);
    length += part.length + padding.length;
    return at;
  };
  const field = (bytes: number, value: number) => {
    const view = new DataView(new ArrayBuffer(bytes));
    if (bytes === 2) view.setUint16(0, value, littleEndian);
    else if (bytes === 4) view.setUint32(0, value, littleEndian);
    else view.setBigUint64(0, BigInt(value), littleEndian);
    return new Uint8Array(view.buffer);
  };
  const order = Buffer.from(littleEndian ? 'II' : 'MM');
  const pointer = isBig ? 8 : 4;
  const header = isBig ? joined(order, field(2, 43), field(2, 8), field(2, 0)) : joined(order, field(2, 42));
  put(joined(header, field(pointer, 0)));
  let linkAt = header.length;
  const patches: (readonly [at: number, to: number])[] = [];
  for (let page = 0; page < (file.isOneDirectory ? 1 : pages); page++) {
    const count = file.isOneDirectory ? pages : 1;
    const blocks = Array.from({ length: count }, (_, i) => blocksOf(file, page + i)).flat();
    const places = blocks.map((block) => [put(block), block.length] as const);
    const own = places.slice(0, places.length / count);
    const [offsets, byteCounts] = [own.map(([at]) => at), own.map(([, bytes]) => bytes)];
    const entries: TinyEntries = {
      ...{ 256: [columns], 257: [rows], 258: Array.from({ length: samples }, () => file.bits ?? 8) },
      ...{ 259: [CODES[compression]], 262: [file.photometric ?? (samples >= 3 ? 2 : 1)], 277: [samples] },
      ...{ 339: Array.from({ length: samples }, () => FORMATS[file.kind ?? 'unsigned']) },
      ...(file.isApart && { 284: [2] }),
      ...(file.isBitReversed && { 266: [2] }),
      ...(file.predictor && { 317: [file.predictor] }),
      ...(file.tile
        ? { 322: [file.tile[1]], 323: [file.tile[0]], 324: offsets, 325: byteCounts }
        : { 273: offsets, 278: [file.rowsPerStrip ?? rows], 279: byteCounts }),
      ...file.entries,
    };
    const lines = Object.entries(entries).map(([tag, value]) => {
      const [type, many, bytes] =
        typeof value === 'string'
          ? ([2, value.length + 1, joined(Buffer.from(`${value}\0`, 'latin1'))] as const)
          : 'over' in value
            ? ([5, 1, joined(...value.over.map((part) => field(4, part)))] as const)
            : ([4, value.length, joined(...value.map((number) => field(4, number)))] as const);
      const inPlace = bytes.length <= pointer ? joined(bytes, new Uint8Array(pointer - bytes.length)) : null;
      return joined(
        ...[field(2, Number(tag)), field(2, type), field(pointer, many), inPlace ?? field(pointer, put(bytes))],
      );
    });
    const directory = joined(field(isBig ? 8 : 2, lines.length), ...lines);
    const at = put(joined(directory, field(pointer, 0)));
    patches.push([linkAt, at]);
    linkAt = at + directory.length;
  }
  const bytes = joined(...parts);
  for (const [at, to] of patches) bytes.set(field(pointer, to), at);
  return bytes;
}

/** Strips or tiles of a page, compressed. */
function blocksOf(file: TinyTiff, page: number): Uint8Array[] {
  const { rows, columns, samples = 1, bits = 8, isApart = false, tile } = file;
  const [height, width] = tile ?? [file.rowsPerStrip ?? rows, columns];
  const blocks: Uint8Array[] = [];
  for (let plane = 0; plane < (isApart ? samples : 1); plane++) {
    for (let top = 0; top < rows; top += height) {
      for (let left = 0; left < columns; left += width) {
        const lines: Uint8Array[] = [];
        for (let row = top; row < (tile ? top + height : Math.min(rows, top + height)); row++) {
          const numbers: number[] = [];
          for (let column = left; column < left + width; column++) {
            for (let sample = 0; sample < (isApart ? 1 : samples); sample++) {
              const isInside = row < rows && column < columns;
              const at = ((page * rows + row) * columns + column) * samples + (isApart ? plane : sample);
              numbers.push(isInside ? file.values[at]! : 0);
            }
          }
          lines.push(rowBytes(numbers, { ...file, bits, samples: isApart ? 1 : samples }));
        }
        const bytes = compressed(joined(...lines), file.compression ?? 'none');
        blocks.push(file.isBitReversed ? bytes.map(reversed) : bytes);
      }
    }
  }
  return blocks;
}

function reversed(byte: number): number {
  return Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2);
}

function rowBytes(numbers: readonly number[], file: TinyTiff & { readonly bits: number; readonly samples: number }) {
  const { bits, kind = 'unsigned', predictor = 1, samples, littleEndian = true } = file;
  if (bits % 8 !== 0 || bits === 24) {
    const text = numbers.map((value) => (value + (value < 0 ? 2 ** bits : 0)).toString(2).padStart(bits, '0')).join('');
    const padded = text.padEnd(8 * Math.ceil(text.length / 8), '0');
    return Uint8Array.from(padded.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
  }
  const size = bits / 8;
  // Differences of floating-point numbers are those of their bytes, the highest of all numbers first.
  const isLittle = predictor === 3 ? false : littleEndian;
  const bytes = new Uint8Array(size * numbers.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of numbers.entries()) {
    const at = i * size;
    if (kind === 'float') {
      if (bits === 16) view.setUint16(at, halfBits(value), isLittle);
      else if (bits === 32) view.setFloat32(at, value, isLittle);
      else view.setFloat64(at, value, isLittle);
    } else if (bits === 8) view.setUint8(at, value);
    else if (bits === 16) view.setUint16(at, value, isLittle);
    else if (bits === 32) view.setUint32(at, value, isLittle);
    else view.setBigInt64(at, BigInt(value), isLittle);
  }
  if (predictor === 2) {
    for (let at = bytes.length - size; at >= size * samples; at -= size) {
      const left = at - size * samples;
      if (size === 1) view.setUint8(at, view.getUint8(at) - view.getUint8(left));
      else if (size === 2) view.setUint16(at, view.getUint16(at, isLittle) - view.getUint16(left, isLittle), isLittle);
      else if (size === 4) view.setUint32(at, view.getUint32(at, isLittle) - view.getUint32(left, isLittle), isLittle);
      else view.setBigUint64(at, view.getBigUint64(at, isLittle) - view.getBigUint64(left, isLittle), isLittle);
    }
  }
  if (predictor !== 3) return bytes;
  const apart = bytes.map((_, i) => bytes[(i % numbers.length) * size + Math.floor(i / numbers.length)]!);
  return apart.map((byte, i) => byte - (i >= samples ? apart[i - samples]! : 0));
}

/** Of numbers that are exact in half precision and not very small. */
function halfBits(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return (value < 0 ? 0x8000 : 0) + (exponent + 15) * 1024 + (Math.abs(value) / 2 ** exponent - 1) * 1024;
}

function compressed(bytes: Uint8Array, compression: NonNullable<TinyTiff['compression']>): Uint8Array {
  if (compression === 'deflate') return new Uint8Array(deflateSync(bytes));
  if (compression === 'lzw') return lzw(bytes);
  return compression === 'packbits' ? packBits(bytes) : bytes;
}

/** Runs of three and more as such, the rest as it is. */
function packBits(bytes: Uint8Array): Uint8Array {
  const packed: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run++;
    if (run >= 3) packed.push(257 - run, bytes[at]!);
    else {
      run = Math.min(7, bytes.length - at);
      packed.push(run - 1, ...bytes.subarray(at, at + run), 128);
    }
    at += run;
  }
  return Uint8Array.from(packed);
}

export function lzw(bytes: Uint8Array): Uint8Array {
  let bits = '';
  let codes = new Map<string, number>();
  let width = 9;
  const clear = () => {
    bits += (256).toString(2).padStart(width, '0');
    codes = new Map(Array.from({ length: 256 }, (_, i) => [String.fromCharCode(i), i]));
    width = 9;
  };
  clear();
  let known = '';
  const emit = () => {
    bits += codes.get(known)!.toString(2).padStart(width, '0');
  };
  for (const byte of bytes) {
    const more = known + String.fromCharCode(byte);
    if (codes.has(more)) {
      known = more;
      continue;
    }
    emit();
    // 256 and 257 stand for themselves.
    codes.set(more, codes.size + 2);
    if (codes.size + 2 === 2 ** width && width < 12) width++;
    if (codes.size + 2 === 4095) clear();
    known = String.fromCharCode(byte);
  }
  if (known) emit();
  bits += (257).toString(2).padStart(width, '0');
  return Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

const ramp = (count: number, most: number) => Array.from({ length: count }, (_, i) => (i * 37 + 5) % most);

/** One of each kind, for mutations to start from. */
export const TIFFS: readonly Uint8Array[] = [
  tinyTiff({ rows: 5, columns: 7, values: ramp(35, 256) }),
  tinyTiff({ rows: 5, columns: 7, bits: 16, values: ramp(35, 4000), littleEndian: false, rowsPerStrip: 2 }),
  tinyTiff({ rows: 9, columns: 8, bits: 16, values: ramp(72, 4000), compression: 'lzw', predictor: 2, tile: [4, 4] }),
  tinyTiff({ rows: 4, columns: 6, bits: 32, kind: 'float', values: ramp(24, 9), compression: 'deflate', predictor: 3 }),
  tinyTiff({ rows: 4, columns: 6, bits: 12, values: ramp(24, 4096), isBig: true, compression: 'packbits' }),
  tinyTiff({ rows: 3, columns: 4, samples: 3, values: ramp(36, 256), isApart: true, isBig: true, littleEndian: false }),
  tinyTiff({ rows: 3, columns: 4, pages: 3, bits: 16, values: ramp(36, 4000), compression: 'deflate' }),
  tinyTiff({
    ...{ rows: 3, columns: 4, pages: 3, bits: 16, values: ramp(36, 4000), isOneDirectory: true },
    entries: { 270: 'ImageJ=1.53t\nimages=3\nunit=mm\nspacing=0.5\n', 282: { over: [4, 1] }, 283: { over: [4, 1] } },
  }),
  tinyTiff({
    ...{ rows: 3, columns: 4, bits: 2, values: ramp(12, 4), photometric: 3, isBitReversed: true },
    entries: { 320: ramp(12, 65536) },
  }),
];
