import { beforeAll, expect, test } from 'vitest';
import { bridgeTrace } from '../../src/kernels/bridge-trace/spec.ts';
import { meanDeviation, meanOverViews, momentsOfViews, smoothStarved } from '../../src/operators/cpu/cures.ts';
import { extendViews } from '../../src/operators/cpu/extend-views.ts';
import { subtractScatter } from '../../src/operators/cpu/subtract-scatter.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { planScatter } from '../../src/physics/scatter-plan.ts';
import { planStarvation } from '../../src/physics/starvation-plan.ts';
import { plainly, rows, zeros } from '../kernels/plainly.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { requestTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await requestTestDevice();
  const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
  // Bands of a few views: what holds for them holds for a single one.
  const bytes = 13 * CHANNELS * Float32Array.BYTES_PER_ELEMENT;
  const limits = { maxStorageBufferBindingSize: bytes, maxBufferSize: bytes };
  gpu = await GpuOperators.create({ device, description }, limits);
});

const VIEWS = 31;
const CHANNELS = 131;
const values = randomArray(VIEWS * CHANNELS, 1).map((value) => 8 * value);
const upload = (from: Float32Array) => gpu.upload(from, VIEWS, CHANNELS);

test('smoothing where photons are few is that of the CPU', async () => {
  const plan = planStarvation(2000, 1);
  const out = await gpu.create(VIEWS, CHANNELS);
  await gpu.smoothStarved(plan, await upload(values), out);
  // A sum of up to 17 values in float32.
  expectRelativelyClose(await gpu.read(out), smoothStarved(plan, values, CHANNELS), 1e-6);
});

test('the mean over views is that of the CPU, and a row is taken from every view', async () => {
  const sinogram = await upload(values);
  const means = await gpu.create(1, CHANNELS);
  await gpu.meanOverViews(sinogram, means);
  const expected = meanOverViews(values, CHANNELS);
  expectRelativelyClose(await gpu.read(means), Float32Array.from(expected), 1e-6);
  await gpu.subtractRow(sinogram, means);
  expectRelativelyClose(
    await gpu.read(sinogram),
    values.map((value, i) => value - expected[i % CHANNELS]!),
    1e-6,
  );
});

test('the bounded mean deviation from the neighbours is that of the CPU', async () => {
  const row = randomArray(CHANNELS, 3);
  const out = await gpu.create(1, CHANNELS);
  await gpu.meanDeviation(await upload(values), await gpu.upload(row, 1, CHANNELS), 0.5, out);
  const expected = meanDeviation(values, row, 0.5);
  // Sums of 31 bounded values, each the difference of some of up to 8 in float32.
  expectRelativelyClose(await gpu.read(out), Float32Array.from(expected), 1e-5);
  expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1);
});

test('bridges stand where the trace is, at the ends and over a whole view too', async () => {
  const trace = randomArray(VIEWS * CHANNELS, 2).map((value, i) => (value > 0.1 || i < CHANNELS ? 1 : 0));
  const out = await gpu.create(VIEWS, CHANNELS);
  await gpu.bridgeTrace(await upload(values), await upload(trace), out);
  const bridged = (readings: Float32Array, traced: Float32Array, channels: number) =>
    plainly(
      bridgeTrace,
      {},
      {
        sinogram: rows(readings, channels),
        trace: rows(traced, channels),
        out: zeros(readings.length / channels, channels),
      },
    ).out.data;
  const expected = bridged(values, trace, CHANNELS);
  expectRelativelyClose(await gpu.read(out), expected, 1e-6);
  expect(expected.slice(0, CHANNELS).every((value) => value === 0)).toBe(true);
  // By hand: a run from reading 2 to 3 between 5 and 11, one at either end.
  const row = Float32Array.of(9, 5, 7, 7, 11, 9);
  expect([...bridged(row, Float32Array.of(1, 0, 1, 1, 0, 1), 6)]).toEqual([5, 5, 7, 9, 11, 11]);
});

test('what is left without scatter is that of the CPU', async () => {
  const plan = planScatter({ channels: CHANNELS, photons: 1000, outputScale: 0.5 });
  expect(plan.besideObject).toBe(4);
  const out = await gpu.create(VIEWS, CHANNELS);
  // Signals from e⁻² to e, brighter than the beam at many an end.
  const readings = values.map((value) => value / 8);
  await gpu.subtractScatter(plan, await upload(readings), out);
  const expected = subtractScatter(plan, readings, CHANNELS);
  // Signals of up to 1.8, less scatter of up to 0.8, of which a thousandth and more is left: ln of it is out by 10⁻⁴.
  expectRelativelyClose(await gpu.read(out), expected, 1e-4);
  // By hand: ends of 1.5 and 1.1, so that the brighter tells of 0.5; 0.75 of the beam is then 0.25 of it.
  const view = Float32Array.of(-Math.log(1.5), -Math.log(0.75), -Math.log(1.1));
  const [first, middle] = subtractScatter(
    { besideObject: 1, leastSignal: 1e-3, resolution: 0, outputScale: 1 },
    view,
    3,
  );
  expect(first).toBeCloseTo(0, 6);
  expect(middle).toBeCloseTo(Math.log(4), 6);
});

test('mass and middle of every view are those of the CPU', async () => {
  const moments = await gpu.create(VIEWS, 2);
  await gpu.momentsOfViews(await upload(values), moments);
  const expected = momentsOfViews(values, CHANNELS);
  // Sums of 131 values of up to 5.6, times up to 65 channels.
  expectRelativelyClose(await gpu.read(moments), Float32Array.from(expected), 1e-5);
  // By hand: 2 + 3 + 7, and −2 + 7.
  expect([...momentsOfViews(Float32Array.of(2, 3, 7, 1, 1, 1), 3)]).toEqual([12, 5, 3, 0]);
});

test.each([
  [40, 25],
  [0, 60],
  [3, 0],
])('views extended by %s channels before and %s after are those of the CPU', async (before, after) => {
  const plan = { before, after, waterPerChannel: 0.1, fitted: 9 };
  const out = await gpu.create(VIEWS, before + CHANNELS + after);
  await gpu.extendViews(plan, await upload(values), out);
  const expected = extendViews(plan, values, CHANNELS);
  // A root of what is left of squares of up to 31 is out by √(31·10⁻⁷) where next to nothing is left.
  expectRelativelyClose(await gpu.read(out), expected, 1e-3);
  expect(expected.slice(0, before).some((value) => value > 0)).toBe(before > 0);
});

test('thresholds and replaces value by value', async () => {
  const mask = await gpu.create(VIEWS, CHANNELS);
  await gpu.threshold(await upload(values), 1.5, mask);
  const target = await gpu.create(VIEWS, CHANNELS);
  await gpu.replaceWhere(mask, await upload(values), target);
  expect(await gpu.read(target)).toEqual(values.map((value) => (value > 1.5 ? value : 0)));
});
