// What holds of a projector and its transpose on every backend.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ViewRange } from '../../src/compute/device.ts';
import { type FanScan, scatteredFanScan } from '../../src/geometry/fan/fan-scan.ts';
import type { PlacedGrid } from '../../src/geometry/grid.ts';
import { scatteredScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { projector } from '../../src/operators/projector.ts';
import type { ProjectorModel } from '../../src/operators/projector-model.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { randomArray, seededRandom } from '../support/random.ts';
import { uniform } from '../support/uniform.ts';
import { scanOfArc } from '../support/walk.ts';
import { distanceDrivenMatrix } from './distance-driven-matrix.ts';
import { josephMatrix } from './joseph-matrix.ts';

interface Case {
  readonly scan: Scan;
  readonly grid: PlacedGrid;
}

const shifted = (scan: FanScan, sourceShiftMm: number): FanScan => ({ ...scan, sourceShiftMm });
const distances = { sourceToIsocenterMm: 40, sourceToDetectorMm: 90 };
const unevenAngles = Float64Array.of(0.1, 2.9, -1.3, 0.7, 0.75, 4);

/** Each model's matrix, which of its columns and rows are asked for, and how near they are to be. */
const MODELS = {
  joseph: { matrixOf: josephMatrix, every: 1, nearness: 1e-5 },
  // Of a stretch both ends are rounded.
  'distance-driven': { matrixOf: distanceDrivenMatrix, every: 4, nearness: 2e-5 },
} as const;

/** Few rays and pixels, for whole matrices. */
const SMALL: Readonly<Record<string, Case>> = {
  'parallel rays, a pixel apart': {
    scan: scanOfArc({ views: 8, channels: 10, channelSpacingMm: 1 }),
    grid: { rows: 6, columns: 6, pixelSizeMm: 1 },
  },
  'parallel rays of uneven angles and an offset, close together, on odd sizes': {
    scan: scatteredScan(unevenAngles, { channels: 13, channelSpacingMm: 0.45, offset: 0.3 }),
    grid: { rows: 5, columns: 7, pixelSizeMm: 1.1 },
  },
  'parallel rays far apart, beside the axis': {
    scan: scanOfArc({ views: 7, channels: 5, channelSpacingMm: 2.7, offset: -1.25, arcDeg: 360 }),
    grid: { rows: 8, columns: 3, pixelSizeMm: 1, centreXMm: 2.3, centreYMm: -1.7 },
  },
  'one ray, one pixel': {
    scan: scanOfArc({ views: 1, channels: 1, channelSpacingMm: 1, startDeg: 20 }),
    grid: { rows: 1, columns: 1, pixelSizeMm: 2 },
  },
  'a fan on an arc': {
    scan: fanOfArc({ ...distances, views: 7, channels: 12, channelSpacingMm: 2, offset: 0.25 }),
    grid: { rows: 7, columns: 6, pixelSizeMm: 1.5 },
  },
  'a wide fan on a flat panel, beside the axis': {
    scan: fanOfArc({ ...distances, detector: 'flat', views: 6, channels: 11, channelSpacingMm: 21, startDeg: 13 }),
    grid: { rows: 6, columns: 7, pixelSizeMm: 5, centreXMm: 3, centreYMm: 4.5 },
  },
  'a fan of uneven angles from beside its place, on an arc': {
    scan: shifted(
      scatteredFanScan(unevenAngles, { ...distances, detector: 'arc', channels: 9, channelSpacingMm: 3, offset: 0 }),
      1.7,
    ),
    grid: { rows: 5, columns: 6, pixelSizeMm: 2 },
  },
  'a fan from beside its place, on a flat panel': {
    scan: shifted(fanOfArc({ ...distances, detector: 'flat', views: 5, channels: 10, channelSpacingMm: 3 }), -2.2),
    grid: { rows: 7, columns: 5, pixelSizeMm: 2 },
  },
  'a fan whose source runs through the image': {
    scan: fanOfArc({ ...distances, views: 9, channels: 14, channelSpacingMm: 11, startDeg: 5 }),
    grid: { rows: 9, columns: 8, pixelSizeMm: 12 },
  },
  'a fan of nearly half a turn, close to its source': {
    scan: fanOfArc({ ...distances, views: 2, channels: 41, channelSpacingMm: 6.9 }),
    grid: { rows: 6, columns: 7, pixelSizeMm: 3, centreYMm: -30 },
  },
  'a fan of nearly half a turn, beside its middle, where a ray’s place says little of its channel': {
    scan: fanOfArc({ ...distances, views: 2, channels: 21, channelSpacingMm: 13.8 }),
    grid: { rows: 5, columns: 6, pixelSizeMm: 1.5, centreXMm: -26 },
  },
  'a fan of more than half a turn, with pixels behind its source': {
    scan: fanOfArc({ ...distances, views: 3, channels: 11, channelSpacingMm: 36 }),
    grid: { rows: 5, columns: 5, pixelSizeMm: 22 },
  },
};

/** As large as they come in practice, but for time. */
const LARGER: Readonly<Record<string, Case>> = {
  'parallel rays': {
    scan: scanOfArc({ views: 30, channels: 95, channelSpacingMm: 1, offset: 0.25 }),
    grid: { rows: 64, columns: 64, pixelSizeMm: 1 },
  },
  'parallel rays beside the axis': {
    scan: scanOfArc({ views: 17, channels: 180, channelSpacingMm: 0.4, offset: -30, arcDeg: 360 }),
    grid: { rows: 47, columns: 63, pixelSizeMm: 1.1, centreXMm: -9, centreYMm: 4 },
  },
  'a fan on an arc': {
    scan: fanOfArc({
      sourceToIsocenterMm: 100,
      sourceToDetectorMm: 180,
      views: 31,
      channels: 90,
      channelSpacingMm: 1.6,
      offset: 0.25,
    }),
    grid: { rows: 61, columns: 64, pixelSizeMm: 1 },
  },
  'a fan on a flat panel from beside its place': {
    scan: shifted(
      fanOfArc({
        detector: 'flat',
        sourceToIsocenterMm: 60,
        sourceToDetectorMm: 150,
        views: 24,
        channels: 101,
        channelSpacingMm: 2.2,
        arcDeg: 250,
      }),
      1.5,
    ),
    grid: { rows: 50, columns: 45, pixelSizeMm: 1.3, centreXMm: 5, centreYMm: -3 },
  },
};

/** Any scan of some views, and a grid on which its rays fall or not. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    geometry: fc.constantFrom('parallel', 'arc', 'flat' as const),
    angles: fc.array(uniform(-7, 7), { minLength: 1, maxLength: 6 }),
    channels: fc.integer({ min: 1, max: 40 }),
    channelSpacingMm: uniform(0.2, 4),
    offset: uniform(-5, 5),
    sourceShiftMm: uniform(-3, 3),
    rows: fc.integer({ min: 1, max: 24 }),
    columns: fc.integer({ min: 1, max: 24 }),
    pixelSizeMm: uniform(0.3, 3),
    centreXMm: uniform(-8, 8),
    centreYMm: uniform(-8, 8),
  })
  .map(({ geometry, angles, channels, channelSpacingMm, offset, sourceShiftMm, ...grid }) => {
    const anglesRad = Float64Array.from(angles);
    const detector = { channels, channelSpacingMm, offset };
    if (geometry === 'parallel') return { scan: scatteredScan(anglesRad, detector), grid };
    const machine = { ...detector, ...distances, detector: geometry as 'arc' | 'flat' };
    return { scan: shifted(scatteredFanScan(anglesRad, machine), sourceShiftMm), grid };
  });

/**
 * @param operatorsOf called anew for each test
 * @param runs of each property
 */
export function describeProjectorLaws(
  operatorsOf: () => Operators,
  runs: number,
  model: ProjectorModel = 'joseph',
): void {
  const { matrixOf, every, nearness } = MODELS[model];

  async function forward({ scan, grid }: Case, image: Float32Array, range?: ViewRange): Promise<Float32Array> {
    const operators = operatorsOf();
    const views = scan.anglesRad.length;
    const input = await operators.upload(image, grid.rows, grid.columns);
    // What is there is to be overwritten where the range is, and to stay elsewhere.
    const output = await operators.upload(new Float32Array(views * scan.channels).fill(-7), views, scan.channels);
    await projector(operators, scan, grid, model).forward(input, output, range);
    const values = await operators.read(output);
    for (const array of [input, output]) operators.release(array);
    return values;
  }

  async function adjoint({ scan, grid }: Case, sinogram: Float32Array, range?: ViewRange): Promise<Float32Array> {
    const operators = operatorsOf();
    const input = await operators.upload(sinogram, scan.anglesRad.length, scan.channels);
    const output = await operators.upload(new Float32Array(grid.rows * grid.columns).fill(-7), grid.rows, grid.columns);
    await projector(operators, scan, grid, model).adjoint(input, output, range);
    const values = await operators.read(output);
    for (const array of [input, output]) operators.release(array);
    return values;
  }

  const readings = ({ scan }: Case) => scan.anglesRad.length * scan.channels;
  const pixels = ({ grid }: Case) => grid.rows * grid.columns;

  describe.each(Object.entries(SMALL))('the whole matrix: %s', (_, small) => {
    const expected = matrixOf(small.scan, small.grid);
    const largest = Math.max(...expected.map((row) => Math.max(...row)));

    test('A is made of the weights that the model says, column by column', async () => {
      expect(largest).toBeGreaterThan(0);
      for (let pixel = 0; pixel < pixels(small); pixel += every) {
        const column = await forward(small, unit(pixels(small), pixel));
        expectNear(
          column,
          expected.map((row) => row[pixel]!),
          nearness * largest,
        );
      }
    });

    test('Aᵀ is made of the same, row by row', async () => {
      for (let ray = 0; ray < readings(small); ray += every) {
        const row = await adjoint(small, unit(readings(small), ray));
        expectNear(row, expected[ray]!, nearness * largest);
      }
    });
  });

  describe.each(Object.entries(LARGER))('%s', (_, larger) => {
    test('⟨Ax, y⟩ = ⟨x, Aᵀy⟩ to 10⁻⁵, over all views and over some', async () => {
      const x = randomArray(pixels(larger), 1);
      const y = randomArray(readings(larger), 2);
      for (const range of [undefined, { from: 3, to: 16 }]) {
        const given = range ? within(y, range, larger.scan.channels) : y;
        const there = dot(
          (await forward(larger, x, range)).map((value, i) => (given[i] === 0 ? 0 : value)),
          given,
        );
        const back = dot(x, await adjoint(larger, y, range));
        expect(Math.abs(there - back) / Math.abs(there)).toBeLessThan(1e-5);
      }
    });
  });

  test('forward writes the views of a range alone', async () => {
    const larger = LARGER['a fan on an arc']!;
    const { channels } = larger.scan;
    const x = randomArray(pixels(larger), 3);
    const all = await forward(larger, x);
    const some = await forward(larger, x, { from: 5, to: 9 });
    expect(some.subarray(0, 5 * channels).every((value) => value === -7)).toBe(true);
    expect(some.subarray(5 * channels, 9 * channels)).toEqual(all.subarray(5 * channels, 9 * channels));
    expect(some.subarray(9 * channels).every((value) => value === -7)).toBe(true);
  });

  test('what is added to an image is added to it', async () => {
    const operators = operatorsOf();
    const { scan, grid } = LARGER['parallel rays beside the axis']!;
    const views = scan.anglesRad.length;
    const y = randomArray(views * scan.channels, 4);
    const input = await operators.upload(y, views, scan.channels);
    const output = await operators.upload(new Float32Array(grid.rows * grid.columns).fill(2), grid.rows, grid.columns);
    await operators.adjointScanImage(input, scan, grid, output, { from: 0, to: 6 }, model);
    await operators.adjointScanImage(input, scan, grid, output, { from: 6, to: views }, model);
    const sum = await adjoint({ scan, grid }, y);
    const largest = Math.max(...sum.map(Math.abs));
    expectNear(
      await operators.read(output),
      Array.from(sum, (value) => value + 2),
      1e-5 * largest,
    );
  });

  test('⟨Ax, y⟩ = ⟨x, Aᵀy⟩ for any scan and grid', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.integer(), async (any, seed) => {
        const random = seededRandom(seed);
        const x = Float32Array.from({ length: pixels(any) }, random);
        const y = Float32Array.from({ length: readings(any) }, random);
        const there = dot(await forward(any, x), y);
        const back = dot(x, await adjoint(any, y));
        expect(Math.abs(there - back)).toBeLessThanOrEqual(1e-5 * Math.abs(there));
      }),
      { numRuns: runs },
    );
  });

  test('both are linear for any scan and grid', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.integer(), uniform(-3, 3), async (any, seed, factor) => {
        const random = seededRandom(seed);
        for (const [apply, length] of [
          [forward, pixels(any)],
          [adjoint, readings(any)],
        ] as const) {
          const [a, b] = [0, 1].map(() => Float32Array.from({ length }, random)) as [Float32Array, Float32Array];
          const [ofA, ofB] = [await apply(any, a), await apply(any, b)];
          const ofSum = await apply(
            any,
            a.map((value, i) => value + factor * b[i]!),
          );
          const expected = Array.from(ofA, (value, i) => value + factor * ofB[i]!);
          const largest = Math.max(...ofA, ...ofB.map((value) => Math.abs(factor) * value));
          expectNear(ofSum, expected, 1e-5 * largest);
        }
      }),
      { numRuns: runs },
    );
  });
}

function unit(length: number, at: number): Float32Array {
  const values = new Float32Array(length);
  values[at] = 1;
  return values;
}

/** The values of some views, 0 in the others. */
function within(values: Float32Array, { from, to }: ViewRange, channels: number): Float32Array {
  return values.map((value, i) => (i >= from * channels && i < to * channels ? value : 0));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function expectNear(actual: Float32Array, expected: ArrayLike<number>, most: number): void {
  expect(actual.length).toBe(expected.length);
  const farthest = actual.reduce((far, value, i) => Math.max(far, Math.abs(value - expected[i]!)), 0);
  expect(farthest).toBeLessThanOrEqual(most);
}
