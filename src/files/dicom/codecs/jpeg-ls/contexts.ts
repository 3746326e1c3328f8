/** Contexts of pixels beside differences, and two of those that end a run: 365 for one unlike its left neighbour, 366. */
const CONTEXTS = 367;
const [LEAST_BIAS, MOST_BIAS] = [-128, 127];

/** What was seen in each context so far (ITU-T T.87 § A.2.1): sums of errors, their bias, what corrects it, how many. */
export class Contexts {
  readonly #errors: Int32Array;
  readonly #biases = new Int32Array(CONTEXTS);
  readonly #corrections = new Int32Array(CONTEXTS);
  readonly #counts = new Int32Array(CONTEXTS).fill(1);
  readonly #negatives = new Int32Array(CONTEXTS);
  readonly #reset: number;
  readonly #step: number;

  /** @param range how many errors there are @param step from one to the next */
  constructor(range: number, step: number, reset: number) {
    this.#errors = new Int32Array(CONTEXTS).fill(Math.max(2, (range + 32) >> 6));
    this.#step = step;
    this.#reset = reset;
  }

  correction(context: number): number {
    return this.#corrections[context]!;
  }

  /** How many low bits of an error are written as they are (§ A.5.1). */
  lowBits(context: number): number {
    return lowBits(this.#counts[context]!, this.#errors[context]!);
  }

  /** The same at the end of a run (§ A.7.2.2, code segment A.20). @param isLike its left neighbour, as far as can be told */
  lowBitsOfEnd(isLike: number): number {
    const context = 365 + isLike;
    const count = this.#counts[context]!;
    return lowBits(count, this.#errors[context]! + (isLike ? count >> 1 : 0));
  }

  /** An error from the number that it is written as (§ A.5.2), and what is to be remembered of it (§ A.6). */
  take(context: number, mapped: number, low: number): number {
    const half = mapped >> 1;
    const isTurned = this.#step === 1 && low === 0 && 2 * this.#biases[context]! <= -this.#counts[context]!;
    const error = (mapped & 1) === (isTurned ? 1 : 0) ? half : -half - 1;
    this.#biases[context]! += error * this.#step;
    this.#errors[context]! += Math.abs(error);
    if (this.#counts[context] === this.#reset) {
      this.#errors[context]! >>= 1;
      this.#biases[context]! >>= 1;
      this.#counts[context]! >>= 1;
    }
    const count = ++this.#counts[context]!;
    this.#correct(context, count);
    return error;
  }

  /** The error of a pixel that ends a run, likewise (§ A.7.2.2). */
  takeOfEnd(isLike: number, mapped: number, low: number): number {
    const context = 365 + isLike;
    const doubled = mapped + isLike;
    const isOdd = (doubled & 1) === 1;
    const size = (doubled + 1) >> 1;
    const isMostlyNegative = 2 * this.#negatives[context]! >= this.#counts[context]!;
    const error = (low !== 0 || isMostlyNegative) === isOdd ? -size : size;
    if (error < 0) this.#negatives[context]!++;
    this.#errors[context]! += (mapped + 1 - isLike) >> 1;
    if (this.#counts[context] === this.#reset) {
      this.#errors[context]! >>= 1;
      this.#counts[context]! >>= 1;
      this.#negatives[context]! >>= 1;
    }
    this.#counts[context]!++;
    return error;
  }

  #correct(context: number, count: number): void {
    const bias = this.#biases[context]!;
    if (bias <= -count) {
      this.#biases[context] = Math.max(bias + count, 1 - count);
      if (this.#corrections[context]! > LEAST_BIAS) this.#corrections[context]!--;
    } else if (bias > 0) {
      this.#biases[context] = Math.min(bias - count, 0);
      if (this.#corrections[context]! < MOST_BIAS) this.#corrections[context]!++;
    }
  }
}

function lowBits(count: number, errors: number): number {
  let bits = 0;
  while (count << bits < errors && bits < 16) bits++;
  return bits;
}
