import type { PngHeader } from './header.ts';

/** Adam7's seven passes: first column and row, and the steps between them (PNG specification § 8.2). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const ALL_AT_ONCE = [[0, 0, 1, 1]] as const;

/** Where the pixels of a line stand in the picture. */
export interface LinePlace {
  readonly row: number;
  readonly firstColumn: number;
  readonly columnStep: number;
  /** Number of pixels. */
  readonly columns: number;
  /** Whether it is the first of its pass, each of which is filtered as a picture of its own. */
  readonly isFirst: boolean;
}

/** The lines of a picture in the order they are stored in. */
function* linePlaces({ rows, columns, interlaced }: PngHeader): Generator<LinePlace> {
  for (const [firstColumn, firstRow, columnStep, rowStep] of interlaced ? PASSES : ALL_AT_ONCE) {
    const count = Math.ceil((columns - firstColumn) / columnStep);
    if (count < 1) continue;
    for (let row = firstRow; row < rows; row += rowStep) {
      yield { row, firstColumn, columnStep, columns: count, isFirst: row === firstRow };
    }
  }
}

/**
 * Puts inflated bytes together to lines and undoes their filters (PNG specification § 9). Two lines are all that is held.
 */
export class Scanlines {
  readonly #places: Generator<LinePlace>;
  readonly #bitsPerPixel: number;
  readonly #onLine: (line: Uint8Array, place: LinePlace) => void;
  /** The filter's number and the bytes of the line that is being put together, and those of the line before. */
  #line: Uint8Array;
  #previous: Uint8Array;
  #filled = 0;
  #place: LinePlace | null = null;
  #lineBytes = 0;

  /** @param onLine is given the bytes of each line, which are written over afterwards */
  constructor(header: PngHeader, onLine: (line: Uint8Array, place: LinePlace) => void) {
    this.#places = linePlaces(header);
    this.#bitsPerPixel = header.channels * header.depth;
    this.#onLine = onLine;
    const most = 1 + Math.ceil((header.columns * this.#bitsPerPixel) / 8);
    this.#line = new Uint8Array(most);
    this.#previous = new Uint8Array(most);
    this.#nextLine();
  }

  get isComplete(): boolean {
    return this.#place === null;
  }

  /** Takes the next bytes; false where there are more than the picture has. Throws a RangeError at an unknown filter. */
  push(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length; ) {
      if (!this.#place) return false;
      const count = Math.min(bytes.length - at, this.#lineBytes - this.#filled);
      this.#line.set(bytes.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled === this.#lineBytes) this.#finishLine(this.#place);
    }
    return true;
  }

  #finishLine(place: LinePlace): void {
    const line = this.#line.subarray(1, this.#lineBytes);
    unfilter(this.#line[0]!, line, this.#previous.subarray(1), Math.max(1, this.#bitsPerPixel >> 3));
    this.#onLine(line, place);
    [this.#line, this.#previous] = [this.#previous, this.#line];
    this.#nextLine();
  }

  #nextLine(): void {
    const { value: place, done } = this.#places.next();
    this.#place = done ? null : place;
    this.#filled = 0;
    if (!this.#place) return;
    this.#lineBytes = 1 + Math.ceil((this.#place.columns * this.#bitsPerPixel) / 8);
    if (this.#place.isFirst) this.#previous.fill(0);
  }
}

/** Undoes filter types 0 to 4, in place. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  const length = line.length;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = pixelBytes; i < length; i++) line[i]! += line[i - pixelBytes]!;
      return;
    case 2:
      for (let i = 0; i < length; i++) line[i]! += above[i]!;
      return;
    case 3:
      for (let i = 0; i < pixelBytes; i++) line[i]! += above[i]! >> 1;
      for (let i = pixelBytes; i < length; i++) line[i]! += (line[i - pixelBytes]! + above[i]!) >> 1;
      return;
    case 4:
      for (let i = 0; i < pixelBytes; i++) line[i]! += above[i]!;
      for (let i = pixelBytes; i < length; i++) {
        line[i]! += paeth(line[i - pixelBytes]!, above[i]!, above[i - pixelBytes]!);
      }
      return;
    default:
      throw new RangeError(`there is no filter ${filter}`);
  }
}

/** The one of its neighbours that left + above − above left is nearest to (PNG specification § 9.4). */
function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
