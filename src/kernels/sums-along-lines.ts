// Sums of pixels along the lines of an image, from their beginnings or ends on, for strips that are summed by their edges:
// compute/cpu/wasm/strip-edges.ts.

const LINES_BEHIND = 3;

/** Numbers in the sums of so many lines, with the room around them. */
export function sumsLength(lines: number, width: number): number {
  return (lines + LINES_BEHIND) * (width + 2);
}

/** An array of lines of pixels: where the first one is, and how far it is from line to line and along a line. */
interface Lines {
  readonly lines: number;
  readonly width: number;
  readonly perLine: number;
  readonly perPixel: number;
}

/** The rows of an image, and its columns. */
export function linesOf(rows: number, columns: number): { readonly ofRows: Lines; readonly ofColumns: Lines } {
  return {
    ofRows: { lines: rows, width: columns, perLine: columns, perPixel: 1 },
    ofColumns: { lines: columns, width: rows, perLine: 1, perPixel: columns },
  };
}

/** sums[line, i] = Σ of the line's pixels before the ith. */
export function sumBefore({ lines, width, perLine, perPixel }: Lines, image: Float32Array, sums: Float32Array): void {
  for (let line = 0; line < lines; line++) {
    const to = line * (width + 2);
    let from = line * perLine;
    let sum = 0;
    sums[to] = 0;
    for (let i = 1; i <= width; i++, from += perPixel) {
      sum += image[from]!;
      sums[to + i] = sum;
    }
    sums[to + width + 1] = sum;
  }
  sums.fill(0, lines * (width + 2));
}

/** The transpose, added to an image; leaves zeros. */
export function addSumsBehind(
  { lines, width, perLine, perPixel }: Lines,
  sums: Float32Array,
  image: Float64Array,
): void {
  for (let line = 0; line < lines; line++) {
    const from = line * (width + 2);
    let to = line * perLine + (width - 1) * perPixel;
    let sum = sums[from + width + 1]!;
    for (let i = width; i > 0; i--, to -= perPixel) {
      sum += sums[from + i]!;
      image[to]! += sum;
    }
  }
  sums.fill(0);
}
