// Arrays that take more than a device binds in one piece lie in several buffers. Devices bind 128 MiB at least, so that
// small arrays are made to by stricter limits, or are cut up by hand.

import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { GpuArray } from '../../src/compute/gpu/gpu-array.ts';
import { InputError } from '../../src/errors.ts';
import { fanReadingWeights } from '../../src/geometry/fan/fan-readings.ts';
import type { FanScan } from '../../src/geometry/fan/fan-scan.ts';
import { type ImageGrid, squareGrid } from '../../src/geometry/grid.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { reconstructFourier } from '../../src/operators/cpu/reconstruct-fourier.ts';
import { BACK_PROJECTION_KERNELS, type BackProjectionKernel } from '../../src/operators/gpu/back-projection-kernels.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { symmetricViews } from '../../src/operators/symmetric-views.ts';
import { rampFilter } from '../../src/reconstruction/ramp-filter.ts';
import { planRebin } from '../../src/reconstruction/rebin-to-parallel.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { directSum } from '../support/direct-fbp.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { requestTestDevice, sharedTestDevice } from '../support/gpu.ts';
import { GRIDREC_CASES, onWholeGrid, randomReadings } from '../support/gridrec-cases.ts';
import { inManyBands } from '../support/many-bands.ts';
import { randomArray, randomMix } from '../support/random.ts';
import { disks, scanOfArc } from '../support/walk.ts';
import { describeOperatorLaws } from './laws/operator-laws.ts';

const description = { backend: 'gpu', name: 'test device', isSoftware: true } as const;
/** What every WebGPU device gives: the specification's section "Limits". */
const LEAST_LIMITS = { maxStorageBufferBindingSize: 128 * 2 ** 20, maxBufferSize: 256 * 2 ** 20 };

let device: GPUDevice;
let whole: GpuOperators;

beforeAll(async () => {
  device = await sharedTestDevice();
  whole = await GpuOperators.create({ device, description });
});

/** Operators that hold so many bytes in one piece; the device may well hold more. */
const limitedTo = (bytes: number) =>
  GpuOperators.create({ device, description }, { maxStorageBufferBindingSize: bytes, maxBufferSize: 2 * bytes });

describe.each([1, 3])('with %i rows to a band', (rowsPerBand) => {
  // As on a GPU in one band.
  describeOperatorLaws(() => inManyBands(whole, rowsPerBand) as never, 1e-5, [737]);
});

const VIEWS = 32;
const CHANNELS = 193;
/** 4 KiB hold four rows of 193 channels, and the four sums of 16 × 16 pixels, without which all views go alone. */
const FEW_ROWS = 4096;
const scan = scanOfArc({ views: VIEWS, channels: CHANNELS, channelSpacingMm: 0.3, offset: 1.25, arcDeg: 360 });
const grid = squareGrid(16, 2);
const all = { from: 0, to: VIEWS };
/** Begins and ends within a band, and has groups of symmetric views beside others. */
const middle = { from: 1, to: 22 };

describe('an array in many bands', () => {
  const values = randomArray(VIEWS * CHANNELS, 1);
  let banded: GpuOperators;
  beforeAll(async () => {
    banded = await limitedTo(FEW_ROWS);
  });

  test('has as many whole rows in each as fit, an even number', async () => {
    const array = await banded.create(VIEWS, CHANNELS);
    expect(array.bands.map(({ firstRow, rows }) => [firstRow, rows])).toEqual(
      [0, 4, 8, 12, 16, 20, 24, 28].map((first) => [first, 4]),
    );
    for (const { buffer } of array.bands) expect(buffer.size).toBeLessThanOrEqual(FEW_ROWS);
    expect((await whole.create(VIEWS, CHANNELS)).bands.map(({ rows }) => rows)).toEqual([VIEWS]);
    expect((await banded.create(7, CHANNELS)).bands.map(({ rows }) => rows)).toEqual([4, 3]);
    // Five rows fit: no reason to cut.
    expect((await banded.create(5, 200)).bands.map(({ rows }) => rows)).toEqual([5]);
    expect((await banded.create(3, 600)).bands.map(({ rows }) => rows)).toEqual([1, 1, 1]);
  });

  test('comes back as it was sent, is cleared and is 0 when it is new', async () => {
    const array = await banded.upload(values, VIEWS, CHANNELS);
    expect([...(await banded.read(array))]).toEqual([...values]);
    await banded.clear(array);
    expect(new Set(await banded.read(array))).toEqual(new Set([0]));
    banded.release(await banded.upload(values, VIEWS, CHANNELS));
    expect(new Set(await banded.read(await banded.create(VIEWS, CHANNELS)))).toEqual(new Set([0]));
  });

  test('is read as it is, whatever becomes of it while it is read', async () => {
    const array = await banded.upload(values, VIEWS, CHANNELS);
    const reading = banded.read(array);
    banded.release(array);
    await banded.create(VIEWS, CHANNELS);
    expect([...(await reading)]).toEqual([...values]);
  });

  test('is subtracted from another', async () => {
    const other = randomArray(VIEWS * CHANNELS, 2);
    const [a, b] = [await banded.upload(values, VIEWS, CHANNELS), await banded.upload(other, VIEWS, CHANNELS)];
    const out = await banded.create(VIEWS, CHANNELS);
    await banded.subtract(a, b, out);
    expect([...(await banded.read(out))]).toEqual([...values.map((value, i) => value - other[i]!)]);
  });

  /** What an operation leaves in an array of zeros. */
  async function result(
    gpu: GpuOperators,
    [rows, columns]: readonly [number, number],
    work: (out: GpuArray) => Promise<void>,
  ) {
    const out = await gpu.create(rows, columns);
    await work(out);
    const read = await gpu.read(out);
    gpu.release(out);
    return read;
  }
  const sinogram = [VIEWS, CHANNELS] as const;
  const image = [16, 16] as const;

  describe.each([all, middle, { from: 3, to: 4 }])('from view $from to $to', (range) => {
    test('shapes are scanned to the same bits as in one band', async () => {
      const phantom = disks([3, -2, 9, 1], [-7, 6, 4, 2]);
      const of = (gpu: GpuOperators) => result(gpu, sinogram, (out) => gpu.scanShapes(phantom, scan, out, range));
      expect([...(await of(banded))]).toEqual([...(await of(whole))]);
    });

    test('an image is scanned to the same bits', async () => {
      const pixels = randomArray(256, 3);
      const of = (gpu: GpuOperators) =>
        result(gpu, sinogram, async (out) => gpu.scanImage(await gpu.upload(pixels, 16, 16), grid, scan, out, range));
      expect([...(await of(banded))]).toEqual([...(await of(whole))]);
    });

    test('views are made twice as dense to the same bits', async () => {
      const of = (gpu: GpuOperators) =>
        result(gpu, [VIEWS, 2 * CHANNELS + 1], async (out) =>
          gpu.refineViews(await gpu.upload(values, VIEWS, CHANNELS), out, range),
        );
      expect([...(await of(banded))]).toEqual([...(await of(whole))]);
    });

    test('views are filtered, in pairs or alone', async () => {
      const filter = rampFilter(CHANNELS, 0.3, 'hamming', 0.8);
      const of = (gpu: GpuOperators) =>
        result(gpu, sinogram, async (out) =>
          gpu.filterViews(filter, await gpu.upload(values, VIEWS, CHANNELS), out, range),
        );
      // A view's partner in the transform may be another: a matter of rounding.
      expectRelativelyClose(await of(banded), await of(whole), 1e-6);
    });

    test.each(BACK_PROJECTION_KERNELS)('views are back-projected by the %s kernel', async (kernel) => {
      const of = (gpu: GpuOperators) => {
        gpu.backProjection = kernel;
        return result(gpu, image, async (out) =>
          gpu.backProject(await gpu.upload(values, VIEWS, CHANNELS), scan, grid, out, range),
        );
      };
      // Float32 sums of the same terms in other parts.
      expectRelativelyClose(await of(banded), await of(whole), 1e-6);
    });
  });

  test('the ranges above have groups in many bands, and views beside them', () => {
    for (const range of [all, middle]) {
      const { groups, rest } = symmetricViews(loweredScan(scan), range);
      expect(groups.some((views) => new Set(views.map((view) => view >> 2)).size > 2)).toBe(true);
      expect(rest.length).toBeGreaterThan(0);
    }
  });

  test('views longer than workgroup memory are filtered to the same bits', async () => {
    // Of a device with memory for 128 points: 193 channels are as much too long for it as 5000 for others.
    const narrow = { device: await requestTestDevice({ workgroupMemoryBytes: 1024 }), description };
    const limits = { maxStorageBufferBindingSize: 2 * CHANNELS * 4, maxBufferSize: 4 * CHANNELS * 4 };
    const compiling = vi.spyOn(narrow.device, 'createComputePipelineAsync');
    const filter = rampFilter(CHANNELS, 0.1, 'ram-lak', 1);
    const long = randomArray(7 * CHANNELS, 4);
    const of = (gpu: GpuOperators) =>
      result(gpu, [7, CHANNELS], async (out) =>
        gpu.filterViews(filter, await gpu.upload(long, 7, CHANNELS), out, { from: 1, to: 7 }),
      );
    expect([...(await of(await GpuOperators.create(narrow, limits)))]).toEqual([
      ...(await of(await GpuOperators.create(narrow))),
    ]);
    expect(compiling.mock.calls.map(([{ label }]) => label)).toContain('filter-convolution');
  });
});

describe('a fan in bands of three views', () => {
  const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channelSpacingMm: 1.9, channels: 40 };
  const fans: Record<string, FanScan> = {
    'a full turn': fanOfArc({ ...machine, detector: 'flat', views: 24 }),
    'a quarter of a channel off': fanOfArc({ ...machine, views: 20, offset: 0.25, arcDeg: -360, startDeg: 17 }),
    'a short scan': fanOfArc({ ...machine, views: 26, arcDeg: -250, startDeg: 200 }),
  };

  test.each(Object.entries(fans))('%s', async (_, fan) => {
    const views = fan.anglesRad.length;
    const range = { from: 0, to: views };
    const rebinning = planRebin(fan);
    const { parallel } = rebinning;
    const weights = fanReadingWeights(fan, false);
    const readings = await whole.upload(randomArray(views * fan.channels, 6), views, fan.channels);
    const mixed = randomMix(views, 8);
    const works: [rows: number, columns: number, work: (gpu: Operators<GpuArray>, out: GpuArray) => Promise<void>][] = [
      [views, fan.channels, (gpu, out) => gpu.scanShapes(disks([4, -3, 9, 1]), fan, out, range)],
      [views, fan.channels, (gpu, out) => gpu.weightReadings(weights, readings, out, range)],
      [
        parallel.anglesRad.length,
        parallel.channels,
        (gpu, out) => gpu.rebin(rebinning, readings, out, { from: 0, to: parallel.anglesRad.length }),
      ],
      [views, fan.channels, (gpu, out) => gpu.mixViews(mixed, readings, out, range)],
      [33, 33, (gpu, out) => gpu.backProject(readings, fan, squareGrid(33, 0.9), out, range)],
    ];
    for (const [rows, columns, work] of works) {
      const [one, many] = [await whole.create(rows, columns), await whole.create(rows, columns)];
      await work(whole as Operators<GpuArray>, one);
      await work(inManyBands(whole, 3), many);
      // Float32 sums of the same terms in other parts.
      expectRelativelyClose(await whole.read(many), await whole.read(one), 1e-6);
    }
  });
});

describe('the sums of symmetric views', () => {
  // 16 bytes a pixel: 24 KiB hold 32 rows of 40 pixels, 16 KiB the least, 16 rows of 61.
  const cases: [pixels: number, bytes: number][] = [
    [40, 24 * 1024],
    [40, 12 * 1024],
    [61, 16 * 1024],
  ];
  describe.each(cases)('of %i² pixels with %i bytes in one piece', (pixels, bytes) => {
    test.each(['texture', 'tile'] as BackProjectionKernel[])('by the %s kernel', async (kernel) => {
      const views = 48;
      const half = scanOfArc({ views, channels: 70, channelSpacingMm: 1, startDeg: 90 / views });
      const values = randomArray(views * 70, 5);
      const of = async (gpu: GpuOperators) => {
        gpu.backProjection = kernel;
        const projections = await gpu.upload(values, views, 70);
        const image = await gpu.create(pixels, pixels);
        await gpu.backProject(projections, half, squareGrid(pixels, 1), image, { from: 0, to: views });
        return gpu.read(image);
      };
      // All views go in groups here; the four sums of a pixel may be added to it one after the other.
      expectRelativelyClose(await of(await limitedTo(bytes)), await of(whole), 1e-6);
    });
  });
});

describe('gridrec', () => {
  // Enough for the lines and for an image of any case, and too little for the cells: [⌈rows/2⌉, gridSize] against
  // [gridSize/2 + 1, gridSize] complex values, gridSize 1.75 times the rows or more.
  // Every third case: each compiles its kernels anew.
  test.each(GRIDREC_CASES.filter((_, i) => i % 3 === 0))('%s, in many bands', async (_, scan, grid) => {
    const views = scan.anglesRad.length;
    const plan = planGridrec(scan, grid, 'ram-lak', 1);
    const readings = randomReadings(scan);
    const lines = 8 * plan.gridSize * Math.ceil(plan.covered.rows / 2);
    const samples = 2 * 8 * plan.filter.transformLength;
    const banded = await limitedTo(Math.max(lines, samples, 4 * grid.rows * grid.columns));
    const sinogram = await whole.upload(readings, views, scan.channels);
    const image = await banded.upload(new Float32Array(grid.rows * grid.columns).fill(77), grid.rows, grid.columns);
    await inManyBands(banded, 3).reconstructFourier(plan, sinogram, scan, grid, image);
    const expected = onWholeGrid(reconstructFourier(plan, readings, scan, { from: 0, to: views }), plan, grid);
    // Places, sums and transforms in f32 throughout, as in one band.
    expectRelativelyClose(await banded.read(image), expected, 1e-4);
  });

  test('lines longer than workgroup memory', async () => {
    // Of a device with memory for 128 points. A grid of 256 × 129 cells takes 258 KiB, its lines 74 KiB.
    const narrow = { device: await requestTestDevice({ workgroupMemoryBytes: 1024 }), description };
    const scan = scanOfArc({ views: 2, channels: 60, channelSpacingMm: 2 });
    const grid = squareGrid(74, 1);
    const plan = planGridrec(scan, grid, 'ram-lak', 1);
    const readings = randomReadings(scan);
    const of = async (gpu: GpuOperators) => {
      const sinogram = await gpu.upload(readings, 2, 60);
      const image = await gpu.create(74, 74);
      await gpu.reconstructFourier(plan, sinogram, scan, grid, image);
      const read = await gpu.read(image);
      for (const array of [sinogram, image]) gpu.release(array);
      return read;
    };
    expect(plan.gridSize).toBe(256);
    const inOneBand = await of(await GpuOperators.create(narrow));
    const most = 75 * 1024;
    const inFour = await of(
      await GpuOperators.create(narrow, { maxStorageBufferBindingSize: most, maxBufferSize: 2 * most }),
    );
    expect(inFour.findIndex((value, i) => value !== inOneBand[i])).toBe(-1);
  });
});

describe('too large', () => {
  test('an image that a device cannot hold in one piece is refused in one sentence, before anything is made', async () => {
    const small = await limitedTo(4096);
    const creating = vi.spyOn(device, 'createBuffer');
    const refused = async (work: Promise<unknown>, sentence: string) => {
      await expect(work).rejects.toThrow(new InputError(sentence));
    };
    try {
      const image = await small.create(40, 40);
      const sinogram = await small.create(8, 64);
      const made = creating.mock.calls.length;
      const few = scanOfArc({ views: 8, channels: 64, channelSpacingMm: 1 });
      const tooLarge = 'An image of 40 × 40 pixels takes 1 MiB, more than this GPU allows in one piece';
      await refused(small.backProject(sinogram, few, squareGrid(40, 1), image, { from: 0, to: 8 }), tooLarge);
      await refused(small.scanImage(image, squareGrid(40, 1), few, sinogram, { from: 0, to: 8 }), tooLarge);
      expect(creating.mock.calls.length).toBe(made);
    } finally {
      creating.mockRestore();
    }
  });

  test('gridrec names FBP as the way out, and nothing of what it took is lost', async () => {
    const small = await limitedTo(16 * 1024);
    const few = scanOfArc({ views: 8, channels: 64, channelSpacingMm: 1 });
    const grid = squareGrid(60, 1);
    const plan = planGridrec(few, grid, 'ram-lak', 1);
    const sinogram = await small.create(8, 64);
    const image = await small.create(60, 60);
    // 30 lines of 128 complex values.
    const sentence =
      'The array of lines to be transformed takes 30 KiB in one piece, but this GPU allows 16 KiB; ' +
      'gridrec needs it, filtered back-projection (FBP) does not';
    const fails = () =>
      expect(small.reconstructFourier(plan, sinogram, few, grid, image)).rejects.toThrow(new InputError(sentence));
    await fails();
    const creating = vi.spyOn(device, 'createBuffer');
    await fails();
    expect(creating).not.toHaveBeenCalled();
    creating.mockRestore();
  });
});

describe('large on a device that binds the least', () => {
  let least: GpuOperators;
  beforeAll(async () => {
    least = await GpuOperators.create({ device, description }, LEAST_LIMITS);
  });

  test('16 384 views', async () => {
    const views = 16_384;
    const channels = 9;
    const many = scanOfArc({ views, channels, channelSpacingMm: 1 });
    const small = squareGrid(4, 1);
    // A disk about the axis: all views are one.
    const sinogram = await least.create(views, channels);
    await least.scanShapes(disks([0, 0, 3.3, 1]), many, sinogram, { from: 0, to: views });
    const values = await least.read(sinogram);
    const chord = (u: number) => 2 * Math.sqrt(Math.max(0, 3.3 ** 2 - u * u));
    for (const view of [0, 1, 8191, views - 1]) {
      for (let k = 0; k < channels; k++) expect(values[view * channels + k]).toBeCloseTo(chord(k - 4), 5);
    }
    const image = await least.create(4, 4);
    const range = { from: 0, to: views };
    // ∫₀^π p(x·cosθ + y·sinθ) dθ by the same views in double precision.
    const direct = {
      anglesRad: Array.from(many.anglesRad),
      weightsRad: Array.from(many.viewWeightsRad),
      channels,
      spacing: 1,
      offset: 0,
    };
    const view = Array.from({ length: channels }, (_, k) => chord(k - 4));
    const expected = Float32Array.from({ length: 16 }, (_, i) =>
      directSum(Array(views).fill(view), direct, (i % 4) - 1.5, 1.5 - Math.floor(i / 4)),
    );
    // Float32 sums of 16 384 terms: as many roundings of 2⁻²⁴, in quadrature some 10⁻⁵. Texture units: weights of 8 bits.
    for (const [kernel, most] of [
      ['plain', 2e-5],
      ['texture', 2.5e-4],
    ] as const) {
      least.backProjection = kernel;
      await least.clear(image);
      await least.backProject(sinogram, many, small, image, range);
      expectRelativelyClose(await least.read(image), expected, most);
    }
  });
});

test('1024² pixels whose sums take four bands, each of many tiles', async () => {
  const side = 1024;
  // As 4096² pixels take on any device (tests/operators/rows-of-sums.test.ts), where software sums for a quarter of a minute.
  const small = await limitedTo(4 * 2 ** 20);
  const grid: ImageGrid = squareGrid(side, 1);
  // Four views that are one another's partners.
  const anglesRad = Float64Array.of(10, 80, 100, 170).map((angle) => (angle * Math.PI) / 180);
  const partners = scatteredScan(anglesRad, { channels: 300, channelSpacingMm: 5, offset: 0 });
  const values = randomArray(4 * 300, 8);
  const projections = await small.upload(values, 4, 300);
  const image = await small.create(side, side);
  const direct = {
    anglesRad: Array.from(partners.anglesRad),
    weightsRad: Array.from(partners.viewWeightsRad),
    channels: 300,
    spacing: 5,
    offset: 0,
  };
  const views = [0, 1, 2, 3].map((view) => values.subarray(view * 300, (view + 1) * 300));
  // Pixels all over, also on both sides of the bands' borders.
  const places = [0, 255, 256, 511, 512, 767, 768, 1023].flatMap((row) =>
    [0, 250, 512, 833, 1023].map((column) => [row, column] as const),
  );
  const expected = Float32Array.from(places, ([row, column]) => directSum(views, direct, column - 511.5, 511.5 - row));
  for (const kernel of ['texture', 'tile'] as const) {
    small.backProjection = kernel;
    await small.clear(image);
    await small.backProject(projections, partners, grid, image, { from: 0, to: 4 });
    const read = await small.read(image);
    const found = Float32Array.from(places, ([row, column]) => read[row * side + column]!);
    // Texture units interpolate noise with an error of up to 2⁻⁹ of its steps; the tile kernel sums in float32.
    expectRelativelyClose(found, expected, kernel === 'texture' ? 3e-3 : 1e-5);
  }
  for (const array of [projections, image]) small.release(array);
});
