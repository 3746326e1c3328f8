// float32 arithmetic that comes out the same, bit by bit, here and in TypeScript: made of +, −, × and integers only, every
// operation rounded once. WGSL leaves exp, log, sqrt and division some freedom, so that they are made here.
//
// WGSL also lets a·b + c be rounded once or twice. A product that passes through integers, where something is done to it
// that the compiler cannot know to be nothing, is rounded on its own. Kernels that use this define
// fn unknownZero() -> u32, which returns a 0 from a uniform.
// TypeScript twin: src/physics/exact-arithmetic.ts.

const LOG2_E: f32 = 1.4426950408889634;
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;
const SQRT_HALF: f32 = 0.7071067811865476;
const MOST_EXPONENT: f32 = 80.0;

// a·b, rounded to float32 before anything else happens to it.
fn product(a: f32, b: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(a * b) | unknownZero());
}

// exp(−x) for x ≥ 0.
fn expOfMinus(x: f32) -> f32 {
  if (x > MOST_EXPONENT) {
    return 0.0;
  }
  let halvings = floor(product(x, LOG2_E) + 0.5);
  let rest = (product(halvings, LN2_HIGH) - x) + product(halvings, LN2_LOW);
  var sum = f32(1.0 / 5040.0);
  sum = product(sum, rest) + f32(1.0 / 720.0);
  sum = product(sum, rest) + f32(1.0 / 120.0);
  sum = product(sum, rest) + f32(1.0 / 24.0);
  sum = product(sum, rest) + f32(1.0 / 6.0);
  sum = product(sum, rest) + 0.5;
  sum = product(sum, rest) + 1.0;
  sum = product(sum, rest) + 1.0;
  return product(sum, bitcast<f32>(u32(127 - i32(halvings)) << 23u));
}

// ln x for a normal x > 0.
fn naturalLog(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  var exponent = f32(i32(bits >> 23u) - 126);
  var part = bitcast<f32>((bits & 0x007fffffu) | 0x3f000000u);
  if (part < SQRT_HALF) {
    exponent -= 1.0;
    part = (part + part) - 1.0;
  } else {
    part = part - 1.0;
  }
  let square = product(part, part);
  var sum = 7.0376836292e-2;
  sum = product(sum, part) - 1.151461031e-1;
  sum = product(sum, part) + 1.167699874e-1;
  sum = product(sum, part) - 1.2420140846e-1;
  sum = product(sum, part) + 1.4249322787e-1;
  sum = product(sum, part) - 1.6668057665e-1;
  sum = product(sum, part) + 2.0000714765e-1;
  sum = product(sum, part) - 2.4999993993e-1;
  sum = product(sum, part) + 3.3333331174e-1;
  let tail = product(product(sum, part), square) + product(exponent, LN2_LOW);
  return ((tail - product(0.5, square)) + part) + product(exponent, LN2_HIGH);
}

// 1/√x for a normal x > 0.
fn inverseSquareRoot(x: f32) -> f32 {
  var y = bitcast<f32>(0x5f3759dfu - (bitcast<u32>(x) >> 1u));
  let half = product(0.5, x);
  for (var i = 0; i < 4; i++) {
    y = product(y, 1.5 - product(product(half, y), y));
  }
  return y;
}

// √x for a normal x > 0.
fn squareRoot(x: f32) -> f32 {
  let y = inverseSquareRoot(x);
  let root = product(x, y);
  return root + product(product(0.5, y), x - product(root, root));
}

// 1/x for a normal x > 0 up to 10³⁷.
fn reciprocal(x: f32) -> f32 {
  var y = bitcast<f32>(0x7ef311c7u - bitcast<u32>(x));
  for (var i = 0; i < 4; i++) {
    y = product(y, 2.0 - product(x, y));
  }
  return y;
}
