import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import type { ParallelScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { detectorReachMm } from '../../src/geometry/scan.ts';
import { planGridrec } from '../../src/methods/gridrec/plan-gridrec.ts';
import { fastReconstructFourier } from '../../src/operators/cpu/fast/fast-reconstruct-fourier.ts';
import { fourierParts } from '../../src/operators/cpu/fourier-parts.ts';
import { reconstructFourier } from '../../src/operators/cpu/reconstruct-fourier.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { directGridrec } from '../support/direct-gridrec.ts';
import { GRIDREC_CASES, onWholeGrid, randomReadings } from '../support/gridrec-cases.ts';
import { uniform } from '../support/uniform.ts';
import { scanOfArc } from '../support/walk.ts';

/**
 * A Kaiser–Bessel window of four cells on a grid 1.75 times finer: aliases of some 10⁻³ of white noise at the image's
 * borders, as Beatty et al. (2005) give for it; a tenth of that in pictures.
 */
const GRIDDING = 1e-3;
/** f32 sums and transforms against double precision. */
const ROUNDING = 2e-6;

const all = (scan: ParallelScan) => ({ from: 0, to: scan.anglesRad.length });

test('the fast kernels run: nothing here is compared with itself', () => {
  expect(wasmKernels()).not.toBeNull();
});

describe.each(GRIDREC_CASES)('%s', (_, scan, grid) => {
  const plan = planGridrec(scan, grid, 'ram-lak', 1);
  const readings = randomReadings(scan);

  test('the plain twin gives the sum that the formula says', () => {
    const image = onWholeGrid(reconstructFourier(plan, readings, scan, all(scan)), plan, grid);
    const direct = directGridrec(readings, scan, grid, detectorReachMm(scan) + 1e-9);
    expectRelativelyClose(image, Float32Array.from(direct), GRIDDING);
  });

  test('the fast twin gives what the plain one gives', () => {
    const plain = reconstructFourier(plan, readings, scan, all(scan));
    expectRelativelyClose(fastReconstructFourier(plan, readings, scan, all(scan)), plain, ROUNDING);
  });
});

test('random scans and grids: the fast twin against the plain one', () => {
  const cases = fc.record({
    views: fc.integer({ min: 1, max: 30 }),
    startDeg: uniform(-90, 90),
    arcDeg: fc.constantFrom(180, 360, -180, 200, 77),
    channels: fc.integer({ min: 1, max: 90 }),
    channelSpacingMm: uniform(0.3, 3),
    offset: fc.oneof(fc.constant(0), uniform(-60, 60)),
    rows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 40 }),
    pixelSizeMm: uniform(0.1, 10),
    window: fc.constantFrom('ram-lak' as const, 'hann' as const),
    cutoff: fc.constantFrom(1, 0.4),
  });
  fc.assert(
    fc.property(cases, ({ rows, columns, pixelSizeMm, window, cutoff, ...given }) => {
      const scan = scanOfArc(given);
      const plan = planGridrec(scan, { rows, columns, pixelSizeMm }, window, cutoff);
      const readings = randomReadings(scan);
      const plain = reconstructFourier(plan, readings, scan, all(scan));
      const fast = fastReconstructFourier(plan, readings, scan, all(scan));
      // Few pixels may all lie near 0: compared with what one reading could give, times the number of views.
      const most = (ROUNDING * Math.PI * scan.channels) / scan.channelSpacingMm;
      plain.forEach((value, i) => {
        expect(Math.abs(value - fast[i]!)).toBeLessThan(most);
      });
    }),
    { seed: 21, numRuns: 100 },
  );
});

describe('parts of the views', () => {
  const scan = scanOfArc({ views: 37, channels: 40, channelSpacingMm: 1, offset: 0.4 });
  const plan = planGridrec(scan, { rows: 28, columns: 28, pixelSizeMm: 1 }, 'ram-lak', 1);
  const readings = randomReadings(scan);

  test.each([
    ['plain', reconstructFourier],
    ['fast', fastReconstructFourier],
  ] as const)('of the %s twin add up to the whole', (_, reconstruct) => {
    const sum = new Float32Array(28 * 28);
    for (const part of [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 37 },
    ]) {
      const image = reconstruct(plan, readings.subarray(part.from * 40, part.to * 40), scan, part);
      image.forEach((value, i) => {
        sum[i]! += value;
      });
    }
    expectRelativelyClose(sum, reconstruct(plan, readings, scan, all(scan)), ROUNDING);
  });

  test('for lanes hold every view once, and few views are not shared out', () => {
    const large = scanOfArc({ views: 1440, channels: 1472, channelSpacingMm: 1 });
    const grid = { rows: 1024, columns: 1024, pixelSizeMm: 1 };
    const parts = fourierParts(planGridrec(large, grid, 'ram-lak', 1), large, 4);
    expect(parts.map(({ from, to }) => to - from)).toEqual([360, 360, 360, 360]);
    expect(parts.map(({ from }) => from)).toEqual([0, 360, 720, 1080]);
    const few = scanOfArc({ views: 20, channels: 1472, channelSpacingMm: 1 });
    expect(fourierParts(planGridrec(few, grid, 'ram-lak', 1), few, 4)).toEqual([{ from: 0, to: 20 }]);
  });
});
