import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Footprints, footprintsOf } from '../../../src/app/panes/footprints.ts';
import { GREY_PIXELS, paintScaled } from '../../../src/app/panes/scaled-greys.ts';
import { uniform } from '../../support/uniform.ts';

/** What a canvas pixel shows, as [index, weight] pairs. */
const tapsOf = ({ start, index, weight }: Footprints, pixel: number) =>
  Array.from({ length: start[pixel + 1]! - start[pixel]! }, (_, tap): [number, number] => [
    index[start[pixel]! + tap]!,
    weight[start[pixel]! + tap]!,
  ]);

describe('footprints', () => {
  it('are single pixels at 1 : 1, wherever the picture lies, and at whole enlargements', () => {
    expect(Array.from({ length: 6 }, (_, i) => tapsOf(footprintsOf(0, 3, 6, 3), i))).toEqual(
      [0, 0, 1, 1, 2, 2].map((pixel) => [[pixel, 1]]),
    );
    const exact = footprintsOf(0, 5, 5, 5);
    expect([...exact.index]).toEqual([0, 1, 2, 3, 4]);
    expect([...footprintsOf(0.4, 4, 4, 5).index]).toEqual([0, 1, 2, 3]);
    const threefold = footprintsOf(0, 512, 1536, 512);
    expect([...threefold.index]).toEqual(Array.from({ length: 1536 }, (_, i) => Math.floor(i / 3)));
  });

  it('mix neighbours where a picture is enlarged by a little, and hide no pixel where by much', () => {
    // 5 pixels on 6: the second pixel of the canvas covers the last sixth of the first, and four sixths of the next.
    expect(tapsOf(footprintsOf(0, 5, 6, 5), 1)).toEqual([
      [0, expect.closeTo(1 / 5, 6)],
      [1, expect.closeTo(4 / 5, 6)],
    ]);
    const large = footprintsOf(100.3, 10, 333, 512);
    const whole = Array.from({ length: 333 }, (_, i) => tapsOf(large, i)).filter((taps) => taps.length === 1).length;
    // No more than one mixed pixel of the canvas at each edge between two.
    expect(whole).toBeGreaterThanOrEqual(333 - 11);
  });

  it('cover three halves of a pixel with weights 2/3 and 1/3', () => {
    const taps = footprintsOf(0, 3, 2, 3);
    expect(tapsOf(taps, 0)).toEqual([
      [0, expect.closeTo(2 / 3, 6)],
      [1, expect.closeTo(1 / 3, 6)],
    ]);
    expect(tapsOf(taps, 1)).toEqual([
      [1, expect.closeTo(1 / 3, 6)],
      [2, expect.closeTo(2 / 3, 6)],
    ]);
  });

  it('give every pixel of a picture the same weight in all, shrunk or enlarged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), uniform(0.05, 8), (canvas, shrink) => {
        const picture = Math.max(1, Math.floor(canvas * shrink));
        const { index, weight } = footprintsOf(0, picture, canvas, picture);
        const total = new Float64Array(picture);
        index.forEach((at, tap) => {
          total[at]! += weight[tap]!;
        });
        // Canvas pixels per picture pixel. float32 weights, at most a few to a pixel.
        for (const sum of total) expect(sum).toBeCloseTo(canvas / picture, 5);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('look at eight places of what covers more', () => {
    const taps = tapsOf(footprintsOf(0, 160, 2, 160), 1);
    expect(taps).toEqual([85, 95, 105, 115, 125, 135, 145, 155].map((at) => [at, 1 / 8]));
  });

  it('are empty beyond the picture, and whole at its edge', () => {
    const taps = footprintsOf(-3, 12, 6, 6);
    expect(tapsOf(taps, 0)).toEqual([]);
    expect(tapsOf(taps, 5)).toEqual([]);
    // From −1 to 1, its middle on the edge: what there is of the picture counts in full.
    expect(tapsOf(taps, 1)).toEqual([[0, 1]]);
  });
});

describe('a picture on a canvas', () => {
  const paint = (values: number[], columns: number, canvas: number, inverted = false) => {
    const rows = values.length / columns;
    const pixels = new Uint32Array(canvas * canvas);
    paintScaled(
      Float32Array.from(values),
      columns,
      { black: 0, white: 1, inverted },
      footprintsOf(0, columns, canvas, columns),
      footprintsOf(0, rows, canvas, rows),
      pixels,
    );
    return Array.from(pixels, (pixel) => GREY_PIXELS.indexOf(pixel));
  };

  it('shows a fine checkerboard as the even grey between', () => {
    const board = Array.from({ length: 64 }, (_, i) => ((i >> 3) + i) % 2);
    // round(127.5)
    expect(paint(board, 8, 4)).toEqual(new Array(16).fill(128));
  });

  it('keeps its values but for those between two pixels, row by row, enlarged', () => {
    const enlarged = paint([0, 1, 0.5, 0.25], 2, 5);
    const [black, white, half, quarter] = [0, 255, 128, 64];
    expect(enlarged.slice(0, 5)).toEqual([black, black, half, white, white]);
    expect(enlarged.slice(5, 10)).toEqual(enlarged.slice(0, 5));
    expect(enlarged.slice(20)).toEqual([half, half, Math.round(0.375 * 255), quarter, quarter]);
    // In the middle row both halves of all.
    expect(enlarged[10]).toBe(64);
    expect(enlarged[14]).toBe(Math.round(0.625 * 255));
  });

  it('survives infinity and an empty window', () => {
    expect(paint([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1], 2, 2)).toEqual([0, 255, 0, 255]);
    const pixels = new Uint32Array(1);
    const one = footprintsOf(0, 1, 1, 1);
    paintScaled(Float32Array.of(1), 1, { black: 1, white: 1, inverted: true }, one, one, pixels);
    expect(pixels[0]).toBe(GREY_PIXELS[255]);
  });

  it('is windowed before it is averaged, as a picture in full size would look from afar', () => {
    expect(paint([0, 100, 0, 100], 2, 1)).toEqual([128]);
    expect(paint([0, 100, 0, 100], 2, 1, true)).toEqual([127]);
    expect(paint([0.2, 0.2, 0.2, Number.NaN], 2, 1)).toEqual([Math.round(0.15 * 255)]);
  });
});
