// Random numbers of a distribution from one random word each, four at a time (AssemblyScript), bit by bit those of
// src/physics/random-quantiles.ts, where the formulas and their sources stand.

import { expOfMinus, inverseSquareRoot, naturalLog, next, squareRoot } from './exact-arithmetic';

const LARGE_MEAN: f32 = 64.0;
const NEGLIGIBLE: f32 = <f32>1e-9;
const SQRT_2: f32 = <f32>1.4142135623730951;

@inline
function central(w: v128): v128 {
  const x = f32x4.sub(w, f32x4.splat(2.5));
  let sum = next(f32x4.splat(<f32>2.81022636e-8), x, <f32>3.43273939e-7);
  sum = next(sum, x, <f32>-3.5233877e-6);
  sum = next(sum, x, <f32>-4.39150654e-6);
  sum = next(sum, x, <f32>2.1858087e-4);
  sum = next(sum, x, <f32>-1.25372503e-3);
  sum = next(sum, x, <f32>-4.17768164e-3);
  sum = next(sum, x, <f32>2.46640727e-1);
  return next(sum, x, <f32>1.50140941);
}

@inline
function tail(w: v128): v128 {
  const x = f32x4.sub(squareRoot(w, inverseSquareRoot(w)), f32x4.splat(3.0));
  let sum = next(f32x4.splat(<f32>-2.00214257e-4), x, <f32>1.00950558e-4);
  sum = next(sum, x, <f32>1.34934322e-3);
  sum = next(sum, x, <f32>-3.67342844e-3);
  sum = next(sum, x, <f32>5.73950773e-3);
  sum = next(sum, x, <f32>-7.6224613e-3);
  sum = next(sum, x, <f32>9.43887047e-3);
  sum = next(sum, x, <f32>1.00167406);
  return next(sum, x, <f32>2.83297682);
}

/** Standard normal numbers for random words. */
@inline
export function normalQuantile(words: v128): v128 {
  const isUpper = i32x4.shr_s(words, 31);
  const lower = v128.xor(words, isUpper);
  const upperHalf = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(lower, 16)), f32x4.splat(<f32>(1.0 / 65536.0)));
  const lowerHalf = f32x4.mul(
    f32x4.add(f32x4.convert_i32x4_s(v128.and(lower, i32x4.splat(0xffff))), f32x4.splat(0.5)),
    f32x4.splat(<f32>(1.0 / 4294967296.0)),
  );
  const probability = f32x4.add(upperHalf, lowerHalf);
  const one = f32x4.splat(1.0);
  const w = f32x4.neg(
    naturalLog(f32x4.mul(f32x4.mul(f32x4.splat(4.0), probability), f32x4.sub(one, probability))),
  );
  const isCentral = f32x4.lt(w, f32x4.splat(5.0));
  let sum = central(w);
  // Of 70 fours there is one with a number in the tails.
  if (!i32x4.all_true(isCentral)) sum = v128.bitselect(sum, tail(w), isCentral);
  const distance = f32x4.mul(
    f32x4.mul(sum, f32x4.splat(SQRT_2)),
    f32x4.sub(one, f32x4.add(probability, probability)),
  );
  // Below the middle the sign turns.
  return v128.xor(distance, v128.andnot(i32x4.splat(0x80000000), isUpper));
}

/**
 * Counts of means below 64, by adding up.
 *
 * @param wanted which of the four are asked for; the others are anything
 * @param inverses f32[]: 1/k from k = 0 on, as far as counts of such means go
 */
@inline
function countByAdding(means: v128, words: v128, wanted: v128, inverses: usize): v128 {
  const probability = f32x4.mul(
    f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(words, 9)), f32x4.splat(0.5)),
    f32x4.splat(<f32>(1.0 / 8388608.0)),
  );
  let term = expOfMinus(means);
  let sum = term;
  let counts = i32x4.splat(0);
  let count = f32x4.splat(0);
  wanted = v128.and(wanted, f32x4.lt(sum, probability));
  while (v128.any_true(wanted)) {
    const isOver = v128.and(f32x4.gt(count, means), f32x4.lt(term, f32x4.splat(NEGLIGIBLE)));
    wanted = v128.andnot(wanted, isOver);
    counts = i32x4.sub(counts, wanted);
    count = f32x4.add(count, f32x4.splat(1.0));
    inverses += 4;
    term = f32x4.mul(term, f32x4.mul(means, v128.load32_splat(inverses)));
    sum = f32x4.add(sum, term);
    wanted = v128.and(wanted, f32x4.lt(sum, probability));
  }
  return f32x4.convert_i32x4_s(counts);
}

/** Counts of large means, by the expansion about the normal number. */
@inline
function countByExpansion(means: v128, words: v128): v128 {
  const z = normalQuantile(words);
  const square = f32x4.mul(z, z);
  const inverseRoot = inverseSquareRoot(means);
  const root = squareRoot(means, inverseRoot);
  const second = f32x4.add(f32x4.splat(<f32>(1.0 / 3.0)), f32x4.mul(square, f32x4.splat(<f32>(1.0 / 6.0))));
  const ofThird = f32x4.sub(f32x4.splat(<f32>(-1.0 / 36.0)), f32x4.mul(square, f32x4.splat(<f32>(1.0 / 72.0))));
  const third = f32x4.mul(inverseRoot, f32x4.mul(z, ofThird));
  const ofInner = f32x4.add(f32x4.splat(<f32>(7.0 / 810.0)), f32x4.mul(square, f32x4.splat(<f32>(1.0 / 270.0))));
  const inner = f32x4.add(f32x4.splat(<f32>(-8.0 / 405.0)), f32x4.mul(square, ofInner));
  const fourth = f32x4.mul(f32x4.mul(inverseRoot, inverseRoot), inner);
  const small = f32x4.add(f32x4.add(second, third), fourth);
  const about = f32x4.add(means, f32x4.add(f32x4.mul(root, z), small));
  return f32x4.max(f32x4.splat(0), f32x4.floor(about));
}

/** Poisson counts of means for random words. @param inverses as for {@link countByAdding} */
@inline
export function poissonQuantile(means: v128, words: v128, inverses: usize): v128 {
  const isSmall = f32x4.lt(means, f32x4.splat(LARGE_MEAN));
  let counts = f32x4.splat(0);
  if (!i32x4.all_true(isSmall)) counts = countByExpansion(means, words);
  if (v128.any_true(isSmall)) counts = v128.bitselect(countByAdding(means, words, isSmall, inverses), counts, isSmall);
  return counts;
}
