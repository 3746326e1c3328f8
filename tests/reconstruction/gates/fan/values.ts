import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { RAMP_WINDOWS } from '../../../../src/reconstruction/ramp-windows.ts';
import { chosenCases } from '../../../support/chosen-cases.ts';
import { fanOfArc } from '../../../support/fan-walk.ts';
import { disks, meanWhere } from '../../../support/walk.ts';
import { DETECTORS, type FanGate } from './fan-gate.ts';

/** Values of a slice from a fan: the mean of a disk, whatever the distances, the unit of length and the pixel size. */
export function describeFanValues({ everyCase, relativelyClose, slice }: FanGate): void {
  describe('values', () => {
    const machine = { sourceToIsocenterMm: 300, sourceToDetectorMm: 520, channels: 250, channelSpacingMm: 1.1 };
    const grid = squareGrid(96, 1.5);
    const meanOf = (image: Float32Array) => meanWhere(image, grid, (x, y) => Math.hypot(x, y) < 60);

    // The bound of the parallel gate: a disk of 110 channels' radius.
    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) => RAMP_WINDOWS.map((window) => [detector, window] as const)),
        everyCase,
      ),
    )("%s: a uniform disk's mean is within 10⁻³ with %s", async (detector, window) => {
      const scan = fanOfArc({ ...machine, detector, views: 120 });
      expect(Math.abs(meanOf(await slice(disks([0, 0, 70, 0.5]), scan, grid, { window })) / 0.5 - 1)).toBeLessThan(
        1e-3,
      );
    });

    // A square of the wrong distance in the weight would show at once.
    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) =>
          [
            [110, 130],
            [110, 400],
            [200, 260],
            [1000, 1100],
            [1000, 3000],
          ].map(([isocenter, toDetector]) => [detector, isocenter!, toDetector!] as const),
        ),
        everyCase,
      ),
    )(
      '%s: the mean stays with the source at %i mm and the detector at %i mm',
      async (detector, isocenter, toDetector) => {
        const scan = fanOfArc({
          detector,
          sourceToIsocenterMm: isocenter,
          sourceToDetectorMm: toDetector,
          views: 180,
          channels: 301,
          // 150 channels to either side see 75 mm around the axis.
          channelSpacingMm:
            (detector === 'arc' ? Math.asin(75 / isocenter) : Math.tan(Math.asin(75 / isocenter))) * (toDetector / 150),
        });
        const mean = meanOf(await slice(disks([3, -2, 66, 1]), scan, grid));
        expect(Math.abs(mean - 1)).toBeLessThan(1.5e-3);
      },
    );

    test.each(DETECTORS.flatMap((detector) => [0.1, 10].map((scale) => [detector, scale] as const)))(
      '%s: a world %s times as large gives the same image',
      async (detector, scale) => {
        const at = (unit: number) =>
          slice(
            disks([4 * unit, -3 * unit, 11.3 * unit, 1 / unit], [-9 * unit, 6 * unit, 4.7 * unit, 2 / unit]),
            fanOfArc({
              detector,
              sourceToIsocenterMm: 60 * unit,
              sourceToDetectorMm: 100 * unit,
              views: 40,
              channels: 61,
              channelSpacingMm: 1.7 * unit,
            }),
            squareGrid(48, 1.1 * unit),
          );
        relativelyClose(
          (await at(scale)).map((value) => value * scale),
          await at(1),
          1e-4,
        );
      },
    );

    test.each(
      chosenCases(
        DETECTORS.flatMap((detector) => [0.5, 1, 2, 4].map((pixel) => [detector, pixel] as const)),
        everyCase,
      ),
    )('%s: pixels of %s mm leave the mean as it is', async (detector, pixel) => {
      const scan = fanOfArc({ ...machine, detector, views: 180, channels: 180, channelSpacingMm: 1.3 });
      const at = squareGrid(Math.ceil(80 / pixel), pixel);
      const mean = meanWhere(await slice(disks([1.3, -0.7, 35, 1]), scan, at), at, (x, y) => Math.hypot(x, y) < 25);
      expect(Math.abs(mean - 1)).toBeLessThan(4e-3);
    });

    test.each(DETECTORS)('%s: unfiltered, the axis gets π times the mean of what its ray reads', async (detector) => {
      const scan = fanOfArc({ ...machine, detector, views: 90, channels: 181 });
      const image = await slice(disks([0, 0, 40, 1]), scan, squareGrid(1, 1), { window: 'none' });
      expect(image[0]! / (80 * Math.PI)).toBeCloseTo(1, 5);
    });
  });
}
