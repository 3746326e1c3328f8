import { describe, expect, test } from 'vitest';
import { scatteredFanScan } from '../../../../src/geometry/fan/fan-scan.ts';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { fanOfArc, reconstructedByRebinning, reconstructedFan, scannedWith } from '../../../support/fan-walk.ts';
import { disks, meanWhere } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

/** Arcs of a fan: short, long, of several turns, of few views. */
export function describeFanArcs({ operatorsOf, exact, everyCase, relativelyClose, slice }: FanGate): void {
  describe('arcs', () => {
    const grid = squareGrid(48, 1.25);
    const machine = { sourceToIsocenterMm: 150, sourceToDetectorMm: 260, channels: 151, channelSpacingMm: 1.1 };
    const phantom = disks([8, -5, 20, 1]);
    const inside = (x: number, y: number) => Math.hypot(x - 8, y + 5) < 15;

    // The fan is 36.3°: from 217° on every line is seen.
    const enough = [217, 240, 300, 359, 360, 400, 720, 900];
    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) =>
          enough.flatMap((arc) => [arc, -arc].map((signed) => [detector, signed] as const)),
        ),
        everyCase,
      ),
    )('%s: over %d° a disk has its value', async (detector, arcDeg) => {
      const scan = fanOfArc({ ...machine, detector, views: 240, arcDeg, startDeg: 33 });
      expect(Math.abs(meanWhere(await slice(phantom, scan, grid), grid, inside) - 1)).toBeLessThan(2e-3);
    });

    test('two turns are the mean of both', async () => {
      const twice = fanOfArc({ ...machine, views: 60, arcDeg: 720 });
      const once = fanOfArc({ ...machine, views: 30, arcDeg: 360 });
      relativelyClose(await slice(phantom, twice, grid), await slice(phantom, once, grid));
    });

    test('views in any order at their own angles give the same slice', async () => {
      const scan = fanOfArc({ ...machine, views: 60, arcDeg: 240, startDeg: 100 });
      const order = Array.from({ length: 60 }, (_, i) => (i * 23) % 60);
      const shuffled = scatteredFanScan(
        Float64Array.from(order, (view) => scan.anglesRad[view]!),
        scan,
      );
      relativelyClose(await slice(phantom, shuffled, grid), await slice(phantom, scan, grid), Math.max(exact, 1e-5));
    });

    test.each([
      [1, 360],
      [2, 360],
      [3, 360],
      [1, 200],
      [2, 90],
      [3, 240],
    ])('%i views over %i° give finite slices by every way', async (views, arcDeg) => {
      for (const detector of DETECTORS) {
        const scan = fanOfArc({ ...machine, detector, views, arcDeg });
        const sinogram = await scannedWith(operatorsOf(), phantom, scan);
        for (const image of [
          await reconstructedFan(operatorsOf(), sinogram, scan, grid),
          await reconstructedFan(operatorsOf(), sinogram, scan, grid, { window: 'none' }),
          await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
        ]) {
          expect(image.every(Number.isFinite)).toBe(true);
          expect(image.some((value) => value !== 0)).toBe(true);
        }
      }
    });

    test('an arc that is too short stays of the right size where it sees', async () => {
      const scan = fanOfArc({ ...machine, views: 150, arcDeg: 150 });
      const mean = meanWhere(await slice(phantom, scan, grid), grid, inside);
      expect(mean).toBeGreaterThan(0.5);
      expect(mean).toBeLessThan(1.3);
    });
  });
}
