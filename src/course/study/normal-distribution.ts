/** Beyond it nothing is left in double precision. */
const FAR = 9;
const STEPS = 600;

/** The density of the standard normal distribution. */
function density(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** The probability of a standard normal number below x, to 10⁻¹⁰: the density summed by Simpson's rule. */
export function normalProbability(x: number): number {
  const end = Math.min(Math.abs(x), FAR);
  const step = end / STEPS;
  let sum = density(0) + density(end);
  for (let i = 1; i < STEPS; i++) sum += (i % 2 === 0 ? 2 : 4) * density(i * step);
  // Not more than all of it, by rounding.
  const half = Math.min(0.5, (sum * step) / 3);
  return x < 0 ? 0.5 - half : 0.5 + half;
}

/**
 * The number below which a standard normal one lies with a probability, by bisection.
 *
 * @param probability more than 0, less than 1
 */
export function normalQuantile(probability: number): number {
  let [low, high] = [-FAR, FAR];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
