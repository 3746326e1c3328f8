import { describe, expect, test } from 'vitest';
import { reconstructFdk } from '../../src/reconstruction/fdk.ts';
import { slabsFromMiddle } from '../../src/reconstruction/volume-steps.ts';
import { coneOf } from '../support/cone-walk.ts';
import { cpuOperators } from '../support/walk.ts';
import { WatchedOperators } from '../support/watched-operators.ts';
import { describeFdkGates } from './gates/fdk-gates.ts';

describe('on the CPU', () => {
  const operators = cpuOperators();
  describeFdkGates(() => operators);
});

describe('the order of a volume', () => {
  test('begins in the middle and leaves nothing out', () => {
    expect(slabsFromMiddle(10, 2)).toEqual([
      { from: 4, to: 6 },
      { from: 2, to: 4 },
      { from: 6, to: 8 },
      { from: 0, to: 2 },
      { from: 8, to: 10 },
    ]);
    expect(slabsFromMiddle(7, 100)).toEqual([{ from: 0, to: 7 }]);
  });

  const scan = coneOf({ views: 6, rows: 4, channels: 9 });
  const grid = { rows: 4, columns: 4, slices: 70, pixelSizeMm: 1 };

  test('tells how far it is, slab by slab', async () => {
    const operators = cpuOperators();
    const readings = await operators.create(24, 9);
    const volume = await operators.create(280, 4);
    const told: number[] = [];
    const steps = [];
    const control = { onProgress: (done: number) => told.push(done) };
    for await (const step of reconstructFdk(operators, scan, grid, readings, volume, {}, control)) steps.push(step);
    expect(told.at(-1)).toBeCloseTo(1, 12);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(steps.at(-1)).toMatchObject({ stage: 'back-project', views: 6 });
  });

  test('gives back what it took when it is given up', async () => {
    const operators = new WatchedOperators(cpuOperators(), 2);
    const readings = await operators.create(24, 9);
    const volume = await operators.create(280, 4);
    const aborter = new AbortController();
    const steps = reconstructFdk(operators, scan, grid, readings, volume, {}, { signal: aborter.signal });
    await steps.next();
    aborter.abort(new Error('given up'));
    await expect(steps.next()).rejects.toThrow('given up');
    expect([...operators.alive]).toEqual([readings, volume]);
  });

  test('does not begin a volume that is too large', async () => {
    const operators = cpuOperators();
    const array = await operators.create(1, 1);
    const large = { rows: 1024, columns: 1024, slices: 129, pixelSizeMm: 1 };
    await expect(reconstructFdk(operators, scan, large, array, array).next()).rejects.toThrow(
      'the volume: this needs 135266304 voxels, but at most 134217728 are possible',
    );
  });
});
