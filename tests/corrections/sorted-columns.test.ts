import { expect, test } from 'vitest';
import { runningMedian } from '../../src/readings/running-median.ts';
import { inTheirViews, sortedColumns } from '../../src/readings/sorted-columns.ts';
import { randomArray } from '../support/random.ts';

const [VIEWS, CHANNELS] = [150, 37];

test('each channel is sorted, views that read the same in their order', () => {
  const readings = randomArray(VIEWS * CHANNELS, 5).map((value, i) => {
    if (i % 11 === 0) return Math.fround((i % 3) - 1);
    if (i % 13 === 0) return i % 2 === 0 ? 0 : -0;
    return (value - 0.5) * 10 ** ((i % 9) - 4);
  });
  const { ranked, order } = sortedColumns(readings, CHANNELS);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const at = (view: number) => readings[view * CHANNELS + channel]!;
    // −0 stands before 0.
    const sorts = (a: number, b: number) =>
      at(a) - at(b) || Number(Object.is(at(b), -0)) - Number(Object.is(at(a), -0));
    const expected = Array.from({ length: VIEWS }, (_, view) => view).sort((a, b) => sorts(a, b) || a - b);
    const found = expected.map((_, rank) => order[rank * CHANNELS + channel]);
    expect(found).toEqual(expected);
    expect(expected.map((_, rank) => ranked[rank * CHANNELS + channel])).toEqual(expected.map(at));
  }
  expect(inTheirViews(ranked, order, CHANNELS)).toEqual(readings);
});

test.each([
  [40, 7],
  [40, 21],
  [5, 3],
  [4, 21],
  [1, 5],
])('the median of %s values by a window of %s is that of all in it', (count, size) => {
  const values = randomArray(count + 3, 9).map((value) => Math.fround(Math.round(8 * value) / 8));
  const out = new Float32Array(count + 2);
  runningMedian(values, 3, count, size, out, 2);
  const at = (i: number) => {
    const place = ((i % (2 * count)) + 2 * count) % (2 * count);
    return values[3 + (place < count ? place : 2 * count - 1 - place)]!;
  };
  const expected = Array.from({ length: count }, (_, i) => {
    const window = Array.from({ length: size }, (_, k) => at(i + k - (size >> 1)));
    return window.sort((a, b) => a - b)[size >> 1]!;
  });
  expect([...out.subarray(2)]).toEqual(expected);
});
