import { expect, test } from 'vitest';
import { departure } from '../../../src/app/views/departure/spec.ts';
import type { HostSlice } from '../../../src/app/views/view.ts';

const WATER = 0.02;
const slice = (values: readonly number[], changes: Partial<HostSlice> = {}): HostSlice => ({
  values: Float32Array.from(values),
  grid: { rows: 1, columns: values.length, pixelSizeMm: 1 },
  waterMuPerMm: WATER,
  unit: 'HU',
  isUnfiltered: false,
  ...changes,
});

/** What lies between two slices, as it is shown. */
function shown(present: HostSlice, other: HostSlice): number[] | string {
  const picture = departure.between!(present, other);
  if (typeof picture === 'string') return picture;
  const { data } = picture.array as unknown as { readonly data: Float32Array };
  return Array.from(data, (value) => Number(picture.values.toDisplay(value).toFixed(3)) + 0);
}

test('the present slice less the other, in HU', () => {
  expect(shown(slice([WATER, 0, 1.5 * WATER]), slice([WATER, WATER, WATER]))).toEqual([0, -1000, 500]);
});

test('each slice in units of its own water', () => {
  // Both show water, at energies at which it attenuates differently.
  const soft = slice([1.25 * WATER, 0], { waterMuPerMm: 1.25 * WATER });
  expect(shown(slice([WATER, 0]), soft)).toEqual([0, 0]);
  expect(shown(soft, slice([0, WATER]))).toEqual([1000, -1000]);
});

test('where there is nothing to subtract, why', () => {
  const pixels = 'the two slices have different grids';
  expect(shown(slice([1, 2]), slice([1, 2, 3]))).toBe(pixels);
  expect(shown(slice([1]), slice([1], { grid: { rows: 1, columns: 1, pixelSizeMm: 2 } }))).toBe(pixels);
  const scales = 'the two slices are on different scales';
  expect(shown(slice([1]), slice([1], { isUnfiltered: true }))).toBe(scales);
  expect(shown(slice([1]), slice([1], { unit: 'arbitrary' }))).toBe(scales);
});
