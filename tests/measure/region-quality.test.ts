import { expect, test } from 'vitest';
import { imageQuality } from '../../src/measure/image-quality.ts';
import { objectMask } from '../../src/measure/object-mask.ts';
import { allPixels, regionPixels } from '../../src/measure/region-pixels.ts';
import { regionQuality } from '../../src/measure/region-quality.ts';
import { similarityMap } from '../../src/measure/structural-similarity.ts';
import { planeOf } from '../support/measured-planes.ts';
import { picturePair } from '../support/picture-pairs.ts';

const planesOf = (rows: number, columns: number, kind: 'waves' | 'disk') => {
  const { image, truth } = picturePair(rows, columns, kind);
  const plane = planeOf(columns, rows, 1, () => 0);
  return { plane, image, truth };
};

test('over the whole grid is what image quality is there', () => {
  const { plane, image, truth } = planesOf(20, 24, 'waves');
  const { rmse, psnrDb, ssim } = imageQuality(image, truth, 20, 24);
  const found = regionQuality(image, truth, 20, 24, allPixels(plane))!;
  expect(found.rmse / rmse).toBeCloseTo(1, 10);
  expect(found.psnrDb).toBeCloseTo(psnrDb, 9);
  expect(found.ssim).toBeCloseTo(ssim, 10);
});

test('over the object is what image quality is inside it', () => {
  const { image, truth } = planesOf(24, 24, 'disk');
  const mask = objectMask(truth);
  const spans = Array.from(mask).flatMap((inside, i) =>
    inside ? [{ row: Math.floor(i / 24), from: i % 24, to: (i % 24) + 1 }] : [],
  );
  const found = regionQuality(image, truth, 24, 24, { spans, count: spans.length, isCut: false })!;
  const { inside } = imageQuality(image, truth, 24, 24);
  expect(found.rmse / inside!.rmse).toBeCloseTo(1, 10);
  expect(found.psnrDb).toBeCloseTo(inside!.psnrDb, 9);
  expect(found.ssim).toBeCloseTo(inside!.ssim, 10);
});

test('in a region far from the border sees what the picture of similarities has there', () => {
  const { plane, image, truth } = planesOf(40, 44, 'waves');
  const pixels = regionPixels(plane, { kind: 'circle', middle: { x: 3, y: -2 }, radius: 4.2 });
  const range = Math.max(...truth) - Math.min(...truth);
  const map = similarityMap(image, truth, 40, 44, range);
  const inside = pixels.spans.flatMap(({ row, from, to }) => Array.from(map.subarray(row * 44 + from, row * 44 + to)));
  const found = regionQuality(image, truth, 40, 44, pixels)!;
  expect(found.ssim).toBeCloseTo(inside.reduce((sum, value) => sum + value, 0) / pixels.count, 6);
});

test('of a region without a pixel is none; near the border without a similarity', () => {
  const { plane, image, truth } = planesOf(20, 24, 'waves');
  const dot = (x: number, radius: number) =>
    regionQuality(image, truth, 20, 24, regionPixels(plane, { kind: 'circle', middle: { x, y: 0.5 }, radius }));
  expect(dot(100, 3)).toBeNull();
  expect(dot(-11.5, 0.5)!.ssim).toBeNaN();
  expect(dot(-11.5, 0.5)!.rmse).toBeGreaterThan(0);
});
