// Random numbers of a distribution from one random word each, by inversion. Needs exact-arithmetic.wgsl.
// TypeScript twin, with the sources of the formulas: src/physics/random-quantiles.ts.

const LARGE_MEAN: f32 = 64.0;
const SQRT_2: f32 = 1.4142135623730951;

// A standard normal number, between ±6.4.
fn normalQuantile(word: u32) -> f32 {
  let isUpper = (word >> 31u) == 1u;
  let lower = select(word, ~word, isUpper);
  // (lower + ½)/2³², from exact halves.
  let probability =
    product(f32(lower >> 16u), 1.52587890625e-5) + product(f32(lower & 0xffffu) + 0.5, 2.3283064365386963e-10);
  let w = -naturalLog(product(product(4.0, probability), 1.0 - probability));
  var sum: f32;
  if (w < 5.0) {
    let x = w - 2.5;
    sum = 2.81022636e-8;
    sum = product(sum, x) + 3.43273939e-7;
    sum = product(sum, x) - 3.5233877e-6;
    sum = product(sum, x) - 4.39150654e-6;
    sum = product(sum, x) + 2.1858087e-4;
    sum = product(sum, x) - 1.25372503e-3;
    sum = product(sum, x) - 4.17768164e-3;
    sum = product(sum, x) + 2.46640727e-1;
    sum = product(sum, x) + 1.50140941;
  } else {
    let x = squareRoot(w) - 3.0;
    sum = -2.00214257e-4;
    sum = product(sum, x) + 1.00950558e-4;
    sum = product(sum, x) + 1.34934322e-3;
    sum = product(sum, x) - 3.67342844e-3;
    sum = product(sum, x) + 5.73950773e-3;
    sum = product(sum, x) - 7.6224613e-3;
    sum = product(sum, x) + 9.43887047e-3;
    sum = product(sum, x) + 1.00167406;
    sum = product(sum, x) + 2.83297682;
  }
  let distance = product(product(sum, SQRT_2), 1.0 - (probability + probability));
  return select(-distance, distance, isUpper);
}

// The first count at which the Poisson distribution has passed the word's probability.
fn countByAdding(mean: f32, word: u32) -> f32 {
  let probability = product(f32(word >> 9u) + 0.5, 1.1920928955078125e-7);
  var term = expOfMinus(mean);
  var sum = term;
  var count = 0.0;
  while (sum < probability && !(count > mean && term < 1.0e-9)) {
    count += 1.0;
    term = product(term, product(mean, reciprocal(count)));
    sum = sum + term;
  }
  return count;
}

// The expansion of the Poisson quantile about the normal one.
fn countByExpansion(mean: f32, word: u32) -> f32 {
  let z = normalQuantile(word);
  let square = product(z, z);
  let root = squareRoot(mean);
  let inverseRoot = inverseSquareRoot(mean);
  let second = f32(1.0 / 3.0) + product(square, f32(1.0 / 6.0));
  let third = product(inverseRoot, product(z, f32(-1.0 / 36.0) - product(square, f32(1.0 / 72.0))));
  let inner = f32(-8.0 / 405.0) + product(square, f32(7.0 / 810.0) + product(square, f32(1.0 / 270.0)));
  let fourth = product(product(inverseRoot, inverseRoot), inner);
  let small = (second + third) + fourth;
  return max(0.0, floor(mean + (product(root, z) + small)));
}

// A Poisson count of a mean ≥ 0.
fn poissonQuantile(mean: f32, word: u32) -> f32 {
  if (mean < LARGE_MEAN) {
    return countByAdding(mean, word);
  }
  return countByExpansion(mean, word);
}
