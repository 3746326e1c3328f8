import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { readMeasuredRun } from '../../../src/experiment/run-measures/measured-run.ts';
import { RUN_MEASURES } from '../../../src/experiment/run-measures/registry.ts';
import { finish } from '../../../src/experiment/run-steps.ts';
import { Session } from '../../../src/experiment/session.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { CpuOperators } from '../../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';

const executor = new InPlaceExecutor(cpuTasks);
const operators = new CpuOperators(executor);

async function measured(json: object) {
  const input = parseExperimentInput(json);
  const subject = await loadSubject(input, async () => new Uint8Array());
  const experiment = resolveExperiment(input, subject);
  const session = new Session(operators, executor);
  const step = await finish(session.run(experiment, subject, { timeStages: true }));
  const run = await readMeasuredRun(step, experiment, subject, (array) => operators.read(array));
  const [image, truth] = [await operators.read(step.result.image), step.result.truthValues];
  session.release();
  return { run, image, truth, waterMuPerMm: step.result.waterMuPerMm };
}

const small = {
  phantom: 'water-disk',
  scan: { views: 40, channels: 64, channelSpacingMm: 5 },
  reconstruction: { grid: { pixels: 48, pixelSizeMm: 6 } },
};
const numberOf = (name: string, { run }: Awaited<ReturnType<typeof measured>>) => RUN_MEASURES.get(name).of(run);
const unitOf = (name: string, { run }: Awaited<ReturnType<typeof measured>>) => RUN_MEASURES.get(name).unit(run);

test('errors and noise are in the unit in which the slice is shown', async () => {
  const beam = { beam: { kind: 'monochromatic', energyKeV: 60 }, noise: { photons: 1e4 } };
  const of = await measured({ ...small, acquisition: beam });
  const { image, truth, waterMuPerMm } = of;
  const squared = image.reduce((sum, value, i) => sum + (value - truth![i]!) ** 2, 0) / image.length;
  expect(numberOf('rmse', of)).toBeCloseTo((1000 * Math.sqrt(squared)) / waterMuPerMm, 2);
  expect(unitOf('rmse', of)).toBe('HU');

  // The circle of 3 pixels about the middle of 48: 23.5.
  const errors: number[] = [];
  for (let row = 0; row < 48; row++) {
    for (let column = 0; column < 48; column++) {
      if ((row - 23.5) ** 2 + (column - 23.5) ** 2 > 9) continue;
      errors.push((1000 * (image[row * 48 + column]! - truth![row * 48 + column]!)) / waterMuPerMm);
    }
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
  expect(spread).toBeGreaterThan(1);
  expect(numberOf('noise', of)! / spread).toBeCloseTo(1, 4);

  expect(numberOf('relativeDose', of)).toBe(4e5);
  expect(numberOf('ctdiVol', of)).toBeNull();
  expect(numberOf('scanMs', of)).toBeGreaterThan(0);
  expect(numberOf('totalMs', of)! >= numberOf('scanMs', of)!).toBe(true);
});

test('places are in mm, y upwards, and water is 0 HU', async () => {
  const { run } = await measured(small);
  const { values, columns, horizontal, vertical } = run.slice!;
  expect([horizontal.first, horizontal.step, vertical.first, vertical.step]).toEqual([-141, 6, 141, -6]);
  expect(values[24 * columns + 24]).toBeGreaterThan(-20);
  expect(values[24 * columns + 24]).toBeLessThan(20);
  expect(run.truth!.values[24 * columns + 24]).toBeCloseTo(0, 3);
});

test('what there is none of is null: dose without photons, errors of what is on no scale', async () => {
  const unfiltered = await measured({ ...small, reconstruction: { ...small.reconstruction, filter: 'none' } });
  for (const name of ['rmse', 'psnr', 'ssim', 'rmseInside', 'noise', 'relativeDose', 'ctdiVol', 'starved']) {
    expect(numberOf(name, unfiltered), name).toBeNull();
  }
  expect(unfiltered.run.unit).toBe('unfiltered');
  expect(unfiltered.run.slice!.values).toEqual(unfiltered.image);
});
