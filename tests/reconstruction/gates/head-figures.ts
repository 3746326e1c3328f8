import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../src/geometry/grid.ts';
import type { Operators } from '../../../src/operators/contract.ts';
import { headShapes, sampledTruth } from '../../support/sampled-truth.ts';
import { HEAD_CENTRE, HEAD_FIGURES, HEAD_RMSE, headOnUnitSquare } from '../../support/shepp-logan.ts';
import { meanWhere, rmsDifference, scanned, scanOfArc, slice } from '../../support/walk.ts';

const inCentre = (x: number, y: number) =>
  x > HEAD_CENTRE.left && x < HEAD_CENTRE.right && y > HEAD_CENTRE.bottom && y < HEAD_CENTRE.top;

/** "Figures that must come out" of docs/conventions.md, for any backend, and that smooth interpolation is beyond them. */
export function describeHeadFigures(operatorsOf: () => Operators, everySize: boolean): void {
  describe.each(HEAD_FIGURES)('$name', ({ name, mass, alongY, alongX }) => {
    const head = headOnUnitSquare(name);

    test('the line integrals through the centre', async () => {
      const scan = scanOfArc({ views: 2, channels: 1, channelSpacingMm: 1 });
      const [upwards, sideways] = await scanned(operatorsOf(), head, scan);
      // Seven decimals are given; ten sums of single-precision numbers up to 4 may add 10 · 2⁻²⁴ · 4 at worst.
      const tolerance = 5e-8 + 10 * 2 ** -24 * 4;
      expect(Math.abs(upwards! - alongY)).toBeLessThan(tolerance);
      expect(Math.abs(sideways! - alongX)).toBeLessThan(tolerance);
    });

    test("every view's integral is the mass, at odd angles too", async () => {
      const channels = 1001;
      const scan = scanOfArc({ views: 37, channels, channelSpacingMm: 2 / channels, startDeg: -3, arcDeg: 360 });
      const sinogram = await scanned(operatorsOf(), head, scan);
      for (let view = 0; view < 37; view++) {
        const row = sinogram.subarray(view * channels, (view + 1) * channels);
        const integral = row.reduce((sum, value) => sum + value, 0) * (2 / channels);
        expect(Math.abs(integral / mass - 1)).toBeLessThan(1e-3);
      }
    });
  });

  describe('reconstruction of the modified head from exact line integrals', () => {
    const head = headOnUnitSquare('shepp-logan-modified');
    const shapes = headShapes('shepp-logan-modified');

    // Of scikit-image's iradon and of ASTRA's FBP with its strip kernel the lesser RMSE (docs/peer-accuracy.py). On a
    // software GPU the smaller grids are enough.
    test.each(HEAD_RMSE.slice(0, everySize ? 3 : 1))(
      '$pixels² from $views views with smooth interpolation: nearer to the head than the peers’ $ofPeers',
      async ({ pixels, views, channels, ofPeers }) => {
        const pixelSize = 2 / pixels;
        const grid = squareGrid(pixels, pixelSize);
        const scan = scanOfArc({ views, channels, channelSpacingMm: pixelSize });
        const image = await slice(operatorsOf(), head, scan, grid, { interpolation: 'smooth' });
        const truth = sampledTruth(shapes, 'add', { rows: pixels, columns: pixels, pixelSize });
        expect(rmsDifference(image, truth)).toBeLessThan(0.98 * ofPeers);
        expect(Math.abs(meanWhere(image, grid, inCentre) - 0.2)).toBeLessThan(4e-4);
      },
    );

    test.each(HEAD_RMSE.filter(({ pixels }) => everySize || pixels < 512))(
      '$pixels² from $views views of $channels channels: RMSE $rmse, 0.2 between the ventricles',
      async ({ pixels, views, channels, rmse, halfDigit }) => {
        const pixelSize = 2 / pixels;
        const grid = squareGrid(pixels, pixelSize);
        const image = await slice(
          operatorsOf(),
          head,
          scanOfArc({ views, channels, channelSpacingMm: pixelSize }),
          grid,
        );
        const truth = sampledTruth(shapes, 'add', { rows: pixels, columns: pixels, pixelSize });
        expect(Math.abs(rmsDifference(image, truth) - rmse)).toBeLessThanOrEqual(halfDigit);
        expect(Math.abs(meanWhere(image, grid, inCentre) - 0.2)).toBeLessThan(4e-4);
        // The region is one without features: the truth itself is 0.2 in every pixel of it.
        expect(
          meanWhere(
            truth.map((value) => Math.abs(value - 0.2)),
            grid,
            inCentre,
          ),
        ).toBeLessThan(1e-12);
      },
    );
  });
}
