import { type CodedPicture, CodestreamFault } from '../codec.ts';
import { HuffmanTable } from './huffman-table.ts';

/** A picture of one component before its pixels are decoded (ITU-T T.81 annex B). */
export interface Scan extends CodedPicture {
  readonly isLossless: boolean;
  /** Of 64 coefficients in zigzag order; `undefined` in a lossless picture. */
  readonly quantization: ArrayLike<number> | undefined;
  readonly dcTable: HuffmanTable | undefined;
  readonly acTable: HuffmanTable | undefined;
  /** So many units (8 × 8 pixels, or one of a lossless picture) stand between restart markers; 0 where there are none. */
  readonly restartInterval: number;
  /** Of a lossless picture: how a pixel is predicted, 1 to 7, and how many of its bits are left out. */
  readonly predictor: number;
  readonly leftOutBits: number;
  /** Where the entropy-coded pixels begin. */
  readonly start: number;
}

const SOI = 0xd8;
const DHT = 0xc4;
const DQT = 0xdb;
const DRI = 0xdd;
const SOS = 0xda;

/** Frames by their marker: sequential ones, and what others are. */
const SEQUENTIAL: ReadonlySet<number> = new Set([0xc0, 0xc1]);
const LOSSLESS = 0xc3;
const OTHERS: ReadonlyMap<number, string> = new Map([
  [0xc2, 'progressive'],
  [0xc5, 'hierarchical'],
  [0xc6, 'hierarchical'],
  [0xc7, 'hierarchical'],
  [0xc9, 'arithmetically coded'],
  [0xca, 'arithmetically coded'],
  [0xcb, 'arithmetically coded'],
  [0xcd, 'arithmetically coded'],
  [0xce, 'arithmetically coded'],
  [0xcf, 'arithmetically coded'],
]);

/**
 * Reads what stands before the pixels of a JPEG picture.
 *
 * @param check is given what the picture's header says, as soon as it is known
 * @throws CodestreamFault where it is damaged or of a kind that is not read; what `check` throws
 */
export function readScan(bytes: Uint8Array, check: (picture: CodedPicture) => void): Scan {
  const quantizations: Uint16Array[] = [];
  const dcTables: HuffmanTable[] = [];
  const acTables: HuffmanTable[] = [];
  let restartInterval = 0;
  let frame: (CodedPicture & { readonly isLossless: boolean; readonly table: number }) | null = null;
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new CodestreamFault();
  for (let at = 2; ; ) {
    const { marker, segment, end } = segmentAt(bytes, at);
    at = end;
    if (marker === DQT) readQuantizations(segment, quantizations);
    else if (marker === DHT) readHuffmanTables(segment, dcTables, acTables);
    else if (marker === DRI) restartInterval = word(segment, 0);
    else if (OTHERS.has(marker)) throw new CodestreamFault(`are ${OTHERS.get(marker)}, which is not read`);
    else if (SEQUENTIAL.has(marker) || marker === LOSSLESS) {
      frame = { ...pictureOf(segment), isLossless: marker === LOSSLESS, table: segment[8] ?? 0 };
      check(frame);
    } else if (marker === SOS) {
      if (!frame || segment[0] !== 1 || segment.length < 6) throw new CodestreamFault();
      const { table, ...picture } = frame;
      return {
        ...picture,
        quantization: quantizations[table],
        dcTable: dcTables[segment[2]! >> 4],
        acTable: acTables[segment[2]! & 15],
        restartInterval,
        predictor: segment[3]!,
        leftOutBits: segment[5]! & 15,
        start: at,
      };
    }
  }
}

function segmentAt(bytes: Uint8Array, start: number) {
  let at = start;
  if (bytes[at] !== 0xff) throw new CodestreamFault();
  // More bytes of 255 may stand before a marker (§ B.1.1.2).
  while (bytes[at + 1] === 0xff) at++;
  const marker = bytes[at + 1] ?? 0;
  const length = word(bytes, at + 2);
  const end = at + 2 + length;
  if (length < 2 || end > bytes.length) throw new CodestreamFault();
  return { marker, segment: bytes.subarray(at + 4, end), end };
}

function pictureOf(segment: Uint8Array): CodedPicture {
  return {
    bitsPerPixel: segment[0] ?? 0,
    rows: word(segment, 1),
    columns: word(segment, 3),
    components: segment[5] ?? 0,
  };
}

function readQuantizations(segment: Uint8Array, tables: Uint16Array[]): void {
  for (let at = 0; at < segment.length; ) {
    const isWide = segment[at]! >> 4 !== 0;
    const table = new Uint16Array(64);
    const end = at + 1 + (isWide ? 128 : 64);
    if (end > segment.length) throw new CodestreamFault();
    for (let i = 0; i < 64; i++) table[i] = isWide ? word(segment, at + 1 + 2 * i) : segment[at + 1 + i]!;
    tables[segment[at]! & 15] = table;
    at = end;
  }
}

function readHuffmanTables(segment: Uint8Array, dcTables: HuffmanTable[], acTables: HuffmanTable[]): void {
  for (let at = 0; at < segment.length; ) {
    const counts = segment.subarray(at + 1, at + 17);
    const values = at + 17;
    const end = values + counts.reduce((sum, count) => sum + count, 0);
    if (end > segment.length || counts.length < 16) throw new CodestreamFault();
    const tables = segment[at]! >> 4 === 0 ? dcTables : acTables;
    tables[segment[at]! & 15] = new HuffmanTable(counts, segment.subarray(values, end));
    at = end;
  }
}

function word(bytes: Uint8Array, at: number): number {
  if (at + 2 > bytes.length) throw new CodestreamFault();
  return 256 * bytes[at]! + bytes[at + 1]!;
}
