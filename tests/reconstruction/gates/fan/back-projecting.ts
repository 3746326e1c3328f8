import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { backProjectViews } from '../../../../src/reconstruction/fbp.ts';
import { fanOfArc, reconstructedFan, scannedWith } from '../../../support/fan-walk.ts';
import { randomArray } from '../../../support/random.ts';
import { disks, meanWhere } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

/** A fan's back-projection: parts add up, and grids and objects may be larger than what is seen. */
export function describeFanBackProjection({ operatorsOf, exact, relativelyClose, slice }: FanGate): void {
  describe('back-projecting', () => {
    const machine = { sourceToIsocenterMm: 57, sourceToDetectorMm: 104, channels: 41, channelSpacingMm: 1.9 };

    test.each(DETECTORS)('%s: in any ranges of views adds up to the whole', async (detector) => {
      const scan = fanOfArc({ ...machine, detector, views: 24, offset: 0.25 });
      const operators = operatorsOf();
      const grid = squareGrid(30, 1);
      const views = await operators.upload(randomArray(24 * 41, 1), 24, 41);
      const whole = await operators.create(30, 30);
      const parts = await operators.create(30, 30);
      for await (const _ of backProjectViews(operators, scan, grid, views, whole));
      let step = 0;
      for await (const _ of backProjectViews(operators, scan, grid, views, parts, () => (step += 3)));
      relativelyClose(await operators.read(parts), await operators.read(whole), Math.max(exact, 1e-5));
      for (const array of [views, whole, parts]) operators.release(array);
    });

    test.each(DETECTORS)(
      '%s: a grid that reaches beyond the source stays finite, and the field of view is as ever',
      async (detector) => {
        const scan = fanOfArc({ ...machine, detector, views: 40 });
        const sinogram = await scannedWith(operatorsOf(), disks([3, 2, 8, 1]), scan);
        const large = await reconstructedFan(operatorsOf(), sinogram, scan, squareGrid(150, 1));
        const small = await reconstructedFan(operatorsOf(), sinogram, scan, squareGrid(30, 1));
        expect(large.every(Number.isFinite)).toBe(true);
        const cut = small.map((_, i) => large[(60 + Math.floor(i / 30)) * 150 + 60 + (i % 30)]!);
        relativelyClose(cut, small, Math.max(exact, 1e-5));
      },
    );

    test('an object wider than the field of view stays finite and near its value inside', async () => {
      const scan = fanOfArc({ ...machine, views: 120 });
      const grid = squareGrid(40, 1);
      const image = await slice(disks([0, 0, 27, 1]), scan, grid);
      expect(image.every(Number.isFinite)).toBe(true);
      const mean = meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 8);
      expect(mean).toBeGreaterThan(0.8);
      expect(mean).toBeLessThan(2);
    });
  });
}
