import { expect, test } from 'vitest';
import { markedNumbers } from '../../../src/app/log/marked-numbers.ts';
import type { MarkForm } from '../../../src/app/marks/mark.ts';
import { markValues } from '../../../src/app/marks/mark-values.ts';
import type { MeasuredPicture } from '../../../src/app/marks/measured-picture.ts';

/** Columns of 1 mm with the values 10, 12, 10, 12 to the left and 41, 43, 41, 43 to the right, over eight rows. */
const PICTURE = {
  measured: {
    values: Float32Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 10 : 41) + 2 * (i % 2)),
    ...{ rows: 8, columns: 8 },
    horizontal: { first: -3.5, step: 1 },
    vertical: { first: 3.5, step: -1 },
  },
  horizontal: { label: 'x', unit: 'mm' },
  vertical: { label: 'y', unit: 'mm' },
  scale: { unit: 'HU', format: String },
} as unknown as MeasuredPicture;

const square = (x: number): MarkForm => ({
  ...{ kind: 'rectangle', middle: { x, y: 0 }, halfWidth: 2, halfHeight: 4, angleDeg: 0 },
});
const valuesOf = (name: string, form: MarkForm) => markValues({ name, plane: 'slice', form }, PICTURE, null);

test('a run has means, spreads and values of its marks, and the CNR of two regions, but no lengths', () => {
  const numbers = markedNumbers([
    valuesOf('A', square(2)),
    valuesOf('B', square(-2)),
    valuesOf('C', { kind: 'pin', at: { x: 3.5, y: 3.5 } }),
    valuesOf('D', { kind: 'ruler', from: { x: 0, y: 0 }, to: { x: 3, y: 0 } }),
  ]);
  // Half of 32 pixels 1 above the mean and half 1 below: the spread is √(32/31).
  const spread = Math.sqrt(32 / 31);
  expect(numbers.map(({ label, unit }) => [label, unit])).toEqual([
    ['A, Mean', 'HU'],
    ['A, SD', 'HU'],
    ['B, Mean', 'HU'],
    ['B, SD', 'HU'],
    ['C, Value', 'HU'],
    ['CNR of A against B', ''],
  ]);
  const values = [42, spread, 11, spread, 43, 31 / spread];
  for (const [i, { value }] of numbers.entries()) expect(value).toBeCloseTo(values[i]!, 5);
});

test('what a mark has no number for, it has none of; one region has no contrast', () => {
  const beyond = valuesOf('A', { kind: 'pin', at: { x: 99, y: 0 } });
  expect(markedNumbers([beyond, valuesOf('B', square(2))]).map(({ label }) => label)).toEqual(['B, Mean', 'B, SD']);
  // Without noise a ratio to it is infinite, which is no number of a log.
  const flat = {
    ...valuesOf('B', square(2)),
    numbers: [
      { label: 'Mean', value: 1, unit: '' },
      { label: 'SD', value: 0, unit: '' },
    ],
  };
  expect(markedNumbers([valuesOf('A', square(-2)), flat]).at(-1)!.value).toBeNull();
});
