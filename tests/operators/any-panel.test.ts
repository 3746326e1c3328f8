import { describe, expect, test } from 'vitest';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { type LoweredScan, MATRIX_LENGTH, viewsOf } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { backProjectVolume } from '../../src/operators/cpu/back-project-volume.ts';
import { anyPanelOnto, isAnyPanel } from '../../src/operators/cpu/fast/any-panel-onto.ts';
import { fastBackProjectVolume } from '../../src/operators/cpu/fast/fast-back-project-volume.ts';
import type { VolumeReadings } from '../../src/operators/cpu/volume-readings.ts';
import { expectRelativelyClose, expectSameBits } from '../support/close.ts';
import { coneOf } from '../support/cone-walk.ts';
import { randomArray, seededRandom } from '../support/random.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';

/** Any three linear functions of a place, about those of a cone: panels that lean every way, sources at any distance. */
function anyScan(random: () => number, weightDistance: number): LoweredScan {
  const numbers = loweredScan(
    coneOf({
      views: 1 + Math.floor(6 * random()),
      startDeg: 360 * random(),
      channels: 5 + Math.floor(40 * random()),
      rows: 1 + Math.floor(30 * random()),
      offset: 4 * random() - 2,
      rowOffset: 3 * random() - 1.5,
    }),
  );
  const matrices = numbers.matrices.map((value, i) => {
    const isLength = i % 4 === 3;
    return i % MATRIX_LENGTH === 11 ? value * (0.7 + random()) : value + (isLength ? 4 : 0.4) * (random() - 0.5);
  });
  const viewWeights = numbers.viewWeights.map((weight) => weight * (2 * random() - 0.5));
  return { ...numbers, matrices, viewWeights, weightDistance, turnsRad: null };
}

/** Of any shape and place; some reach through the source. */
function anyGrid(random: () => number): Grid {
  const count = (most: number) => 1 + Math.floor(most * random());
  return {
    rows: count(12),
    columns: count(19),
    slices: count(6),
    pixelSizeMm: 0.5 + 5 * random() ** 3 * 2,
    sliceSpacingMm: 0.5 + 4 * random(),
    centreXMm: 20 * random() - 10,
    centreYMm: 20 * random() - 10,
    centreZMm: 10 * random() - 5,
  };
}

const readingsOf = (scan: LoweredScan): VolumeReadings => {
  const { rows, channels } = scan.detector;
  return { values: randomArray(viewsOf(scan) * rows * channels, 3), firstRow: 0, rows };
};

describe('the back-projection of flat panels at any angle', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('is the formula for any matrices, %i', (seed) => {
    const random = seededRandom(7 * seed + 1);
    const scan = anyScan(random, seed % 4 === 0 ? 0 : 60);
    const grid = anyGrid(random);
    const range = { from: 0, to: viewsOf(scan) };
    const slab = { from: 0, to: grid.slices! };
    expect(isAnyPanel(scan)).toBe(true);
    const expected = backProjectVolume(readingsOf(scan), scan, range, grid, slab);
    const made = anyPanelOnto(wasmKernels()!, readingsOf(scan), scan, range, grid, slab);
    // Two of them lie beside every panel.
    if (expected.some((value) => value !== 0)) expectRelativelyClose(made, expected, 4e-6);
    else expect(made.every((value) => value === 0)).toBe(true);
  });

  test.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'is the formula for panels parallel to the slices, %i',
    (seed) => {
      const random = seededRandom(13 * seed + 2);
      const given = {
        ...{
          views: 3,
          spanDeg: 20 + 80 * random(),
          channels: 9 + Math.floor(40 * random()),
          rows: 20,
          offset: 3 * random(),
        },
        ...{ sourceToIsocenterMm: 40 + 60 * random(), sourceToDetectorMm: 120, rowOffset: random() },
      };
      const scan = { ...loweredScan(tomosynthesisOf(given)), weightDistance: seed % 3 === 0 ? 0 : 50 };
      const place = { centreXMm: 4 * random(), centreYMm: -3 * random(), sliceSpacingMm: 9 };
      const grid: Grid = { rows: 14, columns: 23, slices: 3, pixelSizeMm: 0.6 + random(), ...place };
      const range = { from: 0, to: 3 };
      const [expected, made] = [backProjectVolume, anyPanelOnto.bind(null, wasmKernels()!)].map((by) =>
        by(readingsOf(scan), scan, range, grid, { from: 0, to: 3 }),
      );
      expect(expected!.some((value) => value !== 0)).toBe(true);
      expectRelativelyClose(made!, expected!, 4e-6);
    },
  );

  test('adds nothing to what is too near to the source, beside what is not', () => {
    // Along x from behind the source to 2 mm before it; nothing is back-projected nearer than 60/64 mm.
    const scan = loweredScan(coneOf({ views: 1, startDeg: 90 }));
    const grid: Grid = { rows: 3, columns: 14, slices: 2, pixelSizeMm: 0.29, centreXMm: 60 };
    const given = [readingsOf(scan), scan, { from: 0, to: 1 }, grid, { from: 0, to: 2 }] as const;
    const expected = backProjectVolume(...given);
    expect(expected.filter((value) => value !== 0).length).toBeGreaterThan(10);
    const made = anyPanelOnto(wasmKernels()!, ...given);
    expect([...made].map((value) => value !== 0)).toEqual([...expected].map((value) => value !== 0));
    expectRelativelyClose(made, expected, 4e-6);
  });

  test('serves tomosynthesis, and no cylinders', () => {
    for (const panel of ['stationary', 'isocentric'] as const) {
      const scan = loweredScan(tomosynthesisOf({ panel, views: 3, channels: 12, rows: 8 }));
      const grid: Grid = { rows: 6, columns: 7, slices: 4, pixelSizeMm: 1 };
      const given = [readingsOf(scan), scan, { from: 0, to: 3 }, grid, { from: 1, to: 3 }] as const;
      expectSameBits(fastBackProjectVolume(...given), anyPanelOnto(wasmKernels()!, ...given));
    }
    const arc = loweredScan(coneOf({ detector: 'arc' }));
    expect(isAnyPanel(arc)).toBe(false);
  });

  test('takes as many views at a time as fit, of rows that do not begin at the first', () => {
    // Each packed view takes 0.7 MB of 32, so that 60 views are more than one batch.
    const { matrices, viewWeights, ...scan } = loweredScan(
      coneOf({ views: 60, channels: 1400, channelSpacingMm: 0.1 }),
    );
    const leaning: LoweredScan = {
      ...scan,
      viewWeights,
      matrices: matrices.map((value, i) => (i % MATRIX_LENGTH === 6 ? value * (1 + i / 1e5) : value)),
      turnsRad: null,
      detector: { ...scan.detector, rows: 70, axisRow: 30 },
    };
    const grid: Grid = { rows: 5, columns: 6, slices: 2, pixelSizeMm: 3 };
    const values = randomArray(60 * 60 * 1400, 5);
    const given = [{ values, firstRow: 8, rows: 60 }, leaning, { from: 0, to: 60 }, grid, { from: 0, to: 2 }] as const;
    expectRelativelyClose(anyPanelOnto(wasmKernels()!, ...given), backProjectVolume(...given), 2e-5);
  });
});
