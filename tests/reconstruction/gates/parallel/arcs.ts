import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { directFbp } from '../../../support/direct-fbp.ts';
import { DEGREES, disks, meanWhere, reconstructed, scanned, scanOfArc, slice } from '../../../support/walk.ts';
import type { ParallelGate } from './parallel-gate.ts';

/** Arcs of parallel beams: any length, direction and order of views. */
export function describeParallelArcs({ operatorsOf, everyCase, relativelyClose }: ParallelGate): void {
  describe('arcs', () => {
    const grid = squareGrid(48, 1.25);
    const phantom = disks([8, -5, 20, 1]);
    const inside = (x: number, y: number) => Math.hypot(x - 8, y + 5) < 15;

    // Every line is seen at least once, so that the disk has its value; the bound is that of the uniform disk.
    const enough = [180, 181, 200, 270, 359, 360, 540];
    test.each(
      chosenCases(
        enough.flatMap((arc) => [arc, -arc]),
        everyCase,
      ),
    )('over %d° a disk has its value', async (arcDeg) => {
      const scan = scanOfArc({ views: 180, channels: 120, channelSpacingMm: 0.8, arcDeg, startDeg: 33 });
      const image = await slice(operatorsOf(), phantom, scan, grid);
      expect(Math.abs(meanWhere(image, grid, inside) - 1)).toBeLessThan(1e-3);
    });

    test.each([90, 120, 179, -60])('over %d° each view weighs its step', async (arcDeg) => {
      const views = 30;
      const scan = scanOfArc({ views, channels: 61, channelSpacingMm: 1.2, arcDeg, startDeg: 10 });
      const sinogram = await scanned(operatorsOf(), phantom, scan);
      const direct = {
        anglesRad: Array.from({ length: views }, (_, v) => (10 + (v * arcDeg) / views) * DEGREES),
        weightsRad: Array<number>(views).fill((Math.abs(arcDeg) / views) * DEGREES),
        channels: 61,
        spacing: 1.2,
        offset: 0,
      };
      relativelyClose(await reconstructed(operatorsOf(), sinogram, scan, grid), directFbp(sinogram, direct, grid));
    });

    test('360° is the mean of two half turns', async () => {
      const detector = { channels: 61, channelSpacingMm: 1.2 };
      const turn = scanOfArc({ views: 60, arcDeg: 360, ...detector });
      const [first, second] = [0, 180].map((startDeg) => scanOfArc({ views: 30, startDeg, ...detector }));
      const whole = await slice(operatorsOf(), phantom, turn, grid);
      const halves = [
        await slice(operatorsOf(), phantom, first!, grid),
        await slice(operatorsOf(), phantom, second!, grid),
      ];
      relativelyClose(
        whole,
        halves[0]!.map((value, i) => (value + halves[1]![i]!) / 2),
      );
    });

    test('a negative arc takes the same views in the other order', async () => {
      const detector = { channels: 61, channelSpacingMm: 1.2 };
      const backwards = await slice(
        operatorsOf(),
        phantom,
        scanOfArc({ views: 30, startDeg: 87, arcDeg: -90, ...detector }),
        grid,
      );
      const forwards = await slice(
        operatorsOf(),
        phantom,
        scanOfArc({ views: 30, startDeg: 0, arcDeg: 90, ...detector }),
        grid,
      );
      relativelyClose(backwards, forwards);
    });
  });
}
