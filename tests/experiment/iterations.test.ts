// An experiment whose slice is made by iterations: what a run shows, keeps, and goes on from.

import { afterEach, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { ImageStep } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const executor = new InPlaceExecutor(cpuTasks);
const phantom = shapePhantom(libraryPhantom('shepp-logan-modified'));
const experimentOf = (reconstruction: object) =>
  resolveExperiment(
    parseExperimentInput({
      phantom: 'shepp-logan-modified',
      scan: { views: 12, channels: 31, channelSpacingMm: 8 },
      reconstruction: { method: 'sirt', grid: { pixels: 16, pixelSizeMm: 14 }, ...reconstruction },
    }),
    phantom,
  );

let session = new Session(new CpuOperators(executor), executor);
afterEach(() => {
  session.release();
  session = new Session(new CpuOperators(executor), executor);
});

async function run(reconstruction: object, signal?: AbortSignal) {
  const shown: { views: number; of: number; image: Float32Array }[] = [];
  let last: ImageStep | null = null;
  for await (const step of session.run(experimentOf(reconstruction), phantom, signal ? { signal } : {})) {
    if (step.kind !== 'image') continue;
    last = step as ImageStep;
    shown.push({ views: step.views, of: step.of, image: (await session.operators.read(step.image)).slice() });
  }
  return { shown, points: last!.iterations!.points, image: shown.at(-1)!.image };
}

test('every iteration is shown, and what is known of it kept', async () => {
  const { shown, points } = await run({ iterations: 4 });
  expect(shown.map(({ views, of }) => [views, of])).toEqual([
    [0, 4],
    [1, 4],
    [2, 4],
    [3, 4],
    [4, 4],
  ]);
  expect(points.map(({ iteration }) => iteration)).toEqual([0, 1, 2, 3, 4]);
  const residuals = points.map(({ residual }) => residual);
  expect(residuals).toEqual(residuals.toSorted((a, b) => b - a));
  const errors = points.map(({ rmse }) => rmse!);
  expect(errors).toEqual(errors.toSorted((a, b) => b - a));
});

test('what is known of an iteration stays with the picture of it, while the next ones are made', async () => {
  const records: NonNullable<ImageStep['iterations']>[] = [];
  for await (const step of session.run(experimentOf({ iterations: 4 }), phantom)) {
    if (step.kind === 'image' && step.iterations) records.push(step.iterations);
  }
  expect(records.map(({ points }) => points.length)).toEqual([1, 2, 3, 4, 5]);
  expect(records.map(({ last }) => last.iteration)).toEqual([0, 1, 2, 3, 4]);
  // None of them is made anew for the next picture.
  for (const { points, last } of records) {
    expect(points.at(-1)).toBe(last);
    for (const [i, point] of points.entries()) expect(point).toBe(records.at(-1)!.points[i]);
  }
});

test('more iterations go on where fewer ended, and give the bits of a fresh run', async () => {
  const four = await run({ iterations: 4 });
  const begun = session;
  const nine = await run({ iterations: 9 });
  expect(session).toBe(begun);
  session = new Session(new CpuOperators(executor), executor);
  const fresh = await run({ iterations: 9 });
  expect(nine.image).toEqual(fresh.image);
  expect(nine.points.slice(0, 5)).toEqual(four.points);
  // What has been seen is not shown again.
  expect(nine.shown.map(({ views }) => views)).toEqual([4, 5, 6, 7, 8, 9]);
  const again = await run({ iterations: 4 });
  expect(again.image).toEqual(four.image);
});

test('the picture on screen stays as it is when the run is given up, and while the next iteration is made', async () => {
  const abort = new AbortController();
  let shown: ImageStep | null = null;
  let seen = new Float32Array();
  const running = (async () => {
    for await (const step of session.run(experimentOf({ iterations: 6 }), phantom, { signal: abort.signal })) {
      if (step.kind !== 'image' || step.views !== 3) continue;
      shown = step as ImageStep;
      seen = (await session.operators.read(step.image)).slice();
      // In the middle of the next one.
      void (async () => {
        for (let turn = 0; turn < 10; turn++) await null;
        abort.abort(new Error('enough'));
      })();
    }
  })();
  await expect(running).rejects.toThrow('enough');
  expect(await session.operators.read(shown!.image as never)).toEqual(seen);
});

test('played iterations are those that are kept, where they have been made before', async () => {
  await run({ iterations: 9 });
  const steps = [3, 0, 4];
  const played: [number, Float32Array][] = [];
  const options = { viewsPerStep: () => steps.shift() ?? 1 };
  for await (const step of session.run(experimentOf({ iterations: 9 }), phantom, options)) {
    if (step.kind === 'image') played.push([step.views, (await session.operators.read(step.image)).slice()]);
  }
  expect(played.map(([views]) => views)).toEqual([0, 3, 3, 7, 8, 9]);
  const seven = await run({ iterations: 7 });
  expect(played[3]![1]).toEqual(seven.image);
});

test('what is given up in the middle begins anew', async () => {
  const abort = new AbortController();
  const reason = new Error('enough');
  const running = (async () => {
    for await (const step of session.run(experimentOf({ iterations: 6 }), phantom, { signal: abort.signal })) {
      if (step.kind === 'image' && step.views === 3) abort.abort(reason);
    }
  })();
  await expect(running).rejects.toBe(reason);
  const { image } = await run({ iterations: 6 });
  session = new Session(new CpuOperators(executor), executor);
  expect(image).toEqual((await run({ iterations: 6 })).image);
});

test('a small change ends the iterations', async () => {
  const { points, shown } = await run({ iterations: 200, stop: 'change', changeBelow: 0.01 });
  expect(points.at(-1)!.change).toBeLessThanOrEqual(0.01);
  expect(points.at(-2)!.change).toBeGreaterThan(0.01);
  expect(shown.at(-1)!.of).toBe(points.length - 1);
});
