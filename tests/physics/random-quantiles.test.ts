import { describe, expect, test } from 'vitest';
import { philox } from '../../src/physics/philox.ts';
import { normalQuantile, poissonQuantile } from '../../src/physics/random-quantiles.ts';

/** Random words by Philox itself, whose answers are known; the second key word keeps this test's to itself. */
function randomWords(count: number, seed: number): Uint32Array {
  const words = new Uint32Array(count);
  const out = new Uint32Array(4);
  for (let i = 0; i < count; i++) {
    philox(out, i, 0, 0, 0, seed, 99);
    words[i] = out[0]!;
  }
  return words;
}

function moments(values: readonly number[] | Float64Array) {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squared = 0;
  for (const value of values) squared += (value - mean) ** 2;
  return { mean, variance: squared / (values.length - 1) };
}

/** ln k! by adding up, exact enough for all counts here. */
const logFactorials = [0];
for (let k = 1; k < 20_000; k++) logFactorials.push(logFactorials[k - 1]! + Math.log(k));
const pmf = (mean: number, k: number) => Math.exp(k * Math.log(mean) - mean - logFactorials[k]!);

describe('normal numbers', () => {
  test('are the quantiles of tables', () => {
    // Φ(z) for some z, in 32-bit words; NIST Handbook of Mathematical Functions.
    for (const [probability, z] of [
      [0.5, 0],
      [0.8413447460685429, 1],
      [0.9772498680518208, 2],
      [0.0013498980316300957, -3],
      [3.16712418331199e-5, -4],
      [2.866515718791939e-7, -5],
    ] as const) {
      // A word is 2⁻³² wide, which far out is this much of z; float32 adds some 10⁻⁷ of it.
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      expect(Math.abs(normalQuantile(Math.floor(probability * 2 ** 32)) - z)).toBeLessThan(2 ** -32 / density + 2e-6);
    }
  });

  test('have mean 0 and variance 1, and are odd', () => {
    const values = Float64Array.from(randomWords(200_000, 1), normalQuantile);
    const { mean, variance } = moments(values);
    // Four standard errors: 1/√n of the mean, √(2/n) of the variance.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(200_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 200_000));
    for (const word of randomWords(1000, 2)) expect(normalQuantile(~word >>> 0)).toBe(-normalQuantile(word));
  });
});

describe.each([0.5, 3, 10, 63, 65, 100, 1e4, 1e6])('counts of mean %s', (mean) => {
  const draws = 200_000;
  const counts = Array.from(randomWords(draws, Math.round(mean * 10)), (word) =>
    poissonQuantile(Math.fround(mean), word),
  );

  test('are whole, and have the mean and the variance of Poisson’s law', () => {
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    const found = moments(counts);
    // Four standard errors: √(λ/n) of the mean, √((λ + 2λ²)/n) of the variance.
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(mean / draws));
    expect(Math.abs(found.variance - mean)).toBeLessThan(4 * Math.sqrt((mean + 2 * mean ** 2) / draws));
  });

  test('fall as Poisson’s law says, by chi-square', () => {
    if (mean > 1e4) return;
    const seen = new Map<number, number>();
    for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
    // Counts are gathered until five are expected at least, as the test asks for.
    let [expected, actual, statistic, cells] = [0, 0, 0, 0];
    const spreadOf = 8 * Math.sqrt(mean) + 8;
    const from = Math.max(0, Math.floor(mean - spreadOf));
    for (let k = from; k <= mean + spreadOf; k++) {
      expected += draws * pmf(mean, k);
      actual += seen.get(k) ?? 0;
      if (expected >= 5) {
        statistic += (actual - expected) ** 2 / expected;
        cells++;
        [expected, actual] = [0, 0];
      }
    }
    // Chi-square of n degrees has mean n and variance 2n; four standard deviations, and more for few cells.
    expect(statistic).toBeLessThan(cells + 4 * Math.sqrt(2 * cells) + 8);
  });
});

test('a mean of 0 counts nothing, and counts grow with the mean and with the word', () => {
  expect(poissonQuantile(0, 0xffffffff)).toBe(0);
  const words = randomWords(2000, 5).sort();
  for (const mean of [2, 60, 70, 5000]) {
    const counts = Array.from(words, (word) => poissonQuantile(mean, word));
    for (let i = 1; i < counts.length; i++) expect(counts[i]!).toBeGreaterThanOrEqual(counts[i - 1]!);
  }
});
