import { describe, expect, test } from 'vitest';
import { scatteredFanScan } from '../../../../src/geometry/fan/fan-scan.ts';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { fanOfArc, rebinned, reconstructedByRebinning, scannedWith } from '../../../support/fan-walk.ts';
import { DEGREES, disks, meanWhere, scanned } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

/** Rebinning: what a parallel scan reads. */
export function describeRebinning({ operatorsOf, everyCase, relativelyClose }: FanGate): void {
  describe('rebinning', () => {
    const phantom = disks([8, -5, 20, 1], [-15, 10, 5, 2]);
    const machine = { sourceToIsocenterMm: 150, sourceToDetectorMm: 260, channelSpacingMm: 0.9 };

    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) =>
          [
            [360, 0],
            [360, 0.25],
            [-360, -0.25],
            [225, 0],
            [-240, 0.25],
            [800, 0],
          ].map(([arc, offset]) => [detector, arc!, offset!] as const),
        ),
        everyCase,
      ),
    )('%s: over %d° with offset %d gives what a parallel scan reads', async (detector, arcDeg, offset) => {
      const views = Math.round(Math.abs(arcDeg) * 2);
      const scan = fanOfArc({ ...machine, detector, channels: 160, views, arcDeg, offset, startDeg: 40 });
      const { views: made, parallel } = await rebinned(
        operatorsOf(),
        await scannedWith(operatorsOf(), phantom, scan),
        scan,
      );
      expect(parallel.anglesRad.length).toBe(Math.round((views * 180) / Math.abs(arcDeg)));
      // Interpolation errs near the disks' edges, where chords rise like a square root: some 1 % RMS of one channel in fifty.
      relativelyClose(made, await scanned(operatorsOf(), phantom, parallel), 0.012);
    });

    test.each([
      ['golden steps', Array.from({ length: 720 }, (_, view) => view * 111.24611797)],
      ['three turns of 240.1 views', Array.from({ length: 720 }, (_, view) => (view * 360) / 240.1)],
      ['two turns of a short scan', Array.from({ length: 800 }, (_, view) => ((view * 7) % 400) * 0.6)],
    ])('%s give what a parallel scan reads', async (_, degrees) => {
      const angles = Float64Array.from(degrees, (angle) => angle * DEGREES);
      const scan = scatteredFanScan(angles, { ...machine, detector: 'arc', channels: 160, offset: 0 });
      const values = await scannedWith(operatorsOf(), phantom, scan);
      const { views: made, parallel } = await rebinned(operatorsOf(), values, scan);
      relativelyClose(made, await scanned(operatorsOf(), phantom, parallel), 0.012);
    });

    test('a detector far to one side measures all lines over a full turn, and rebinning knows', async () => {
      // Some 40 channels of 160 see beyond the axis on the short side.
      const scan = fanOfArc({ ...machine, channels: 100, views: 360, offset: -34.5 });
      const grid = squareGrid(48, 1.25);
      const image = await reconstructedByRebinning(
        operatorsOf(),
        await scannedWith(operatorsOf(), phantom, scan),
        scan,
        grid,
      );
      const mean = meanWhere(image, grid, (x, y) => Math.hypot(x - 8, y + 5) < 12);
      expect(Math.abs(mean - 1)).toBeLessThan(5e-3);
    });
  });
}
