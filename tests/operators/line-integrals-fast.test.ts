import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wasmKernels } from '../../src/compute/cpu/wasm-kernels.ts';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { fastLineIntegrals } from '../../src/kernels/scan-shapes/fast-line-integrals.ts';
import { lineIntegrals } from '../../src/kernels/scan-shapes/plain.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { expectSameBits } from '../support/close.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { uniform } from '../support/uniform.ts';

// Both do the same operations in double precision, so that the same bits are asked for.

test('this kernel runs: nothing here is compared with itself', () => {
  expect(wasmKernels()).not.toBeNull();
});

function expectSameScan(phantom: Parameters<typeof lineIntegrals>[0], scan: Scan, from = 0): void {
  const range = { from, to: scan.anglesRad.length };
  expectSameBits(fastLineIntegrals(phantom, scan, range), lineIntegrals(phantom, scan, range));
}

const halfTurn = (views: number, startRad: number, channels: number, channelSpacingMm: number, offset = 0) =>
  arcScan({ views, startRad, arcRad: Math.PI }, { channels, channelSpacingMm, offset });

describe('fast line integrals against their plain twin', () => {
  test.each(['shepp-logan-materials', 'thorax', 'forbild-head', 'siemens-star', 'line-pairs', 'thin-wire'])(
    '%s',
    (name) => {
      const phantom = shapePhantom(libraryPhantom(name));
      const channelSpacingMm = (1.3 * phantom.fieldSizeMm) / 201;
      // Views along the axes and diagonals, where rays touch edges and run along them.
      expectSameScan(phantom, halfTurn(8, 0, 201, channelSpacingMm));
      expectSameScan(phantom, halfTurn(5, 0.3, 200, channelSpacingMm, 0.25), 2);
      const machine = { sourceToIsocenterMm: 570, sourceToDetectorMm: 1040, channels: 201, channelSpacingMm };
      const fan = fanOfArc({ ...machine, channelSpacingMm: 1.8 * channelSpacingMm, views: 9 });
      expectSameScan(phantom, fan);
      expectSameScan(phantom, { ...fan, sourceShiftMm: 0.7 });
    },
  );

  test.each([1, 2, 3])('%i channels', (channels) => {
    expectSameScan(shapePhantom(libraryPhantom('hip-with-metal')), halfTurn(7, 0.1, channels, 20));
  });

  test('nothing at all', () => {
    const none = {
      version: 1,
      name: 'nothing',
      fieldSizeMm: 10,
      values: 'arbitrary',
      composition: 'replace',
      shapes: [],
    };
    expectSameScan(shapePhantom(parsePhantomFile(none)), halfTurn(3, 0, 5, 1));
  });

  // Whole millimetres and right angles: rays through corners, along edges, at tangents, and shapes that share borders.
  const millimetres = fc.integer({ min: -12, max: 12 });
  const size = fc.oneof(fc.integer({ min: 1, max: 15 }), uniform(1e-3, 20));
  const angleDeg = fc.oneof(fc.constantFrom(0, 45, 90, 180), uniform(-180, 180));
  const clip = fc.option(fc.array(fc.record({ normalDeg: angleDeg, distance: millimetres }), { maxLength: 3 }), {
    nil: undefined,
  });
  const value = fc.constantFrom(0, 1, 1, -0.3, 2.5);
  const place = { x: millimetres, y: millimetres, angleDeg, value };
  const shape = fc.oneof(
    fc.record({ type: fc.constant('ellipse'), semiAxisX: size, semiAxisY: size, clip, ...place }),
    fc.record({ type: fc.constant('rectangle'), width: size, height: size, clip, ...place }),
  );
  const cases = fc.record({
    shapes: fc.array(shape, { maxLength: 9 }),
    composition: fc.constantFrom('add', 'replace'),
    views: fc.integer({ min: 1, max: 9 }),
    startRad: fc.oneof(fc.constant(0), uniform(-4, 4)),
    channels: fc.integer({ min: 1, max: 50 }),
    spacing: fc.constantFrom(1, 0.5, 0.71),
    offset: fc.constantFrom(0, 0.5, -3.2),
    isFan: fc.boolean(),
    isFlat: fc.boolean(),
    sourceShiftMm: fc.constantFrom(0, 0, 0.4),
  });
  test('any shapes seen from anywhere', () => {
    fc.assert(
      fc.property(
        cases,
        ({ shapes, composition, views, startRad, channels, spacing, offset, isFan, isFlat, ...spot }) => {
          const file = { version: 1, name: 'any', fieldSizeMm: 40, values: 'arbitrary', composition, shapes };
          const machine = { sourceToIsocenterMm: 60, sourceToDetectorMm: 100, channels, channelSpacingMm: 2 * spacing };
          const detector = isFlat ? ('flat' as const) : ('arc' as const);
          const scan = isFan
            ? { ...fanOfArc({ ...machine, detector, views, offset, startDeg: 57 * startRad }), ...spot }
            : halfTurn(views, startRad, channels, spacing, offset);
          expectSameScan(shapePhantom(parsePhantomFile(file)), scan);
        },
      ),
      { seed: 9, numRuns: 400 },
    );
  });
});
