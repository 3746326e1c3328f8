import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fanArcScan } from '../../src/geometry/fan/fan-scan.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { fastScanShapes } from '../kernels/as-functions.ts';
import { describeDoubleScans } from '../support/double-scans.ts';
import { gpuOperators } from '../support/gpu-operators.ts';

const VIEWS = 24;
const CHANNELS = 161;

/** Whole multiples of 5 mm and 15°: rays of whole mm run along edges, touch ellipses and pass through corners. */
const place = fc.integer({ min: -14, max: 14 }).map((n) => 5 * n);
const size = fc.integer({ min: 1, max: 12 }).map((n) => 5 * n);
const common = {
  x: place,
  y: place,
  angleDeg: fc.integer({ min: 0, max: 23 }).map((n) => 15 * n),
  value: fc.integer({ min: -2, max: 5 }),
  clip: fc.array(fc.record({ normalDeg: fc.constantFrom(0, 45, 90, 180, 270), distance: fc.constantFrom(0, 5) }), {
    maxLength: 2,
  }),
};
const shape = fc.oneof(
  fc.record({ type: fc.constant('ellipse'), semiAxisX: size, semiAxisY: size, ...common }),
  size.chain((radius) =>
    fc.record({
      type: fc.constant('ellipse'),
      semiAxisX: fc.constant(radius),
      semiAxisY: fc.constant(radius),
      ...common,
    }),
  ),
  fc.record({ type: fc.constant('rectangle'), width: size, height: size, ...common }),
);
const scans = [
  arcScan({ views: VIEWS, startRad: 0, arcRad: 2 * Math.PI }, { channels: CHANNELS, channelSpacingMm: 1, offset: 0 }),
  ...(['arc', 'flat'] as const).map((detector) =>
    fanArcScan(
      { views: VIEWS, startRad: 0, arcRad: 2 * Math.PI },
      {
        detector,
        sourceToIsocenterMm: 500,
        sourceToDetectorMm: 1000,
        channels: CHANNELS,
        channelSpacingMm: 2,
        offset: 0,
      },
    ),
  ),
];

describe('the GPU', () => {
  let operators: Operators;
  beforeAll(async () => {
    operators = await gpuOperators();
  });
  describeDoubleScans(() => operators);

  test('has the bits of the CPU for any shapes in places of symmetry', async () => {
    let [differing, all] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('add', 'replace'),
        fc.constantFrom(...scans),
        async (shapes, composition, scan) => {
          const file = { version: 1, name: 'any', fieldSizeMm: 160, values: 'arbitrary', composition, shapes };
          const phantom = shapePhantom(parsePhantomFile(file));
          const range = { from: 0, to: VIEWS };
          const sinogram = await operators.create(VIEWS, CHANNELS);
          await operators.scanShapes(phantom, scan, sinogram, range, 'double');
          const values = await operators.read(sinogram);
          operators.release(sinogram);
          const expected = fastScanShapes(phantom, scan, range);
          all += values.length;
          values.forEach((value, i) => {
            // At corners and where values cancel there are roundings of nothing, which no count can feel.
            if (Math.abs(value - expected[i]!) < 1e-9) return;
            differing++;
            // One that is decided another way has a whole chord more or less; sums of 300 mm are good to 10⁻¹⁰ mm.
            expect(Math.abs(value - expected[i]!)).toBeLessThan(5e-5);
          });
        },
      ),
      { seed: 1, numRuns: 60 },
    );
    expect(all).toBeGreaterThan(2e5);
    expect(differing).toBeLessThanOrEqual(3e-5 * all);
  });
});
