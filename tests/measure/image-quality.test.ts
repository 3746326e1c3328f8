import { describe, expect, test } from 'vitest';
import { imageQuality } from '../../src/measure/image-quality.ts';
import { FIXTURES, picturePair } from '../support/picture-pairs.ts';

describe('image quality', () => {
  test.each(FIXTURES)(
    '$rows × $columns, $kind: NumPy’s numbers',
    ({ rows, columns, kind, ssim, rmse, psnrDb, inside }) => {
      const { image, truth } = picturePair(rows, columns, kind);
      const quality = imageQuality(image, truth, rows, columns);
      expect(quality.rmse / rmse).toBeCloseTo(1, 10);
      expect(quality.psnrDb).toBeCloseTo(psnrDb, 9);
      expect(quality.ssim).toBeCloseTo(ssim, 10);
      expect(quality.inside!.rmse / inside.rmse).toBeCloseTo(1, 10);
      expect(quality.inside!.psnrDb).toBeCloseTo(inside.psnrDb, 9);
      expect(quality.inside!.ssim).toBeCloseTo(inside.ssim, 10);
    },
  );

  test('inside the object does not depend on what lies around it', () => {
    const { image, truth } = picturePair(24, 24, 'disk');
    const { inside } = imageQuality(image, truth, 24, 24);
    const noisy = image.map((value, i) => (truth[i] === 0 ? value + (i % 5) : value));
    const quality = imageQuality(noisy, truth, 24, 24);
    expect(quality.rmse).toBeGreaterThan(1);
    expect([quality.inside!.rmse, quality.inside!.psnrDb]).toEqual([inside!.rmse, inside!.psnrDb]);
  });

  test('of a phantom of nothing there is no inside', () => {
    expect(imageQuality(new Float32Array(144).fill(1), new Float32Array(144), 12, 12).inside).toBeNull();
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
