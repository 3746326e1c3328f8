import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { VALUE_TYPES, valuesOf } from '../number-types.ts';
import { UNCOMPRESSED } from './compression.ts';
import { rowBytesOf, type StoredNumbers, type TiffPage } from './page.ts';
import { undoDifferences, undoFloatDifferences } from './predictor.ts';

/** The rows of a page that lie in blocks side by side, as the file stores them. */
export interface Band {
  readonly firstRow: number;
  readonly rows: number;
  /** For each sample of a pixel, [rows × columns]. */
  readonly samples: readonly Float32Array[];
}

/** Where a page is. */
export interface PageFile {
  readonly source: ByteSource;
  readonly name: string;
  readonly littleEndian: boolean;
}

/**
 * One of the rows of blocks that a page consists of.
 *
 * @param index of it, from the top
 * @throws InputError (rejects) where the file is damaged or cut short
 */
export async function readBand(file: PageFile, page: TiffPage, index: number): Promise<Band> {
  const { blocks, colours } = page;
  const firstRow = index * blocks.rows;
  const rows = Math.min(blocks.rows, page.rows - firstRow);
  const samples = Array.from({ length: colours.samples }, () => new Float32Array(rows * page.columns));
  const planes = blocks.isApart ? colours.samples : 1;
  for (let plane = 0; plane < planes; plane++) {
    for (let across = 0; across < blocks.across; across++) {
      const at = (plane * blocks.down + index) * blocks.across + across;
      const place = { firstColumn: across * blocks.columns, rows, columns: page.columns };
      const into = blocks.isApart ? [samples[plane]!] : samples;
      const bytes = await blockBytes(file, page, at, blocks.areFull ? blocks.rows : rows);
      spread(bytes, page, file.littleEndian, place, into);
    }
  }
  return { firstRow, rows, samples };
}

/** A block as it was before it was made smaller, so many rows of it. */
async function blockBytes(
  { source, name, littleEndian }: PageFile,
  page: TiffPage,
  at: number,
  rows: number,
): Promise<Uint8Array> {
  const { compression, blocks, differences, isBitReversed } = page;
  const rowBytes = rowBytesOf(page);
  const wanted = rowBytes * rows;
  const [offset, count] = [blocks.offsets[at]!, blocks.byteCounts[at]!];
  const where = `block ${at} of a page, at byte ${offset},`;
  if (offset + count > source.sizeBytes) {
    throw new InputError(`${name}: ${where} should have ${count} bytes, but the file ends after ${source.sizeBytes}`);
  }
  if (count * compression.mostGrowth < wanted) {
    throw new InputError(`${name}: ${where} should hold ${wanted} bytes, but has only ${count}`);
  }
  // Uncompressed ones may be followed by what does not belong to them.
  const stored = await source.read(offset, offset + (compression === UNCOMPRESSED ? wanted : count));
  let bytes: Uint8Array;
  try {
    bytes = compression.decode(isBitReversed ? bitsReversed(stored) : stored, wanted);
  } catch {
    throw new InputError(`${name}: the compressed data of ${where} are damaged or cut short`);
  }
  if (bytes.length < wanted) {
    throw new InputError(`${name}: ${where} should hold ${wanted} bytes, but has only ${bytes.length}`);
  }
  if (differences !== 'none') {
    const sampleBytes = page.numbers.bits / 8;
    const predicted = { rowBytes, sampleBytes, samples: blocks.isApart ? 1 : page.colours.samples, littleEndian };
    (differences === 'whole' ? undoDifferences : undoFloatDifferences)(bytes, predicted);
  }
  return bytes;
}

interface BlockPlace {
  readonly firstColumn: number;
  /** Of the band. */
  readonly rows: number;
  readonly columns: number;
}

/** Puts the numbers of a block where they belong, those of each sample into an array of its own. */
function spread(
  bytes: Uint8Array,
  page: TiffPage,
  littleEndian: boolean,
  { firstColumn, rows, columns }: BlockPlace,
  into: readonly Float32Array[],
): void {
  const inRow = page.blocks.columns * into.length;
  const count = Math.min(page.blocks.columns, columns - firstColumn);
  const rowBytes = rowBytesOf(page);
  const type = VALUE_TYPES.get(typeCode(page.numbers));
  // The bytes of differences between floating-point numbers come out with the highest first.
  const isLittle = page.differences === 'float' ? false : littleEndian;
  const all = type && valuesOf(bytes.subarray(0, rows * rowBytes), type, isLittle);
  const unpacked = new Float64Array(type ? 0 : inRow);
  for (let row = 0; row < rows; row++) {
    let values: ArrayLike<number> = unpacked;
    let start = 0;
    if (all) [values, start] = [all, row * inRow];
    else unpackBits(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), page.numbers, unpacked);
    for (const [sample, target] of into.entries()) {
      const to = row * columns + firstColumn;
      for (let column = 0; column < count; column++) {
        target[to + column] = values[start + column * into.length + sample]!;
      }
    }
  }
}

const KIND_LETTERS = { unsigned: 'u', signed: 'i', float: 'f' } as const;

/** As NumPy calls it; nothing of the name where numbers do not fill whole bytes. */
function typeCode({ kind, bits }: StoredNumbers): string {
  return `${KIND_LETTERS[kind]}${bits / 8}`;
}

/** Whole numbers of some bits each, the first in the highest ones. */
function unpackBits(row: Uint8Array, { kind, bits }: StoredNumbers, numbers: Float64Array): void {
  let [held, heldBits, at] = [0, 0, 0];
  const [size, half] = [2 ** bits, 2 ** (bits - 1)];
  for (let i = 0; i < numbers.length; i++) {
    while (heldBits < bits) {
      held = held * 256 + row[at++]!;
      heldBits += 8;
    }
    const rest = 2 ** (heldBits - bits);
    const value = Math.floor(held / rest);
    held -= value * rest;
    heldBits -= bits;
    numbers[i] = kind === 'signed' && value >= half ? value - size : value;
  }
}

function bitsReversed(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) reversed |= 128 >> bit;
    return reversed;
  });
}
