import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { fanOfArc, reconstructedByRebinning, reconstructedFan, scannedWith } from '../../../support/fan-walk.ts';
import { disks, meanWhere } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

/** Where disks come to lie, with odd and even numbers of channels and any offset. */
export function describeFanPlaces({ operatorsOf, everyCase }: FanGate): void {
  describe('places', () => {
    const place = { x: 11.3, y: -7.6 };
    const phantom = disks([place.x, place.y, 3.3, 1]);
    const machine = { sourceToIsocenterMm: 90, sourceToDetectorMm: 150, channelSpacingMm: 5 / 3 };

    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) =>
          [
            [64, 0],
            [65, 0],
            [64, 0.25],
            [65, -0.25],
            [64, 5],
            [65, -3.75],
          ].map(([channels, offset]) => [detector, channels!, offset!] as const),
        ),
        everyCase,
      ),
    )('%s of %i channels with offset %d puts a disk where it is', async (detector, channels, offset) => {
      const scan = fanOfArc({ ...machine, detector, channels, offset, views: 120, startDeg: 25 });
      const sinogram = await scannedWith(operatorsOf(), phantom, scan);
      for (const grid of [squareGrid(48, 1), squareGrid(47, 1)]) {
        for (const image of [
          await reconstructedFan(operatorsOf(), sinogram, scan, grid),
          await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
        ]) {
          const near = (x: number, y: number) => Math.hypot(x - place.x, y - place.y) < 6;
          const mass = meanWhere(image, grid, near);
          const moment = (of: (x: number, y: number) => number) => {
            const weighted = image.map((value, i) => {
              const [row, column] = [Math.floor(i / grid.columns), i % grid.columns];
              return value * of(column - (grid.columns - 1) / 2, (grid.rows - 1) / 2 - row);
            });
            return meanWhere(weighted, grid, near) / mass;
          };
          // A tenth of what half a channel would do.
          expect(Math.hypot(moment((x) => x) - place.x, moment((_, y) => y) - place.y)).toBeLessThan(0.05);
        }
      }
    });

    test.each(DETECTORS)('%s: each of four different disks is found at its own row and column', async (detector) => {
      const four = disks([15.5, 9.5, 4, 1], [-12.5, 17.5, 4, 2], [-8.5, -20.5, 4, 3], [19.5, -5.5, 4, 4]);
      const grid = { rows: 64, columns: 56, pixelSizeMm: 1 };
      const scan = fanOfArc({ ...machine, detector, channels: 91, views: 240 });
      const sinogram = await scannedWith(operatorsOf(), four, scan);
      for (const image of [
        await reconstructedFan(operatorsOf(), sinogram, scan, grid),
        await reconstructedByRebinning(operatorsOf(), sinogram, scan, grid),
      ]) {
        const at = (row: number, column: number) => image[row * 56 + column]!;
        // Columns x + 27.5, rows 31.5 − y, counted by hand. Streaks of the others reach a tenth.
        [at(22, 43), at(14, 15), at(52, 19), at(37, 47)].forEach((value, i) => {
          expect(Math.abs(value - (i + 1))).toBeLessThan(0.25);
        });
        for (const [row, column] of [
          [49, 15],
          [14, 40],
          [49, 40],
        ] as const) {
          expect(Math.abs(at(row, column))).toBeLessThan(0.25);
        }
      }
    });
  });
}
