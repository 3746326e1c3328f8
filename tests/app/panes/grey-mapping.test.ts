import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GREY_PIXELS, greyOf, paintGreys } from '../../../src/app/panes/grey-mapping.ts';

describe('grey mapping', () => {
  it('is linear between black and white and clamped beyond', () => {
    const mapping = { black: -160, white: 240, inverted: false };
    expect([-1000, -160, 40, 240, 3000].map((value) => greyOf(value, mapping))).toEqual([0, 0, 128, 255, 255]);
    expect([-160, 240].map((value) => greyOf(value, { ...mapping, inverted: true }))).toEqual([255, 0]);
  });

  it('paints opaque greys, the same as one by one', () => {
    expect(GREY_PIXELS[0x80]).toBe(0xff808080);
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: false }), { maxLength: 50 }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.boolean(),
        (list, black, white, inverted) => {
          const values = Float32Array.from(list);
          const pixels = new Uint32Array(values.length);
          paintGreys(values, { black, white, inverted }, pixels);
          const expected = [...values].map((value) => GREY_PIXELS[greyOf(value, { black, white, inverted })]);
          expect([...pixels]).toEqual(expected);
        },
      ),
    );
  });

  it('survives NaN, infinity and an empty window', () => {
    for (const mapping of [
      { black: 0, white: 1, inverted: false },
      { black: 1, white: 1, inverted: true },
    ]) {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1]) {
        const grey = greyOf(value, mapping);
        expect(Number.isInteger(grey) && grey >= 0 && grey <= 255).toBe(true);
      }
    }
  });
});
