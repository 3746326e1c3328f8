// Iterations that end at the noise of counted photons.

import { expect, test } from 'vitest';
import { changedExperiment } from '../../src/app/present/changed-experiment.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { ImageStep } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const phantom = shapePhantom(libraryPhantom('water-disk'));
const noise = (photons: number, electronicNoise = 0) => ({
  beam: { kind: 'monochromatic' },
  noise: { photons, electronicNoise },
});
const inputOf = (acquisition: object, reconstruction: object = {}) => ({
  phantom: 'water-disk',
  acquisition,
  scan: { views: 60, channels: 61, channelSpacingMm: 5 },
  reconstruction: { method: 'cgls', stop: 'discrepancy', grid: { pixels: 32, pixelSizeMm: 8 }, ...reconstruction },
});
const experimentOf = (...given: Parameters<typeof inputOf>) =>
  resolveExperiment(parseExperimentInput(inputOf(...given)), phantom);

async function run(acquisition: object, reconstruction: object = {}) {
  const executor = new InPlaceExecutor(cpuTasks);
  const session = new Session(new CpuOperators(executor), executor);
  let last: ImageStep | null = null;
  for await (const step of session.run(experimentOf(acquisition, reconstruction), phantom)) {
    if (step.kind === 'image') last = step as ImageStep;
  }
  const { points } = last!.iterations!;
  session.release();
  return points;
}

test('nothing stops at a noise that nothing makes', () => {
  expect(() => parseExperimentInput(inputOf({ beam: { kind: 'exact' } }))).toThrow(/^reconstruction\.stop: .*photons/);
  expect(() => parseExperimentInput(inputOf({ beam: { kind: 'monochromatic' } }))).toThrow(/^reconstruction\.stop: /);
  expect(() => parseExperimentInput(inputOf({ beam: { kind: 'exact' } }, { stop: 'change' }))).not.toThrow();
});

test('a beam whose photons nobody counts any more lets iterations go on to their last', () => {
  const changed = changedExperiment(
    experimentOf(noise(2000)),
    { acquisition: { modality: 'ct', beam: { kind: 'exact' } } },
    phantom,
  );
  expect(changed.reconstruction).toMatchObject({ method: 'cgls', stop: 'iterations' });
});

test.each([
  ['few photons', noise(2000), {}],
  ['noisy electronics', noise(20000, 60), {}],
  ['weights by counts', noise(300, 5), { weights: 'counts' }],
])(
  'with %s the residual of the truth is what is expected, so that iterations end soon',
  async (_, acquisition, settings) => {
    const points = await run(acquisition, { iterations: 100, ...settings });
    expect(points.length).toBeGreaterThan(2);
    expect(points.length).toBeLessThan(12);
    // Later it would be farther from the truth.
    const all = await run(acquisition, { iterations: 60, stop: 'iterations', ...settings });
    expect(points.at(-1)!.rmse!).toBeLessThan(all.at(-1)!.rmse!);
  },
);
