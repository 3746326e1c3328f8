// float32 arithmetic that comes out the same, bit by bit, as src/physics/exact-arithmetic.ts, four numbers at a time
// (AssemblyScript). WebAssembly rounds every addition and product once and never fuses them. Series and their sources
// stand there.

/** Where the bits of 1.5·2²³ + n end in those of a small whole number n, of either sign. */
const WHOLE_NUMBERS: f32 = 12582912.0;
const LOG2_E: f32 = <f32>1.4426950408889634;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = <f32>-2.1219444e-4;
const SQRT_HALF: f32 = <f32>0.7071067811865476;
const MOST_EXPONENT: f32 = 80.0;

/** One turn of Horner's rule: sum·x + coefficient. */
@inline
export function next(sum: v128, x: v128, coefficient: f32): v128 {
  return f32x4.add(f32x4.mul(sum, x), f32x4.splat(coefficient));
}

/** exp(−x). */
@inline
export function expOfMinus(x: v128): v128 {
  const halvings = f32x4.floor(f32x4.add(f32x4.mul(x, f32x4.splat(LOG2_E)), f32x4.splat(0.5)));
  const rest = f32x4.add(
    f32x4.sub(f32x4.mul(halvings, f32x4.splat(LN2_HIGH)), x),
    f32x4.mul(halvings, f32x4.splat(LN2_LOW)),
  );
  let sum = next(f32x4.splat(<f32>(1.0 / 5040.0)), rest, <f32>(1.0 / 720.0));
  sum = next(sum, rest, <f32>(1.0 / 120.0));
  sum = next(sum, rest, <f32>(1.0 / 24.0));
  sum = next(sum, rest, <f32>(1.0 / 6.0));
  sum = next(sum, rest, 0.5);
  sum = next(sum, rest, 1.0);
  sum = next(sum, rest, 1.0);
  // 2^−halvings; what is left of the bits of 1.5·2²³ falls off at the top.
  const whole = i32x4.shl(f32x4.add(halvings, f32x4.splat(WHOLE_NUMBERS)), 23);
  const power = i32x4.sub(i32x4.splat(127 << 23), whole);
  return v128.andnot(f32x4.mul(sum, power), f32x4.gt(x, f32x4.splat(MOST_EXPONENT)));
}

/** ln x. */
@inline
export function naturalLog(x: v128): v128 {
  const half = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const isLow = f32x4.lt(half, f32x4.splat(SQRT_HALF));
  // A mask is −1 where it holds.
  const exponent = f32x4.convert_i32x4_s(i32x4.add(i32x4.sub(i32x4.shr_s(x, 23), i32x4.splat(126)), isLow));
  const part = f32x4.sub(f32x4.add(half, v128.and(half, isLow)), f32x4.splat(1.0));
  const square = f32x4.mul(part, part);
  let sum = next(f32x4.splat(<f32>7.0376836292e-2), part, <f32>-1.151461031e-1);
  sum = next(sum, part, <f32>1.167699874e-1);
  sum = next(sum, part, <f32>-1.2420140846e-1);
  sum = next(sum, part, <f32>1.4249322787e-1);
  sum = next(sum, part, <f32>-1.6668057665e-1);
  sum = next(sum, part, <f32>2.0000714765e-1);
  sum = next(sum, part, <f32>-2.4999993993e-1);
  sum = next(sum, part, <f32>3.3333331174e-1);
  const tail = f32x4.add(
    f32x4.mul(f32x4.mul(sum, part), square),
    f32x4.mul(exponent, f32x4.splat(LN2_LOW)),
  );
  return f32x4.add(
    f32x4.add(f32x4.sub(tail, f32x4.mul(f32x4.splat(0.5), square)), part),
    f32x4.mul(exponent, f32x4.splat(LN2_HIGH)),
  );
}

@inline
function nearerInverseRoot(y: v128, half: v128): v128 {
  return f32x4.mul(y, f32x4.sub(f32x4.splat(1.5), f32x4.mul(f32x4.mul(half, y), y)));
}

/** 1/√x. */
@inline
export function inverseSquareRoot(x: v128): v128 {
  const half = f32x4.mul(f32x4.splat(0.5), x);
  let y = i32x4.sub(i32x4.splat(0x5f3759df), i32x4.shr_s(x, 1));
  y = nearerInverseRoot(y, half);
  y = nearerInverseRoot(y, half);
  y = nearerInverseRoot(y, half);
  return nearerInverseRoot(y, half);
}

/** √x. @param inverse 1/√x */
@inline
export function squareRoot(x: v128, inverse: v128): v128 {
  const root = f32x4.mul(x, inverse);
  const missing = f32x4.sub(x, f32x4.mul(root, root));
  return f32x4.add(root, f32x4.mul(f32x4.mul(f32x4.splat(0.5), inverse), missing));
}
