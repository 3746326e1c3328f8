/**
 * float32 arithmetic that comes out the same, bit by bit, here and in WGSL: made of +, −, × and integers only, every
 * operation rounded once. WGSL leaves its own exp, log, sqrt and division some freedom, and lets a·b + c be rounded once
 * or twice; random counts must not depend on that. Twins with the same names: shaders/common/exact-arithmetic.wgsl, and
 * src/compute/cpu/wasm/exact-arithmetic.ts for WebAssembly, which rounds every operation once by itself.
 *
 * In double precision the product of two float32 is exact and their sum is rounded harmlessly, so that Math.fround
 * after each operation gives what float32 gives.
 */

const f = Math.fround;

const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);

const LOG2_E = f(Math.LOG2E);
/** ln 2 in two parts, the first of nine digits so that its products with exponents are exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = f(-2.1219444e-4);
const SQRT_HALF = f(Math.SQRT1_2);

/** 1/7!, 1/6!, … 1/0!: the series of exp to 5·10⁻⁹ between ±½·ln 2. */
const EXP_SERIES = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1].map(f);

/** ln(1 + x)/x for √½ − 1 < x < √2 − 1 beyond its first terms (S. L. Moshier, Cephes Mathematical Library, 1989). */
const LOG_SERIES = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);

/** Beyond this exp(−x) counts as 0: 10⁻³⁵, well above the numbers that GPUs may take for 0. */
const MOST_EXPONENT = 80;

/** exp(−x) for x ≥ 0, within 2·10⁻⁷ of itself. */
export function expOfMinus(x: number): number {
  if (x > MOST_EXPONENT) return 0;
  const halvings = Math.floor(f(f(x * LOG2_E) + 0.5));
  const rest = f(f(f(halvings * LN2_HIGH) - x) + f(halvings * LN2_LOW));
  let sum = EXP_SERIES[0]!;
  for (let k = 1; k < 8; k++) sum = f(f(sum * rest) + EXP_SERIES[k]!);
  bits[0] = (127 - halvings) << 23;
  return f(sum * floats[0]!);
}

/** ln x for a normal x > 0, within 10⁻⁷ absolutely near 1 and relatively elsewhere. */
export function naturalLog(x: number): number {
  floats[0] = x;
  let exponent = (bits[0]! >> 23) - 126;
  bits[0] = (bits[0]! & 0x007fffff) | 0x3f000000;
  let part = floats[0]!;
  if (part < SQRT_HALF) {
    exponent -= 1;
    part = f(f(part + part) - 1);
  } else part = f(part - 1);
  const square = f(part * part);
  let sum = LOG_SERIES[0]!;
  for (let k = 1; k < 9; k++) sum = f(f(sum * part) + LOG_SERIES[k]!);
  const tail = f(f(f(sum * part) * square) + f(exponent * LN2_LOW));
  return f(f(f(tail - f(0.5 * square)) + part) + f(exponent * LN2_HIGH));
}

/** 1/√x for a normal x > 0, by Newton's iterations from a guess at the exponent, within 3·10⁻⁷ of itself. */
export function inverseSquareRoot(x: number): number {
  floats[0] = x;
  bits[0] = 0x5f3759df - (bits[0]! >> 1);
  let y = floats[0]!;
  const half = f(0.5 * x);
  for (let i = 0; i < 4; i++) y = f(y * f(1.5 - f(f(half * y) * y)));
  return y;
}

/** √x for a normal x > 0. */
export function squareRoot(x: number): number {
  const y = inverseSquareRoot(x);
  const root = f(x * y);
  return f(root + f(f(0.5 * y) * f(x - f(root * root))));
}

/** 1/x for a normal x > 0 up to 10³⁷, by Newton's iterations. */
export function reciprocal(x: number): number {
  floats[0] = x;
  bits[0] = 0x7ef311c7 - bits[0]!;
  let y = floats[0]!;
  for (let i = 0; i < 4; i++) y = f(y * f(2 - f(x * y)));
  return y;
}
