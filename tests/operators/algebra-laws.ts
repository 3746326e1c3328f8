// What holds of the algebra of arrays on every backend.

import { describe, expect, test } from 'vitest';
import type { DeviceArray } from '../../src/compute/device.ts';
import type { KernelDevice } from '../../src/compute/kernel.ts';
import { type Algebra, algebra } from '../../src/operators/algebra.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { seededRandom } from '../support/random.ts';

export type Device = Operators & KernelDevice<DeviceArray>;

/** One value, one row, one column, odd and even numbers of values, rows longer than a workgroup. */
export const SIZES: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 257],
  [300, 1],
  [7, 131],
  [64, 64],
  [31, 1027],
];

/** What a change leaves at a place, of the values x and y that stood there. */
type Change = (x: number, y: number) => number;

const CHANGES: Readonly<Record<string, [(a: Algebra, x: DeviceArray, y: DeviceArray) => Promise<void>, Change]>> = {
  'fills it with a value': [(a, x) => a.fill(x, -2.5), () => -2.5],
  'copies another': [(a, x, y) => a.copy(x, y), (_, y) => y],
  'scales it': [(a, x) => a.scale(x, 1.7), (x) => 1.7 * x],
  'adds another, scaled': [(a, x, y) => a.addScaled(x, -0.3, y), (x, y) => x - 0.3 * y],
  'multiplies it': [(a, x, y) => a.multiply(x, y), (x, y) => x * y],
  'divides it, which gives 0 where the divisor is 0': [(a, x, y) => a.divide(x, y), (x, y) => (y === 0 ? 0 : x / y)],
  'takes its square root, which is 0 of what is less': [(a, x) => a.squareRoot(x), (x) => Math.sqrt(x < 0 ? 0 : x)],
  'takes a power of e': [(a, x) => a.exponential(x, -0.7), (x) => Math.exp(-0.7 * x)],
  'takes its logarithm, which is 0 of what has none': [(a, x) => a.logarithm(x), (x) => (x > 0 ? Math.log(x) : 0)],
  'clips it': [(a, x) => a.clip(x, -0.2, 0.6), (x) => (x < -0.2 ? -0.2 : x > 0.6 ? 0.6 : x)],
  'clips it from below alone': [(a, x) => a.clip(x, 0, Number.POSITIVE_INFINITY), (x) => (x < 0 ? 0 : x)],
  'clips it from above alone': [(a, x) => a.clip(x, Number.NEGATIVE_INFINITY, 0.1), (x) => (x > 0.1 ? 0.1 : x)],
};

const NUMBERS: Readonly<Record<string, [(a: Algebra, x: DeviceArray, y: DeviceArray) => Promise<number>, Change]>> = {
  'the sum': [(a, x) => a.sum(x), (x) => x],
  'the dot product': [(a, x, y) => a.dot(x, y), (x, y) => x * y],
  'the dot product with itself': [(a, x) => a.dot(x, x), (x) => x * x],
  'the squared norm': [(a, x) => a.squaredNorm(x), (x) => x * x],
};

/** @param deviceOf called anew for each test */
export function describeAlgebraLaws(deviceOf: () => Device, sizes = SIZES): void {
  describe.each(sizes)('on arrays of %i × %i', (rows, columns) => {
    const random = seededRandom(rows + 1000 * columns);
    const x = Float32Array.from({ length: rows * columns }, () => 3 * random() - 1.2);
    // Some divisors are 0, of either sign.
    const y = Float32Array.from(x, (_, i) => (i % 5 === 2 ? (i % 2 ? 0 : -0) : 2 * random() - 0.9));
    const upload = (values: Float32Array) => deviceOf().upload(values, rows, columns);

    test.each(Object.entries(CHANGES))('%s', async (_, [change, expected]) => {
      const device = deviceOf();
      const [values, operands] = [await upload(x), await upload(y)];
      await change(algebra(device), values, operands);
      const changed = await device.read(values);
      expect(changed.length).toBe(x.length);
      // All in one: to ask for each of 30 000 values takes a second.
      const wrong = changed.findIndex((value, i) => {
        const wanted = expected(x[i]!, y[i]!);
        const size = Math.abs(x[i]!) + Math.abs(y[i]!) + Math.abs(wanted);
        return !(Math.abs(value - wanted) <= 1e-6 * size);
      });
      expect([wrong, changed[wrong], x[wrong], y[wrong]]).toEqual([-1, undefined, undefined, undefined]);
      expect(await device.read(operands)).toEqual(y);
      for (const array of [values, operands]) device.release(array);
    });

    test.each(Object.entries(NUMBERS))('%s, to 10⁻⁶', async (_, [number, term]) => {
      const device = deviceOf();
      const [a, b] = [await upload(x), await upload(y)];
      const terms = Array.from(x, (value, i) => term(value, y[i]!));
      const sum = terms.reduce((all, each) => all + each, 0);
      const magnitudes = terms.reduce((all, each) => all + Math.abs(each), 0);
      const found = await number(algebra(device), a, b);
      expect(Math.abs(found - sum)).toBeLessThanOrEqual(1e-6 * magnitudes);
      expect(await number(algebra(device), a, b)).toBe(found);
      for (const array of [a, b]) device.release(array);
    });

    test('the largest value, also of negative ones', async () => {
      const device = deviceOf();
      const [a, b] = [await upload(x), await upload(x.map((value) => value - 5))];
      expect(await algebra(device).max(a)).toBe(Math.max(...x));
      expect(await algebra(device).max(b)).toBe(Math.fround(Math.max(...x) - 5));
      for (const array of [a, b]) device.release(array);
    });
  });

  test('a long sum of alike values is good to 10⁻⁶', async () => {
    const device = deviceOf();
    // The sum in single precision, value after value, would be off by more than 1 %.
    const values = await device.upload(new Float32Array(700 * 1500).fill(0.1), 700, 1500);
    const exact = 700 * 1500 * Math.fround(0.1);
    expect(Math.abs((await algebra(device).sum(values)) - exact)).toBeLessThan(1e-6 * exact);
    device.release(values);
  });

  test('an array is no operand of its own', async () => {
    const device = deviceOf();
    const values = await device.create(2, 2);
    await expect(algebra(device).multiply(values, values)).rejects.toThrow('an array cannot multiply itself');
    device.release(values);
  });
}
