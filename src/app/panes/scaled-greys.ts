import type { Footprints } from './footprints.ts';
import type { GreyMapping } from './image-surface.ts';

/** The 256 greys as opaque pixels of an ImageData seen through a Uint32Array (little-endian, as every browser runs). */
export const GREY_PIXELS = Uint32Array.from({ length: 256 }, (_, grey) => (0xff000000 | (grey * 0x010101)) >>> 0);

/**
 * Paints a picture through footprints: every canvas pixel the mean of the greys that it covers, windowed before they are
 * averaged, as a picture in full size would look from afar. Pixels without any are left.
 *
 * @param values [rows, columns]
 * @param across of the canvas's columns on the picture's columns
 * @param down of the canvas's rows on the picture's rows
 * @param pixels the canvas's pixels, row by row, as RGBA in little-endian words
 */
export function paintScaled(
  values: Float32Array,
  columns: number,
  mapping: GreyMapping,
  across: Footprints,
  down: Footprints,
  pixels: Uint32Array,
): void {
  const width = across.start.length - 1;
  const height = down.start.length - 1;
  const sums = new Float32Array(width);
  const rows = new GreyRows(values, columns, mapping, across);
  /** The row of the picture that alone makes the canvas's row above. */
  let rowAbove = -1;
  for (let y = 0; y < height; y++) {
    const first = down.start[y]!;
    const taps = down.start[y + 1]! - first;
    if (taps === 0) continue;
    const alone = taps === 1 ? down.index[first]! : -1;
    if (alone >= 0 && alone === rowAbove) {
      pixels.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    rowAbove = alone;
    let greys = rows.of(down.index[first]!);
    if (taps > 1) {
      sums.fill(0);
      for (let tap = first; tap < first + taps; tap++) addRow(sums, rows.of(down.index[tap]!), down.weight[tap]!);
      greys = sums;
    }
    writeRow(greys, across.start, mapping.inverted, pixels.subarray(y * width, (y + 1) * width));
  }
}

function addRow(sums: Float32Array, line: Float32Array, weight: number) {
  for (let x = 0; x < sums.length; x++) sums[x]! += weight * line[x]!;
}

/** @param start of the footprints across; where they are empty the pixel is left */
function writeRow(greys: Float32Array, start: Int32Array, inverted: boolean, pixels: Uint32Array) {
  const first = inverted ? 255 : 0;
  const direction = inverted ? -1 : 1;
  for (let x = 0; x < greys.length; x++) {
    if (start[x] === start[x + 1]) continue;
    pixels[x] = GREY_PIXELS[first + direction * ((greys[x]! + 0.5) | 0)]!;
  }
}

/** Rows of a picture as wide as the canvas. Neighbours on the canvas share them: the last two are kept. */
class GreyRows {
  readonly #values: Float32Array;
  readonly #mapping: GreyMapping;
  readonly #across: Footprints;
  readonly #greys: Float32Array;
  readonly #lines: readonly [Float32Array, Float32Array];
  readonly #rows: [number, number] = [-1, -1];
  #oldest: 0 | 1 = 0;

  constructor(values: Float32Array, columns: number, mapping: GreyMapping, across: Footprints) {
    this.#values = values;
    this.#mapping = mapping;
    this.#across = across;
    this.#greys = new Float32Array(columns);
    const width = across.start.length - 1;
    this.#lines = [new Float32Array(width), new Float32Array(width)];
  }

  /** Greys 0 … 255 of a row, without rounding and before inversion. */
  of(row: number): Float32Array {
    if (row === this.#rows[0]) return this.#lines[0];
    if (row === this.#rows[1]) return this.#lines[1];
    const place = this.#oldest;
    this.#oldest = place === 0 ? 1 : 0;
    this.#rows[place] = row;
    const columns = this.#greys.length;
    windowRow(this.#values.subarray(row * columns, (row + 1) * columns), this.#mapping, this.#greys);
    scaleRow(this.#greys, this.#across, this.#lines[place]);
    return this.#lines[place];
  }
}

function windowRow(values: Float32Array, { black, white }: GreyMapping, greys: Float32Array) {
  const range = white - black;
  for (let column = 0; column < greys.length; column++) {
    const scaled = ((values[column]! - black) / range) * 255;
    // Written so that NaN, also from an empty window, falls through to black.
    greys[column] = scaled >= 255 ? 255 : scaled > 0 ? scaled : 0;
  }
}

function scaleRow(greys: Float32Array, { start, index, weight }: Footprints, line: Float32Array) {
  let tap = 0;
  for (let x = 0; x < line.length; x++) {
    const end = start[x + 1]!;
    let sum = 0;
    for (; tap < end; tap++) sum += weight[tap]! * greys[index[tap]!]!;
    line[x] = sum;
  }
}
