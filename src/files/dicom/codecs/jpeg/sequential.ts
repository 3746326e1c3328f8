import { CodestreamFault } from '../codec.ts';
import { BitReader } from './bit-reader.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { inverseDct } from './inverse-dct.ts';
import type { Scan } from './read-scan.ts';

/** Where coefficients in the order of a file belong in a block (ITU-T T.81 figure A.6), row by row. */
const ZIGZAG = zigzag();
/** Sixteen zeros, and more coefficients after them. */
const SIXTEEN_ZEROS = 0xf0;

/**
 * The pixels of a sequential picture of 8 or 12 bits (ITU-T T.81 annex F), one value each.
 *
 * @throws CodestreamFault where it is damaged or cut short
 */
export function decodeSequential(bytes: Uint8Array, scan: Scan): Uint16Array {
  const { rows, columns, bitsPerPixel, quantization, dcTable, acTable, restartInterval, start } = scan;
  if (!quantization || !dcTable || !acTable || (bitsPerPixel !== 8 && bitsPerPixel !== 12)) throw new CodestreamFault();
  const reader = new BitReader(bytes, start);
  const pixels = new Uint16Array(rows * columns);
  const blocksAcross = Math.ceil(columns / 8);
  const blocks = blocksAcross * Math.ceil(rows / 8);
  const block = new Int32Array(64);
  const middle = 1 << (bitsPerPixel - 1);
  const most = 2 * middle - 1;
  let dc = 0;
  for (let index = 0; index < blocks; index++) {
    if (restartInterval > 0 && index > 0 && index % restartInterval === 0) {
      reader.restart(index / restartInterval - 1);
      dc = 0;
    }
    dc += reader.number(atMost(reader.code(dcTable), 15));
    block.fill(0);
    block[0] = dc * quantization[0]!;
    readCoefficients(reader, acTable, quantization, block);
    inverseDct(block, bitsPerPixel === 8 ? 2 : 1);
    const top = 8 * Math.floor(index / blocksAcross);
    const left = 8 * (index % blocksAcross);
    const [height, width] = [Math.min(8, rows - top), Math.min(8, columns - left)];
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const value = block[8 * row + column]! + middle;
        pixels[(top + row) * columns + left + column] = value < 0 ? 0 : value > most ? most : value;
      }
    }
  }
  return pixels;
}

/** All but the first coefficient of a block (§ F.2.2.2). */
function readCoefficients(
  reader: BitReader,
  table: HuffmanTable,
  quantization: ArrayLike<number>,
  block: Int32Array,
): void {
  for (let i = 1; i < 64; ) {
    const code = reader.code(table);
    const bits = code & 15;
    if (bits === 0 && code !== SIXTEEN_ZEROS) return;
    i += code >> 4;
    if (bits > 0) block[ZIGZAG[atMost(i, 63)]!] = reader.number(bits) * quantization[i]!;
    i++;
  }
}

function atMost(value: number, most: number): number {
  if (value > most) throw new CodestreamFault();
  return value;
}

function zigzag(): readonly number[] {
  const order: number[] = [];
  for (let diagonal = 0; diagonal < 15; diagonal++) {
    for (let i = 0; i <= diagonal; i++) {
      const [row, column] = diagonal % 2 === 0 ? [diagonal - i, i] : [i, diagonal - i];
      if (row < 8 && column < 8) order.push(8 * row + column);
    }
  }
  return order;
}
