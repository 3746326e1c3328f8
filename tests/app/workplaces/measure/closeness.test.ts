import { beforeAll, expect, test } from 'vitest';
import { cpuEngine } from '../../../../src/app/engine/engine.ts';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import type { AnalysisContext } from '../../../../src/app/workplaces/measure/analysis.ts';
import { closeness } from '../../../../src/app/workplaces/measure/closeness/spec.ts';
import { InPlaceExecutor } from '../../../../src/compute/cpu/task-executor.ts';
import { finish } from '../../../../src/experiment/run-steps.ts';
import { slicePlane } from '../../../../src/experiment/slice-plane.ts';
import { cpuTasks } from '../../../../src/operators/cpu/cpu-tasks.ts';
import { experimentOf, subject } from '../../runs/small-experiments.ts';

const engine = cpuEngine(new InPlaceExecutor(cpuTasks), {});
const experiment = experimentOf({
  scan: { views: 60, channels: 64, channelSpacingMm: 6 },
  reconstruction: { pixels: 48, pixelSizeMm: 6 },
});
const { signal } = new AbortController();
let context: AnalysisContext;

beforeAll(async () => {
  const { result } = await finish(engine.full.run(experiment, subject));
  const plane = (values: Float32Array) => slicePlane(values, result.grid, 'HU', result.waterMuPerMm);
  context = {
    ...{ engine, experiment, subject, result, marks: [], chosen: null, unit: 'HU' },
    slice: plane(engine.hostValues(result.image)!),
    truth: plane(result.truthValues!),
    picture: async () => null,
    phantom: async () => null,
    progress: () => undefined,
    lanes: new Map(),
    curves: null,
  };
});

const numbersOf = (numbers: readonly { readonly label: string; readonly value: number }[]) =>
  Object.fromEntries(numbers.map(({ label, value }) => [label, value]));

test('of the whole slice is what the numbers of the run say, in HU', async () => {
  const { result } = context;
  expect(closeness.whyNot(context)).toBeNull();
  const measured = await closeness.measure(context, signal);
  const quality = (await result.quality(engine.hostValues(result.image)!))!;
  const { RMSE, PSNR, SSIM } = numbersOf(measured.numbers);
  expect(RMSE! / ((1000 * quality.rmse) / result.waterMuPerMm)).toBeCloseTo(1, 6);
  expect(PSNR).toBeCloseTo(quality.psnrDb, 6);
  expect(SSIM).toBeCloseTo(quality.ssim, 6);
  const [errors] = measured.plot!.series;
  expect(errors!.y.reduce((sum, count) => sum + count, 0)).toBe(48 * 48);
});

test('of a region is what its pixels say', async () => {
  const { slice, truth } = context;
  const region: Mark = { name: 'B', plane: 'slice', form: { kind: 'circle', middle: { x: 10, y: -4 }, radius: 40 } };
  const other: Mark = { name: 'A', plane: 'sinogram', form: region.form };
  const measured = await closeness.measure({ ...context, marks: [region, other] }, signal);
  const errors = Array.from(slice.values).flatMap((value, i) => {
    const [x, y] = [((i % 48) - 23.5) * 6 - 10, (23.5 - Math.floor(i / 48)) * 6 + 4];
    return Math.hypot(x, y) <= 40 ? [value - truth!.values[i]!] : [];
  });
  const found = numbersOf(measured.numbers);
  expect(found.RMSE).toBeCloseTo(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length), 2);
  expect(found['Mean error']).toBeCloseTo(errors.reduce((sum, e) => sum + e, 0) / errors.length, 6);
  expect([found.Minimum, found.Maximum]).toEqual([Math.min(...errors), Math.max(...errors)].map(Math.fround));
  expect(measured.words).toBe(`Of the ${errors.length} pixels of region B.`);
});

test('of a region beside the slice is none, nor of a slice without a phantom, nor of one on no scale', async () => {
  const beside: Mark = { name: 'C', plane: 'slice', form: { kind: 'circle', middle: { x: 900, y: 0 }, radius: 4 } };
  await expect(closeness.measure({ ...context, marks: [beside] }, signal)).rejects.toThrow(
    'No pixel has its centre in region C',
  );
  expect(closeness.whyNot({ ...context, truth: null })).toContain('no phantom');
  const plain = experimentOf({ reconstruction: { filter: 'none' } });
  expect(closeness.whyNot({ ...context, experiment: plain })).toContain(
    'an unfiltered slice is not on the phantom’s scale',
  );
});
