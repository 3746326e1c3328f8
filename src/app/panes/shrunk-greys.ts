import type { Footprints } from './footprints.ts';
import { GREY_PIXELS } from './grey-mapping.ts';
import type { GreyMapping } from './image-surface.ts';

/**
 * Paints a picture through footprints: every canvas pixel the mean of the greys that it covers, windowed before they are
 * averaged, as a picture in full size would look from afar. Pixels without any are left.
 *
 * @param values [rows, columns]
 * @param across of the canvas's columns on the picture's columns
 * @param down of the canvas's rows on the picture's rows
 * @param pixels the canvas's pixels, row by row, as RGBA in little-endian words
 */
export function paintShrunk(
  values: Float32Array,
  columns: number,
  mapping: GreyMapping,
  across: Footprints,
  down: Footprints,
  pixels: Uint32Array,
): void {
  const width = across.start.length - 1;
  const height = down.start.length - 1;
  const line = new Float32Array(width);
  const sums = new Float32Array(width);
  // Two neighbours on the canvas often share a row of the picture.
  let lineRow = -1;
  for (let y = 0; y < height; y++) {
    if (down.start[y] === down.start[y + 1]) continue;
    sums.fill(0);
    for (let tap = down.start[y]!; tap < down.start[y + 1]!; tap++) {
      const row = down.index[tap]!;
      if (row !== lineRow) {
        shrinkRow(values.subarray(row * columns, (row + 1) * columns), mapping, across, line);
        lineRow = row;
      }
      const weight = down.weight[tap]!;
      for (let x = 0; x < width; x++) sums[x]! += weight * line[x]!;
    }
    for (let x = 0; x < width; x++) {
      if (across.start[x] === across.start[x + 1]) continue;
      const grey = Math.floor(sums[x]! + 0.5);
      pixels[y * width + x] = GREY_PIXELS[mapping.inverted ? 255 - grey : grey]!;
    }
  }
}

/** One row's greys, 0 … 255 without rounding and before inversion, through the footprints. */
function shrinkRow(row: Float32Array, mapping: GreyMapping, { start, index, weight }: Footprints, line: Float32Array) {
  const { black } = mapping;
  const range = mapping.white - black;
  for (let x = 0; x < line.length; x++) {
    let sum = 0;
    for (let tap = start[x]!; tap < start[x + 1]!; tap++) {
      const scaled = ((row[index[tap]!]! - black) / range) * 255;
      // Written so that NaN, also from an empty window, falls through to black.
      sum += weight[tap]! * (scaled >= 255 ? 255 : scaled > 0 ? scaled : 0);
    }
    line[x] = sum;
  }
}
