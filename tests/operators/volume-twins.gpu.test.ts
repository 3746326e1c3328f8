import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BufferPool } from '../../src/compute/gpu/buffer-pool.ts';
import { DeviceClock } from '../../src/compute/gpu/device-clock.ts';
import { KernelRunner } from '../../src/compute/gpu/kernel-runner.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { algebra } from '../../src/operators/algebra.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { VOLUME_BACK_PROJECTIONS, type VolumeBackProjection } from '../../src/operators/gpu/back-projection-kernels.ts';
import type { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { GpuVolumeBackProjector } from '../../src/operators/gpu/gpu-volume-back-projector.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { requestTestDevice } from '../support/gpu.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { inManyBands } from '../support/many-bands.ts';
import { randomArray } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';
import { VOLUME_SCANS } from './volume-scans.ts';

let gpu: GpuOperators;
beforeAll(async () => {
  gpu = (await gpuOperators()) as unknown as GpuOperators;
});

type Case = (typeof VOLUME_SCANS)[number];

/**
 * Relative RMS that a kernel may be off on noise, which has the largest steps there are: f32 positions and sums where it
 * interpolates exactly; weights of 8 bits, wrong by up to 2⁻⁹ of the steps to the next channel and row, where texture units do.
 */
const NOISE: Record<VolumeBackProjection, number> = { texture: 3e-3, gather: 2e-6 };

/** A slab, and some of its slices twice, of all views but the first. */
async function backProjected(operators: Operators, [, scan, grid]: Case, values?: Float32Array): Promise<Float32Array> {
  const { rows, channels } = loweredScan(scan).detector;
  const count = loweredScan(scan).viewWeights.length;
  const data = values ?? randomArray(count * rows * channels, 3);
  const readings = await operators.upload(data, count * rows, channels);
  const slices = grid.slices!;
  const volume = await operators.create(slices * grid.rows, grid.columns);
  for (const slab of [
    { from: 0, to: slices - 1 },
    { from: slices - 2, to: slices },
  ]) {
    await operators.backProjectVolume(readings, scan, grid, volume, { from: 1, to: count }, slab);
  }
  const values_ = await operators.read(volume);
  for (const array of [readings, volume]) operators.release(array);
  return values_;
}

function byGpu(kernel: VolumeBackProjection, each: Case, values?: Float32Array): Promise<Float32Array> {
  gpu.volumeBackProjection = kernel;
  return backProjected(gpu as unknown as Operators, each, values);
}

describe.each(VOLUME_SCANS.map((each) => [each[0], each] as const))('%s', (_, each) => {
  test('the GPU back-projects a volume as the CPU does, by either kernel', async () => {
    const expected = await backProjected(cpuOperators(), each);
    for (const kernel of VOLUME_BACK_PROJECTIONS) {
      expectRelativelyClose(await byGpu(kernel, each), expected, NOISE[kernel]);
      expect(await gpu.volumeBackProjectionOf(each[1], each[2])).toBe(kernel);
    }
  });
});

test.each(['a circle, a flat panel', 'a short scan without partners'])(
  'smooth readings come out within 2.5·10⁻⁴ through texture units: %s',
  async (name) => {
    const each = VOLUME_SCANS.find(([known]) => known === name)!;
    const { rows, channels } = loweredScan(each[1]).detector;
    const count = loweredScan(each[1]).viewWeights.length;
    const values = Float32Array.from({ length: count * rows * channels }, (_, i) => {
      const [k, j] = [i % channels, Math.floor(i / channels) % rows];
      return 1e6 * Math.exp(-((k - 19) ** 2) / 90 - (j - 11) ** 2 / 40);
    });
    expectRelativelyClose(await byGpu('texture', each, values), await byGpu('gather', each, values), 2.5e-4);
  },
);

describe('in many bands', () => {
  const each = VOLUME_SCANS[0]!;
  // 20 rows of readings to a view, 22 of the grid to a slice. Both are cut inside of these, and the volume between slices.
  test.each([
    [27, 'gather', 1e-6],
    [7, 'gather', 1e-6],
    [27, 'texture', NOISE.texture],
    [44, 'texture', 1e-6],
  ] as const)('of %i rows neither readings nor volume need lie in one buffer: %s', async (rows, kernel, most) => {
    const whole = await byGpu(kernel, each);
    expectRelativelyClose(await backProjected(inManyBands(gpu, rows) as unknown as Operators, each), whole, most);
  });
});

test('through textures of few layers, in steps of few slices, all the same is added, and every step is told', async () => {
  const even = coneOf({ views: 26, arcDeg: 390, startDeg: 7.5 });
  const scan = { ...even, viewWeightsRad: even.viewWeightsRad.map((weight, view) => weight * ((view % 5) - 1)) };
  const grid = { rows: 22, columns: 22, slices: 15, pixelSizeMm: 1.4 };
  const { rows, channels } = loweredScan(scan).detector;
  const kernels = new KernelRunner(gpu.device, await DeviceClock.of(gpu.device));
  const projector = new GpuVolumeBackProjector(kernels, new BufferPool(gpu.device));
  const readings = await gpu.upload(randomArray(26 * rows * channels, 5), 26 * rows, channels);
  const made = async (kernel: VolumeBackProjection, workPerStep: number) => {
    const volume = await gpu.create(15 * 22, 22);
    const steps: number[] = [];
    const step = async (updates: number) => {
      steps.push(updates);
    };
    const [views, slab] = [
      { from: 0, to: 26 },
      { from: 1, to: 15 },
    ];
    const given = [{ array: readings, state: undefined }, loweredScan(scan)] as const;
    const pace = { workPerStep, longStep: () => workPerStep, step };
    await projector.backProject(kernel, ...given, grid, volume, views, slab, pace);
    const values = await gpu.read(volume);
    gpu.release(volume);
    return { values, steps };
  };
  const all = 26 * 14 * 22 ** 2;
  const whole = await made('gather', 1e9);
  // Six groups and two views; then 8 views of four slices at a time: two groups, or what is left.
  const [inOne, inParts] = [await made('texture', 1e9), await made('texture', 8 * 4 * 22 ** 2)];
  expect(inOne.steps).toHaveLength(2);
  expect(inParts.steps).toHaveLength(3 * 4 + 1);
  for (const { steps } of [whole, inOne, inParts]) expect(steps.reduce((sum, updates) => sum + updates)).toBe(all);
  expectRelativelyClose(inOne.values, whole.values, NOISE.texture);
  expectRelativelyClose(inParts.values, inOne.values, 1e-6);
  gpu.release(readings);
});

test('slabs find the largest reading once, and anew where readings may be others', async () => {
  const [, scan, grid] = VOLUME_SCANS[0]!;
  const { rows, channels } = loweredScan(scan).detector;
  const dispatched = vi.spyOn(gpu.device, 'createBindGroup');
  const magnitudes = () => dispatched.mock.calls.filter(([{ label }]) => label === 'largest-magnitude').length;
  const values = randomArray(24 * rows * channels, 4);
  const readings = await gpu.upload(values, 24 * rows, channels);
  const volumes = [await gpu.create(15 * 22, 22), await gpu.create(15 * 22, 22)];
  gpu.volumeBackProjection = 'texture';
  const slab = (volume: number, from: number) =>
    gpu.backProjectVolume(readings, scan, grid, volumes[volume]!, { from: 0, to: 24 }, { from, to: from + 5 });
  const counts: number[] = [];
  for (const work of [
    () => slab(0, 0),
    () => slab(0, 5),
    () => slab(1, 5),
    () => algebra(gpu).scale(readings, 8),
    () => slab(1, 0),
  ]) {
    await work();
    counts.push(magnitudes());
  }
  expect(counts).toEqual([1, 1, 2, 2, 3]);
  dispatched.mockRestore();
  for (const array of [readings, ...volumes]) gpu.release(array);
});

describe('a gather takes the place of textures', () => {
  const grid = { rows: 22, columns: 22, slices: 15, pixelSizeMm: 1.4 };
  const projectorOf = async (device: GPUDevice) =>
    new GpuVolumeBackProjector(new KernelRunner(device, await DeviceClock.of(device)), new BufferPool(device));

  test('of views without partners on a device that cannot filter f32', async () => {
    const projector = await projectorOf(await requestTestDevice({ withoutFeatures: ['float32-filterable'] }));
    const short = loweredScan(coneOf({ views: 23, arcDeg: 221 }));
    expect(projector.kernelOf('texture', short, grid)).toBe('gather');
    expect(projector.kernelOf('texture', loweredScan(coneOf()), grid)).toBe('texture');
  });

  test('where there are fewer voxels than readings to be laid into a texture, and no texture is as wide', async () => {
    const projector = await projectorOf(gpu.device);
    const of = (channels: number, slices: number) =>
      projector.kernelOf('texture', loweredScan(coneOf({ channels })), { ...grid, slices });
    // A slice in the source’s plane is seen on two rows, with those around it four, and has 22² voxels.
    expect([of(41, 1), of(41, 2), of(41, 15)]).toEqual(['texture', 'texture', 'texture']);
    expect([of(300, 1), of(300, 15)]).toEqual(['gather', 'texture']);
    const wide = loweredScan(coneOf({ channels: gpu.device.limits.maxTextureDimension2D }));
    expect(projector.kernelOf('texture', wide, { ...grid, rows: 2000, columns: 2000 })).toBe('gather');
  });
});
