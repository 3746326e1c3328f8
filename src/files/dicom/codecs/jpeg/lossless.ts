import { CodestreamFault } from '../codec.ts';
import { BitReader } from './bit-reader.ts';
import type { Scan } from './read-scan.ts';

/** A difference of this category is 2¹⁵, and has no more bits. */
const LARGEST_CATEGORY = 16;

/**
 * The pixels of a lossless picture (ITU-T T.81 annex H): each is a difference from what its neighbours to the left, above and
 * above on the left predict, modulo 2¹⁶.
 *
 * @throws CodestreamFault where it is damaged or cut short
 */
export function decodeLossless(bytes: Uint8Array, scan: Scan): Uint16Array {
  const { rows, columns, bitsPerPixel, dcTable, restartInterval, predictor, leftOutBits, start } = scan;
  const predict = PREDICTORS[predictor];
  // Where intervals end within a row, what comes before it is of another one (§ H.1.2.1 has whole rows).
  if (!dcTable || !predict || leftOutBits >= bitsPerPixel || restartInterval % columns !== 0)
    throw new CodestreamFault();
  const reader = new BitReader(bytes, start);
  const pixels = new Uint16Array(rows * columns);
  const rowsApart = restartInterval / columns;
  for (let row = 0, at = 0; row < rows; row++) {
    const isFirst = rowsApart > 0 ? row % rowsApart === 0 : row === 0;
    if (isFirst && row > 0) reader.restart(row / rowsApart - 1);
    for (let column = 0; column < columns; column++, at++) {
      const category = reader.code(dcTable);
      if (category > LARGEST_CATEGORY) throw new CodestreamFault();
      const difference = category === LARGEST_CATEGORY ? 1 << 15 : reader.number(category);
      let predicted: number;
      if (isFirst) predicted = column === 0 ? 1 << (bitsPerPixel - leftOutBits - 1) : pixels[at - 1]!;
      else if (column === 0) predicted = pixels[at - columns]!;
      else predicted = predict(pixels[at - 1]!, pixels[at - columns]!, pixels[at - columns - 1]!);
      pixels[at] = predicted + difference;
    }
  }
  return leftOutBits > 0 ? pixels.map((pixel) => pixel << leftOutBits) : pixels;
}

type Predictor = (left: number, above: number, aboveLeft: number) => number;

/** By the number that a scan gives (table H.1); 0 is for hierarchical pictures. */
const PREDICTORS: readonly (Predictor | null)[] = [
  null,
  (a) => a,
  (_, b) => b,
  (_, __, c) => c,
  (a, b, c) => a + b - c,
  (a, b, c) => a + ((b - c) >> 1),
  (a, b, c) => b + ((a - c) >> 1),
  (a, b) => (a + b) >> 1,
];
