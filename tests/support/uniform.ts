import fc from 'fast-check';

const STEPS = 2 ** 30;

/**
 * Numbers spread evenly from `min` to `max`, both included. fast-check's own doubles are as likely in every power of two, so that
 * nearly all of those between −20 and 20 are 0 but for rounding.
 */
export function uniform(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: STEPS }).map((step) => min + ((max - min) * step) / STEPS);
}
