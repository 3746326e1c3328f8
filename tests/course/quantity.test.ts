import { expect, test } from 'vitest';
import { checkQuantities, figuresOf, holds, type QuantitySetting, type StepRun } from '../../src/course/quantity.ts';

const value = (setting: Partial<QuantitySetting>): QuantitySetting => ({ of: 'present', digits: 3, ...setting });

function runOf(values: readonly number[]): StepRun {
  const scan = { anglesRad: Float64Array.of(0), channels: values.length, channelSpacingMm: 1, offset: 0 };
  return { sinogram: { scan, values: Float32Array.from(values) } } as unknown as StepRun;
}

const left = value({ reading: { viewDeg: 0, uMm: -1 } });
const right = value({ reading: { viewDeg: 0, uMm: 1 } });

test('numbers of a step are compared with each other, and with those of another run', () => {
  const values = {
    ...{ left, right },
    twice: value({ reading: { viewDeg: 0, uMm: 1 }, over: 'other' }),
    most: value({ brightest: { viewDeg: 0 } }),
    ratio: value({ ratio: ['right', 'left'] }),
    more: value({ difference: ['right', 'left'] }),
  };
  const runs = new Map([
    ['present', runOf([2, 0, 6])],
    ['other', runOf([0, 0, 3])],
  ]);
  expect(Object.fromEntries(figuresOf(values, runs))).toEqual({
    ...{ left: { value: 2, unit: '' }, right: { value: 6, unit: '' }, twice: { value: 2, unit: '' } },
    ...{ most: { value: 1, unit: 'mm', isExact: true }, ratio: { value: 3, unit: '' }, more: { value: 4, unit: '' } },
  });
  runs.delete('present');
  expect([...figuresOf(values, runs).values()]).toEqual(Array.from({ length: 6 }, () => null));
});

test('a count is exact, and what was measured is not', () => {
  const points = [{ iteration: 12, residual: 3.5 }];
  const runs = new Map([['present', { iterations: points, unit: 'HU' } as unknown as StepRun]]);
  const values = { made: value({ measure: 'iterations' }), residual: value({ measure: 'residual' }) };
  expect(Object.fromEntries(figuresOf(values, runs))).toEqual({
    ...{ made: { value: 12, unit: '', isExact: true }, residual: { value: 3.5, unit: '' } },
  });
});

test('a number that is made of others names them', () => {
  const check = (values: Record<string, QuantitySetting>) => () => checkQuantities(values, [], 'values');
  expect(check({ left, right, ratio: value({ ratio: ['left', 'right'] }) })).not.toThrow();
  expect(check({ left, ratio: value({ ratio: ['left', 'right'] }) })).toThrow('values.ratio: right is none of');
  const chained = { left, ratio: value({ ratio: ['left', 'left'] }), more: value({ difference: ['left', 'ratio'] }) };
  expect(check(chained)).toThrow('values.more: ratio is itself made of two values');
  expect(check({ left: value({ ...left, rule: 'views' }) })).toThrow('values.left: needs one of');
});

test('a number lies within its bounds where it is as large as one of them, and is unknown where there is none', () => {
  const criterion = { value: 'left', atLeast: 2, atMost: 4 };
  const within = (number: number) => holds(criterion, { value: number, unit: '' });
  expect([1.99, 2, 3, 4, 4.01].map(within)).toEqual([false, true, true, true, false]);
  expect(holds(criterion, null)).toBeNull();
  expect(holds({ value: 'left', atMost: 4 }, { value: -1e9, unit: '' })).toBe(true);
});

test('of two lanes one is compared in one way', () => {
  const check = (setting: Partial<QuantitySetting>) => () =>
    checkQuantities({ left: value({ ...left, ...setting }) }, ['other'], 'values');
  expect(check({ over: 'other' })).not.toThrow();
  expect(check({ over: 'other', minus: 'other' })).toThrow('values.left: has over and minus, of which one will do');
  expect(check({ over: 'third' })).toThrow('values.left: third is no lane of this step');
});
