import { describe, expect, test } from 'vitest';
import { SIMILARITY_REACH, similarityMap, structuralSimilarity } from '../../src/measure/structural-similarity.ts';
import { FIXTURES, picturePair } from '../support/picture-pairs.ts';

describe('structural similarity', () => {
  test.each(FIXTURES)('$rows × $columns, $kind: SciPy’s number', ({ rows, columns, kind, ssim, range }) => {
    const { image, truth } = picturePair(rows, columns, kind);
    // SciPy computed in double precision from the same float32 values.
    expect(structuralSimilarity(image, truth, rows, columns, range(truth))).toBeCloseTo(ssim, 10);
  });

  test('is 1 for equal images and the same the other way round', () => {
    const { image, truth } = picturePair(20, 24, 'waves');
    expect(structuralSimilarity(truth, truth, 20, 24, 1)).toBeCloseTo(1, 12);
    expect(structuralSimilarity(image, truth, 20, 24, 1)).toBeCloseTo(
      structuralSimilarity(truth, image, 20, 24, 1),
      12,
    );
  });

  test('does not depend on the unit of the values', () => {
    const { image, truth } = picturePair(20, 24, 'waves');
    const scaled = (values: Float32Array) => values.map((value) => value * 1024);
    expect(structuralSimilarity(scaled(image), scaled(truth), 20, 24, 1024)).toBeCloseTo(
      structuralSimilarity(image, truth, 20, 24, 1),
      12,
    );
  });

  test('has no value for an image smaller than its window, nor with NaN in it', () => {
    expect(structuralSimilarity(new Float32Array(110), new Float32Array(110), 10, 11, 1)).toBeNaN();
    expect(structuralSimilarity(new Float32Array(110), new Float32Array(110), 11, 10, 1)).toBeNaN();
    const { image, truth } = picturePair(20, 24, 'waves');
    image[10 * 24 + 12] = Number.NaN;
    expect(structuralSimilarity(image, truth, 20, 24, 1)).toBeNaN();
  });

  test('as a picture has SciPy’s values, none where the window leaves the image, and the mean for its mean', () => {
    const { image, truth } = picturePair(20, 24, 'waves');
    const range = FIXTURES[0].range(truth);
    const map = similarityMap(image, truth, 20, 24, range);
    // s[5, 5], s[9, 12], s[14, 18] of the formula in picture-pairs.ts
    expect(map[5 * 24 + 5]).toBeCloseTo(0.9473228065252837, 6);
    expect(map[9 * 24 + 12]).toBeCloseTo(0.9728684105702975, 6);
    expect(map[14 * 24 + 18]).toBeCloseTo(0.9509641112067252, 6);
    const inside = map.filter((_, i) => {
      const [row, column] = [Math.floor(i / 24), i % 24];
      return Math.min(row, 19 - row, column, 23 - column) >= SIMILARITY_REACH;
    });
    expect(inside.length).toBe(10 * 14);
    expect(map.filter(Number.isNaN).length).toBe(480 - 140);
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    expect(mean).toBeCloseTo(structuralSimilarity(image, truth, 20, 24, range), 6);
  });
});
