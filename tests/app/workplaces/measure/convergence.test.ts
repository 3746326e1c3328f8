// What iterations have come to, as a plot, in numbers and in words.

import { describe, expect, test } from 'vitest';
import { describeConvergence } from '../../../../src/app/workplaces/measure/convergence/measure.ts';
import type { IterationPoint } from '../../../../src/methods/iterative/iterating.ts';

const HU = { unit: 'HU', toUnit: (rmse: number) => 1000 * rmse };
const pointsOf = (errors: readonly (number | null)[]): IterationPoint[] =>
  errors.map((rmse, iteration) => ({
    iteration,
    seconds: iteration * 0.25,
    residual: 8 / 2 ** iteration,
    change: iteration === 0 ? 0 : 1 / iteration,
    ...(rmse !== null && { rmse }),
  }));

describe('the convergence of a method that iterates', () => {
  test('has residual and error relative to the start, the change, and the iteration nearest to the phantom', () => {
    const { plot, numbers, words } = describeConvergence(pointsOf([0.8, 0.4, 0.2, 0.4]), 'iterations', HU);
    expect(plot!.series).toEqual([
      { name: 'residual', kind: 'line', x: [0, 1, 2, 3], y: [1, 0.5, 0.25, 0.125] },
      { name: 'RMSE', kind: 'line', x: [0, 1, 2, 3], y: [1, 0.5, 0.25, 0.5] },
      { name: 'change', kind: 'line', x: [1, 2, 3], y: [1, 0.5, 1 / 3] },
    ]);
    expect(plot!.vertical.scale).toBe('log');
    expect(plot!.marks).toEqual([{ x: 2, label: 'least RMSE' }]);
    expect(numbers).toContainEqual({ label: 'Least RMSE', value: 200, unit: 'HU' });
    expect(numbers).toContainEqual({ label: 'at iteration', value: 2, unit: '' });
    expect(numbers).toContainEqual({ label: 'Each took', value: 250, unit: 'ms' });
    expect(words).toContain('semi-convergence');
  });

  test('is the same over seconds, and its points are of the same iterations', () => {
    const { plot, iterationAt } = describeConvergence(pointsOf([0.8, 0.4, 0.2, 0.4]), 'seconds', HU);
    expect(plot!.series.map(({ x }) => x)).toEqual([
      [0, 0.25, 0.5, 0.75],
      [0, 0.25, 0.5, 0.75],
      [0.25, 0.5, 0.75],
    ]);
    expect(plot!.marks).toEqual([{ x: 0.5, label: 'least RMSE' }]);
    expect([iterationAt!(0, 1), iterationAt!(2, 1), iterationAt!(2, 9)]).toEqual([1, 2, null]);
  });

  test('has the total variation beside that of the last, but for a start of zeros', () => {
    const points = pointsOf([null, null, null]).map((point) => ({ ...point, totalVariation: point.iteration * 3 }));
    const { plot, iterationAt } = describeConvergence(points, 'iterations', HU);
    expect(plot!.series[1]).toEqual({ name: 'total variation, of the last', kind: 'line', x: [1, 2], y: [0.5, 1] });
    expect(iterationAt!(1, 0)).toBe(1);
  });

  test('that still comes nearer has no best iteration before the last, and measured data has no error', () => {
    const falling = describeConvergence(pointsOf([0.8, 0.4, 0.2]), 'iterations', HU);
    expect([falling.plot!.marks, falling.words.slice(0, 21)]).toEqual([[], 'The error still falls']);
    const measured = describeConvergence(pointsOf([null, null]), 'iterations', HU);
    expect(measured.plot!.series.map(({ name }) => name)).toEqual(['residual', 'change']);
    expect(measured.numbers.map(({ label }) => label)).not.toContain('Least RMSE');
  });
});
