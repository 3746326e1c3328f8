// Numbers of twice f32's digits, each the unevaluated sum of two f32: `high` is the number rounded to f32, `low` what that
// leaves out, some 48 bits together (T. J. Dekker, Numer. Math. 18:224, 1971, doi 10.1007/BF01397083; D. E. Knuth, The Art
// of Computer Programming, vol. 2, 4.2.2). Results are good to about 2⁻⁴⁴ of themselves; sums, to that of their terms.
//
// All of it depends on each operation being rounded by itself and in its place, and compilers may contract and reorder:
// (a + b) − a is b to them. What passes through integers, where something is done to it that they cannot know to be
// nothing, stays as it is. Kernels that use this define fn unknownZero() -> u32, which returns a 0 from a uniform.
// On the CPU the same is done in double precision. How numbers are split: src/kernels/scan-shapes/double-single.ts.

alias Double = vec2f;       // (high, low)

const TWELVE_BITS = 0xfffff000u;    // sign, exponent and the upper 12 of 24 digits of an f32

fn rounded(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) | unknownZero());
}

// a + b without error (Knuth).
fn exactSum(a: f32, b: f32) -> Double {
  let sum = rounded(a + b);
  let partOfB = rounded(sum - a);
  let partOfA = rounded(sum - partOfB);
  return Double(sum, rounded(rounded(a - partOfA) + rounded(b - partOfB)));
}

// The same where |large| ≥ |small| (Dekker).
fn exactSumOfOrdered(large: f32, small: f32) -> Double {
  let sum = rounded(large + small);
  return Double(sum, rounded(small - rounded(sum - large)));
}

// a · b without error: from halves of 12 digits all products are exact, and so is what is left after each.
fn exactProduct(a: f32, b: f32) -> Double {
  let product = rounded(a * b);
  let aHigh = bitcast<f32>(bitcast<u32>(a) & TWELVE_BITS);
  let bHigh = bitcast<f32>(bitcast<u32>(b) & TWELVE_BITS);
  let aLow = rounded(a - aHigh);
  let bLow = rounded(b - bHigh);
  var excess = rounded(product - aHigh * bHigh);
  excess = rounded(excess - aHigh * bLow);
  excess = rounded(excess - aLow * bHigh);
  return Double(product, rounded(aLow * bLow - excess));
}

fn doubleSum(a: Double, b: Double) -> Double {
  let sum = exactSum(a.x, b.x);
  return exactSumOfOrdered(sum.x, rounded(sum.y + (a.y + b.y)));
}

fn doubleDifference(a: Double, b: Double) -> Double {
  return doubleSum(a, -b);
}

fn doubleProduct(a: Double, b: Double) -> Double {
  let product = exactProduct(a.x, b.x);
  return exactSumOfOrdered(product.x, rounded(product.y + (a.x * b.y + a.y * b.x)));
}

// a · b + c · d
fn doubleSumOfProducts(a: Double, b: Double, c: Double, d: Double) -> Double {
  return doubleSum(doubleProduct(a, b), doubleProduct(c, d));
}

// 1/a by f32's own division and what it is wrong by: 1/(guess·(1 − e)) with e = 1 − a·guess.
fn doubleReciprocal(a: Double) -> Double {
  let guess = rounded(1.0 / a.x);
  let product = exactProduct(a.x, guess);
  let wrongBy = rounded(rounded(1.0 - product.x) - rounded(product.y + a.y * guess));
  return exactSumOfOrdered(guess, rounded(guess * (wrongBy + wrongBy * wrongBy)));
}

// √a for a > 0 by f32's own root and one step of Newton's.
fn doubleSquareRoot(a: Double) -> Double {
  let inverse = rounded(inverseSqrt(a.x));
  let root = rounded(a.x * inverse);
  let square = exactProduct(root, root);
  let missing = rounded(rounded(a.x - square.x) + rounded(a.y - square.y));
  return exactSumOfOrdered(root, rounded(0.5 * inverse * missing));
}

fn isLess(a: Double, b: Double) -> bool {
  return a.x < b.x || (a.x == b.x && a.y < b.y);
}
