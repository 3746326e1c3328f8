import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { directFbp } from '../../../support/direct-fbp.ts';
import { DEGREES, disks, reconstructed, scanned, scanOfArc } from '../../../support/walk.ts';
import { chord, type ParallelGate } from './parallel-gate.ts';

/** From one view to more than any table holds. */
export function describeViewCounts({ operatorsOf, everyCase, relativelyClose }: ParallelGate): void {
  describe('numbers of views', () => {
    const grid = squareGrid(16, 2.25);
    const phantom = disks([4, -3, 9, 1], [-7, 6, 4, 2]);
    const counts = [1, 2, 3, 180, 2047, 2048, 4096];

    test.each(everyCase ? counts : [1, 2, 3, 180, 4096])('%i views give what the formulas give', async (views) => {
      const scan = scanOfArc({ views, channels: 25, channelSpacingMm: 1.8, offset: 0.25 });
      const sinogram = await scanned(operatorsOf(), phantom, scan);
      const direct = {
        anglesRad: Array.from({ length: views }, (_, v) => (v * Math.PI) / views),
        weightsRad: Array<number>(views).fill(Math.PI / views),
        channels: 25,
        spacing: 1.8,
        offset: 0.25,
      };
      relativelyClose(await reconstructed(operatorsOf(), sinogram, scan, grid), directFbp(sinogram, direct, grid));
    });

    test.each(counts)('the last of %i views is scanned as truly as the first', async (views) => {
      const channels = 41;
      const scan = scanOfArc({ views, channels, channelSpacingMm: 1.1, startDeg: 20 });
      const sinogram = await scanned(operatorsOf(), disks([4, -3, 9, 1]), scan);
      for (const view of [0, views - 1]) {
        const angle = 20 * DEGREES + (view * Math.PI) / views;
        const middle = 4 * Math.cos(angle) - 3 * Math.sin(angle);
        const row = sinogram.subarray(view * channels, (view + 1) * channels);
        relativelyClose(
          row,
          Array.from({ length: channels }, (_, k) => chord(9, (k - 20) * 1.1 - middle)),
          1e-5,
        );
      }
    });

    test.each([2047, 2048, 4096, 16384])(
      'the last of %i views alone reaches the image with its weight',
      async (views) => {
        const channels = 20;
        const scan = scanOfArc({ views, channels, channelSpacingMm: 1 });
        const operators = operatorsOf();
        const values = new Float32Array(views * channels);
        values.fill(1, (views - 1) * channels);
        const sinogram = await operators.upload(values, views, channels);
        const image = await operators.create(4, 4);
        await operators.backProject(sinogram, scan, squareGrid(4, 1), image, { from: 0, to: views });
        for (const value of await operators.read(image)) {
          // One product, rounded to float32.
          expect(Math.abs(value / (Math.PI / views) - 1)).toBeLessThan(2 ** -22);
        }
        operators.release(sinogram);
        operators.release(image);
      },
    );
  });
}
