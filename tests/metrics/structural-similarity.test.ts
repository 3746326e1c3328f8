import { describe, expect, test } from 'vitest';
import { imageQuality } from '../../src/metrics/image-quality.ts';
import { structuralSimilarity } from '../../src/metrics/structural-similarity.ts';
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
});

describe('image quality', () => {
  test.each(FIXTURES)('$rows × $columns, $kind: NumPy’s numbers', ({ rows, columns, kind, ssim, rmse, psnrDb }) => {
    const { image, truth } = picturePair(rows, columns, kind);
    const quality = imageQuality(image, truth, rows, columns);
    expect(quality.rmse / rmse).toBeCloseTo(1, 10);
    expect(quality.psnrDb).toBeCloseTo(psnrDb, 9);
    expect(quality.ssim).toBeCloseTo(ssim, 10);
  });

  test('of equal images: no error, infinite PSNR, SSIM 1', () => {
    const { truth } = picturePair(20, 24, 'steps');
    const quality = imageQuality(truth, truth, 20, 24);
    expect([quality.rmse, quality.psnrDb]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(quality.ssim).toBeCloseTo(1, 12);
  });

  test('against a flat truth takes its magnitude for the range', () => {
    const truth = new Float32Array(144).fill(2);
    const quality = imageQuality(
      truth.map((value) => value + 0.5),
      truth,
      12,
      12,
    );
    expect(quality.rmse).toBe(0.5);
    expect(quality.psnrDb).toBeCloseTo(20 * Math.log10(4), 12);
  });

  test('does not hide NaN', () => {
    const { image, truth } = picturePair(20, 24, 'waves');
    image[0] = Number.NaN;
    const { rmse, psnrDb } = imageQuality(image, truth, 20, 24);
    expect([rmse, psnrDb]).toEqual([Number.NaN, Number.NaN]);
  });
});
