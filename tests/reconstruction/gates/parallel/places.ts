import { describe, expect, test } from 'vitest';
import { type ImageGrid, squareGrid } from '../../../../src/geometry/grid.ts';
import type { ParallelScan } from '../../../../src/geometry/parallel/parallel-scan.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { disks, meanWhere, reconstructed, scanned, scanOfArc, slice } from '../../../support/walk.ts';
import { chord, type ParallelGate } from './parallel-gate.ts';

/** Centre of mass in mm of what an image holds around a place; within the radius the disk there lies whole. */
function centreOfMass(image: ArrayLike<number>, grid: ImageGrid, x: number, y: number, radius: number) {
  let mass = 0;
  let momentX = 0;
  let momentY = 0;
  for (let r = 0; r < grid.rows; r++) {
    for (let c = 0; c < grid.columns; c++) {
      const px = (c - (grid.columns - 1) / 2) * grid.pixelSizeMm;
      const py = ((grid.rows - 1) / 2 - r) * grid.pixelSizeMm;
      if (Math.hypot(px - x, py - y) > radius) continue;
      const value = image[r * grid.columns + c]!;
      mass += value;
      momentX += value * px;
      momentY += value * py;
    }
  }
  return { x: momentX / mass, y: momentY / mass };
}

/** Where disks come to lie, with odd and even numbers of channels and any offset. */
export function describeParallelPlaces({ operatorsOf, everyCase, relativelyClose }: ParallelGate): void {
  describe('places', () => {
    // Half a channel too far would move the disk by half a millimetre here; a tenth of that is asked for.
    const tenthOfHalfAChannel = 0.05;
    const grid = squareGrid(48, 1);
    const place = { x: 11.3, y: -7.6 };
    const phantom = disks([place.x, place.y, 3.3, 1]);

    async function expectInPlace(scan: ParallelScan, at: ImageGrid = grid) {
      const found = centreOfMass(await slice(operatorsOf(), phantom, scan, at), at, place.x, place.y, 6);
      expect(Math.hypot(found.x - place.x, found.y - place.y)).toBeLessThan(tenthOfHalfAChannel);
    }

    test.each([
      [64, 0],
      [65, 0],
      [64, 5],
      [65, -5],
      [64, 3.25],
      [65, -7.5],
    ])('%i channels with offset %d put a disk where it is', async (channels, offset) => {
      await expectInPlace(scanOfArc({ views: 90, channels, channelSpacingMm: 1, offset }));
      await expectInPlace(scanOfArc({ views: 90, channels, channelSpacingMm: 1, offset }), squareGrid(47, 1));
    });

    test.each([
      [64, 0],
      [65, 0],
      [64, 5],
      [65, -3.75],
    ])('channel k of %i with offset %d sees the line at u = (k − (K−1)/2 − offset)·τ', async (k, offset) => {
      const scan = scanOfArc({ views: 2, channels: k, channelSpacingMm: 1, offset });
      const sinogram = await scanned(operatorsOf(), phantom, scan);
      [place.x, place.y].forEach((u, view) => {
        const row = sinogram.subarray(view * k, (view + 1) * k);
        relativelyClose(
          row,
          Array.from({ length: k }, (_, channel) => chord(3.3, channel - (k - 1) / 2 - offset - u)),
          1e-5,
        );
      });
    });

    test('the wrong sign of the offset would be seen: the disk is smeared', async () => {
      const right = scanOfArc({ views: 90, channels: 64, channelSpacingMm: 1, offset: 5 });
      const wrong = scanOfArc({ views: 90, channels: 64, channelSpacingMm: 1, offset: -5 });
      const sinogram = await scanned(operatorsOf(), phantom, right);
      const inDisk = (x: number, y: number) => Math.hypot(x - place.x, y - place.y) < 2;
      expect(meanWhere(await reconstructed(operatorsOf(), sinogram, right, grid), grid, inDisk)).toBeGreaterThan(0.9);
      expect(meanWhere(await reconstructed(operatorsOf(), sinogram, wrong, grid), grid, inDisk)).toBeLessThan(0.5);
    });

    test.each(chosenCases([30, -75, 180, 270, 1000], everyCase))(
      'a scan that starts at %d° gives the same slice',
      async (startDeg) => {
        await expectInPlace(scanOfArc({ views: 90, channels: 64, channelSpacingMm: 1, startDeg }));
      },
    );
  });
}
