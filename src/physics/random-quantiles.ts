import { expOfMinus, inverseSquareRoot, naturalLog, reciprocal, squareRoot } from './exact-arithmetic.ts';

/**
 * Random numbers of a distribution from one random word each, by inversion: the word stands for a probability, and the
 * number is where the distribution has reached it. Bit by bit the same in WGSL and in WebAssembly:
 * shaders/common/random-quantiles.wgsl, src/compute/cpu/wasm/random-quantiles.ts.
 */

const f = Math.fround;

/** Below this mean counts are found by adding up the distribution, from there on by its expansion about the normal one. */
const LARGE_MEAN = 64;
/** Terms below this no longer change a sum that is near 1. */
const NEGLIGIBLE = f(1e-9);

/** The inverse error function divided by its argument, as series in w − 2.5 and in √w − 3, w = −ln(1 − x²). */
const CENTRAL = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
  2.46640727e-1, 1.50140941,
].map(f);
const TAIL = [
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3, 9.43887047e-3, 1.00167406,
  2.83297682,
].map(f);
const SQRT_2 = f(Math.SQRT2);

/**
 * A standard normal number for a random word, between ±6.4: the inverse error function after Giles ("Approximating the
 * erfinv function", GPU Computing Gems 2, 2011, ch. 10).
 */
export function normalQuantile(word: number): number {
  const isUpper = word >>> 31 === 1;
  const lower = isUpper ? ~word >>> 0 : word;
  // (lower + ½)/2³², from exact halves, so that the farthest tail keeps all its digits.
  const probability = f((lower >>> 16) * 2 ** -16 + ((lower & 0xffff) + 0.5) * 2 ** -32);
  const w = -naturalLog(f(f(4 * probability) * f(1 - probability)));
  const isCentral = w < 5;
  const series = isCentral ? CENTRAL : TAIL;
  const x = isCentral ? f(w - 2.5) : f(squareRoot(w) - 3);
  let sum = series[0]!;
  for (let k = 1; k < 9; k++) sum = f(f(sum * x) + series[k]!);
  const distance = f(f(sum * SQRT_2) * f(1 - f(probability + probability)));
  return isUpper ? distance : -distance;
}

/** A Poisson count of a mean ≥ 0 for a random word. Counts are whole up to 2²⁴, as far as float32 has whole numbers. */
export function poissonQuantile(mean: number, word: number): number {
  return mean < LARGE_MEAN ? countByAdding(mean, word) : countByExpansion(mean, word);
}

/** The first count at which the distribution has passed the word's probability. */
function countByAdding(mean: number, word: number): number {
  const probability = f(((word >>> 9) + 0.5) * 2 ** -23);
  let term = expOfMinus(mean);
  let sum = term;
  let count = 0;
  // Terms too small to change the sum, past the mean, end it too.
  while (sum < probability && !(count > mean && term < NEGLIGIBLE)) {
    count++;
    term = f(term * f(mean * reciprocal(count)));
    sum = f(sum + term);
  }
  return count;
}

/**
 * The expansion of the Poisson quantile about the normal one, z, for large means (Giles, ACM Trans. Math. Softw. 42:7,
 * 2016, doi 10.1145/2699466): ⌊λ + √λ·z + (1/3 + z²/6) + λ^−½·(−z/36 − z³/72) + λ^−1·(−8/405 + 7z²/810 + z⁴/270)⌋.
 */
function countByExpansion(mean: number, word: number): number {
  const z = normalQuantile(word);
  const square = f(z * z);
  const root = squareRoot(mean);
  const inverseRoot = inverseSquareRoot(mean);
  const second = f(f(1 / 3) + f(square * f(1 / 6)));
  const third = f(inverseRoot * f(z * f(f(-1 / 36) - f(square * f(1 / 72)))));
  const inner = f(f(-8 / 405) + f(square * f(f(7 / 810) + f(square * f(1 / 270)))));
  const fourth = f(f(inverseRoot * inverseRoot) * inner);
  const small = f(f(second + third) + fourth);
  return Math.max(0, Math.floor(f(mean + f(f(root * z) + small))));
}
