import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnevenCubic } from '../../src/reconstruction/uneven-cubic.ts';
import { uniform } from '../support/uniform.ts';

/** Ascending places from steps between 0.2 and 5. */
const places = fc
  .array(uniform(0.2, 5), { minLength: 3, maxLength: 30 })
  .map((steps) => Float64Array.from(steps, (_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0)));
const part = uniform(0, 1);

describe('a cubic between uneven samples', () => {
  test('goes through them, and through parabolas away from the ends', () => {
    fc.assert(
      fc.property(places, part, (at, along) => {
        const curve = new UnevenCubic(at, null);
        const valueAt = (place: number, of: (place: number) => number) =>
          curve.termsAt(place).reduce((sum, term) => sum + term.share * of(at[term.at]!), 0);
        const first = at[0]!;
        const last = at.at(-1)!;
        for (const place of at) expect(valueAt(place, Math.cos)).toBeCloseTo(Math.cos(place), 9);
        const place = first + along * (last - first);
        expect(valueAt(place, (x) => 3 - 2 * x)).toBeCloseTo(3 - 2 * place, 9);
        // The first and the last three stand for no more than straight lines.
        const inside = at.findIndex((knot) => knot > place);
        const isInside = inside >= 0 && [-1, 1].every((side) => hasOuter(at, inside, side));
        if (isInside) expect(valueAt(place, (x) => x * x)).toBeCloseTo(place * place, 6);
      }),
      { seed: 1 },
    );
  });

  test('is the last sample beyond the ends', () => {
    const curve = new UnevenCubic(Float64Array.of(1, 2, 4), null);
    expect(curve.termsAt(0)).toEqual([{ at: 0, share: 1 }]);
    expect(curve.termsAt(9)).toEqual([{ at: 2, share: 1 }]);
  });

  test('repeats after its period', () => {
    const at = Float64Array.from({ length: 90 }, (_, i) => (2 * Math.PI * (i + 0.3 * Math.sin(5 * i))) / 90);
    const curve = new UnevenCubic(at, 2 * Math.PI);
    for (const place of [-0.02, 0.001, 1, 3.3, 6.28, 6.3]) {
      const value = curve.termsAt(place).reduce((sum, term) => sum + term.share * Math.cos(3 * at[term.at]!), 0);
      expect(Math.abs(value - Math.cos(3 * place))).toBeLessThan(1e-3);
    }
  });

  test('does not draw out the noise of samples close together', () => {
    const at = Float64Array.of(0, 0.01, 0.02, 1, 1.01, 2, 2.001, 2.002, 3);
    const curve = new UnevenCubic(at, null);
    for (let place = 0; place <= 3; place += 0.01) {
      const terms = curve.termsAt(place);
      expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      // The variance of the outcome where each sample has one of 1.
      expect(terms.reduce((sum, { share }) => sum + share * share, 0)).toBeLessThan(1.2);
    }
  });
});

/** Whether there is a sample beyond the gap that ends at one, on a side, at least half the gap away. */
function hasOuter(at: Float64Array, above: number, side: number): boolean {
  const gap = at[above]! - at[above - 1]!;
  const end = side < 0 ? at[above - 1]! : at[above]!;
  return at.some((place) => side * (place - end) >= gap / 2);
}
