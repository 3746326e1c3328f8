import { describe, expect, test } from 'vitest';
import { disks, scanOfArc, slice } from '../../../support/walk.ts';
import type { ParallelGate } from './parallel-gate.ts';

/** An asymmetric phantom is not flipped. */
export function describeOrientation({ operatorsOf }: ParallelGate): void {
  describe('orientation', () => {
    test('each of four different disks is found at its own row and column', async () => {
      const phantom = disks([15.5, 9.5, 4, 1], [-12.5, 17.5, 4, 2], [-8.5, -20.5, 4, 3], [19.5, -5.5, 4, 4]);
      const grid = { rows: 64, columns: 56, pixelSizeMm: 1 };
      const image = await slice(
        operatorsOf(),
        phantom,
        scanOfArc({ views: 120, channels: 81, channelSpacingMm: 1 }),
        grid,
      );
      const at = (row: number, column: number) => image[row * 56 + column]!;
      // Columns x + 27.5, rows 31.5 − y, counted by hand. Streaks of the others reach a tenth.
      const found = [at(22, 43), at(14, 15), at(52, 19), at(37, 47)];
      [1, 2, 3, 4].forEach((value, i) => {
        expect(Math.abs(found[i]! - value)).toBeLessThan(0.2);
      });
      // Where a flip or a transposition would put the second one.
      for (const [row, column] of [
        [49, 15],
        [14, 40],
        [49, 40],
      ] as const) {
        expect(Math.abs(at(row, column))).toBeLessThan(0.2);
      }
    });
  });
}
