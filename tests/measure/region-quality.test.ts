import { expect, test } from 'vitest';
import { imageQuality } from '../../src/measure/image-quality.ts';
import { objectMask } from '../../src/measure/object-mask.ts';
import { allPixels, regionPixels } from '../../src/measure/region-pixels.ts';
import { regionQuality } from '../../src/measure/region-quality.ts';
import { similarityMap } from '../../src/measure/structural-similarity.ts';
import { planeOf, scaledPlane } from '../support/measured-planes.ts';
import { picturePair } from '../support/picture-pairs.ts';

const planesOf = (rows: number, columns: number, kind: 'waves' | 'disk') => {
  const { image, truth } = picturePair(rows, columns, kind);
  const plane = planeOf(columns, rows, 1, () => 0);
  return { image: { ...plane, values: image }, truth: { ...plane, values: truth } };
};

test('over the whole grid is what image quality is there', () => {
  const { image, truth } = planesOf(20, 24, 'waves');
  const { rmse, psnrDb, ssim } = imageQuality(image.values, truth.values, 20, 24);
  const found = regionQuality(image, truth, allPixels(image), 0)!;
  expect(found.rmse / rmse).toBeCloseTo(1, 10);
  expect(found.psnrDb).toBeCloseTo(psnrDb, 9);
  expect(found.ssim).toBeCloseTo(ssim, 10);
});

test('over the object is what image quality is inside it', () => {
  const { image, truth } = planesOf(24, 24, 'disk');
  const mask = objectMask(truth.values);
  const spans = Array.from(mask).flatMap((inside, i) =>
    inside ? [{ row: Math.floor(i / 24), from: i % 24, to: (i % 24) + 1 }] : [],
  );
  const found = regionQuality(image, truth, { spans, count: spans.length, isCut: false }, 0)!;
  const { inside } = imageQuality(image.values, truth.values, 24, 24);
  expect(found.rmse / inside!.rmse).toBeCloseTo(1, 10);
  expect(found.psnrDb).toBeCloseTo(inside!.psnrDb, 9);
  expect(found.ssim).toBeCloseTo(inside!.ssim, 10);
});

test('in a region far from the border sees what the picture of similarities has there', () => {
  const { image, truth } = planesOf(40, 44, 'waves');
  const pixels = regionPixels(image, { kind: 'circle', middle: { x: 3, y: -2 }, radius: 4.2 });
  const range = Math.max(...truth.values) - Math.min(...truth.values);
  const map = similarityMap(image.values, truth.values, 40, 44, range);
  const inside = pixels.spans.flatMap(({ row, from, to }) => Array.from(map.subarray(row * 44 + from, row * 44 + to)));
  const found = regionQuality(image, truth, pixels, 0)!;
  expect(found.ssim).toBeCloseTo(inside.reduce((sum, value) => sum + value, 0) / pixels.count, 6);
});

test('does not depend on whether values are HU', () => {
  const { image, truth } = planesOf(24, 24, 'disk');
  const pixels = regionPixels(image, { kind: 'circle', middle: { x: 0, y: 0 }, radius: 6 });
  const plain = regionQuality(image, truth, pixels, 0)!;
  const hu = regionQuality(scaledPlane(image, 1000, -1000), scaledPlane(truth, 1000, -1000), pixels, -1000)!;
  expect(hu.rmse / plain.rmse).toBeCloseTo(1000, 3);
  expect(hu.psnrDb).toBeCloseTo(plain.psnrDb, 5);
  expect(hu.ssim).toBeCloseTo(plain.ssim, 6);
});

test('of a region without a pixel is none; near the border without a similarity', () => {
  const { image, truth } = planesOf(20, 24, 'waves');
  const dot = (x: number, radius: number) =>
    regionQuality(image, truth, regionPixels(image, { kind: 'circle', middle: { x, y: 0.5 }, radius }), 0);
  expect(dot(100, 3)).toBeNull();
  expect(dot(-11.5, 0.5)!.ssim).toBeNaN();
  expect(dot(-11.5, 0.5)!.rmse).toBeGreaterThan(0);
});
