import { CodestreamFault } from '../codec.ts';
import { BitReader } from './bit-reader.ts';
import { Contexts } from './contexts.ts';
import type { Parameters } from './parameters.ts';

/** Runs grow by powers of two (ITU-T T.87 § A.2.1, J). */
const RUN_BITS = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/**
 * The pixels of a JPEG-LS scan of one component (ITU-T T.87 annex A; M. J. Weinberger, G. Seroussi, G. Sapiro, IEEE Trans.
 * Image Process. 9:1309 (2000), doi 10.1109/83.855427).
 *
 * @throws CodestreamFault where it is damaged or cut short
 */
export function decodeScan(
  bytes: Uint8Array,
  start: number,
  rows: number,
  columns: number,
  parameters: Parameters,
): Uint16Array {
  const pixels = new Uint16Array(rows * columns);
  const decoder = new LineDecoder(new BitReader(bytes, start), parameters);
  // One pixel more on either side: the first of the line above, and the last of it again.
  let above = new Int32Array(columns + 2);
  let line = new Int32Array(columns + 2);
  for (let row = 0; row < rows; row++) {
    line[0] = above[1]!;
    above[columns + 1] = above[columns]!;
    decoder.decode(line, above, columns);
    pixels.set(line.subarray(1, columns + 1), row * columns);
    [above, line] = [line, above];
  }
  return pixels;
}

class LineDecoder {
  readonly #reader: BitReader;
  readonly #parameters: Parameters;
  readonly #step: number;
  readonly #range: number;
  readonly #errorBits: number;
  readonly #limit: number;
  readonly #contexts: Contexts;
  #runIndex = 0;

  constructor(reader: BitReader, parameters: Parameters) {
    const { largest, near, reset } = parameters;
    this.#reader = reader;
    this.#parameters = parameters;
    this.#step = 2 * near + 1;
    this.#range = Math.floor((largest + 2 * near) / this.#step) + 1;
    this.#errorBits = bitsFor(this.#range);
    const bits = Math.max(2, bitsFor(largest + 1));
    this.#limit = 2 * (bits + Math.max(8, bits));
    this.#contexts = new Contexts(this.#range, this.#step, reset);
  }

  decode(line: Int32Array, above: Int32Array, columns: number): void {
    for (let at = 1; at <= columns; ) {
      const [a, b, c, d] = [line[at - 1]!, above[at]!, above[at - 1]!, above[at + 1]!];
      const context = 81 * this.#class(d - b) + 9 * this.#class(b - c) + this.#class(c - a);
      if (context === 0) at = this.#run(line, above, at, columns);
      else line[at++] = this.#pixel(context, predicted(a, b, c));
    }
  }

  #pixel(signedContext: number, guess: number): number {
    const sign = signedContext < 0 ? -1 : 1;
    const context = sign * signedContext;
    const { largest } = this.#parameters;
    const corrected = Math.min(largest, Math.max(0, guess + sign * this.#contexts.correction(context)));
    const low = this.#contexts.lowBits(context);
    const error = this.#contexts.take(context, this.#number(low, this.#limit), low);
    return this.#reconstructed(corrected, sign * error);
  }

  /** Pixels like their left neighbour, and the one that is not (§ A.7). @returns where to go on */
  #run(line: Int32Array, above: Int32Array, start: number, columns: number): number {
    const left = line[start - 1]!;
    let at = start;
    while (this.#reader.bits(1) === 1) {
      const length = 1 << RUN_BITS[this.#runIndex]!;
      const end = Math.min(at + length, columns + 1);
      line.fill(left, at, end);
      if (end - at === length && this.#runIndex < RUN_BITS.length - 1) this.#runIndex++;
      at = end;
      if (at > columns) return at;
    }
    const bits = RUN_BITS[this.#runIndex]!;
    const end = at + this.#reader.bits(bits);
    if (end > columns) throw new CodestreamFault();
    line.fill(left, at, end);
    line[end] = this.#endOfRun(left, above[end]!, this.#limit - bits - 1);
    if (this.#runIndex > 0) this.#runIndex--;
    return end + 1;
  }

  #endOfRun(left: number, above: number, limit: number): number {
    const isLike = Math.abs(left - above) <= this.#parameters.near ? 1 : 0;
    const low = this.#contexts.lowBitsOfEnd(isLike);
    const error = this.#contexts.takeOfEnd(isLike, this.#number(low, limit), low);
    if (isLike) return this.#reconstructed(left, error);
    return this.#reconstructed(above, left > above ? -error : error);
  }

  /** A number in a Golomb code that is limited (§ A.5.3). */
  #number(low: number, limit: number): number {
    const most = limit - this.#errorBits - 1;
    const high = this.#reader.zeros(most);
    return high < most ? (high << low) | this.#reader.bits(low) : this.#reader.bits(this.#errorBits) + 1;
  }

  /** What an error makes of a guess, modulo the range (§ A.4.5, code segment A.8 the other way round). */
  #reconstructed(guess: number, error: number): number {
    const { largest, near } = this.#parameters;
    const around = this.#range * this.#step;
    let value = guess + error * this.#step;
    if (value < -near) value += around;
    else if (value > largest + near) value -= around;
    return Math.min(largest, Math.max(0, value));
  }

  #class(difference: number): number {
    const { near, thresholds } = this.#parameters;
    const size = Math.abs(difference);
    if (size <= near) return 0;
    const rank = size < thresholds[0] ? 1 : size < thresholds[1] ? 2 : size < thresholds[2] ? 3 : 4;
    return difference < 0 ? -rank : rank;
  }
}

/** The median of a, b and a + b − c (§ A.4.1). */
function predicted(a: number, b: number, c: number): number {
  if (c >= Math.max(a, b)) return Math.min(a, b);
  if (c <= Math.min(a, b)) return Math.max(a, b);
  return a + b - c;
}

/** The bits that so many numbers take. */
function bitsFor(count: number): number {
  return Math.ceil(Math.log2(count));
}
