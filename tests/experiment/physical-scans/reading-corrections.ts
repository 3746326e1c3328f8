import { describe, expect, test } from 'vitest';
import {
  cylinder,
  difference,
  hounsfield,
  meanAt,
  type Outcome,
  type PhysicalRuns,
  reconstruction,
  scan,
  tube,
  water,
} from './physical-runs.ts';

/** Corrections of readings: rings, metal, starvation, scatter. */
export function describeReadingCorrections({ run }: PhysicalRuns, everyCase: boolean): void {
  describe('of rings', () => {
    // Not round, so that its mean over the views has no edge that is taken for a ring.
    const oval = {
      ...water,
      scan: { views: 96, channels: 259, channelSpacingMm: 1 },
      phantom: {
        ...cylinder(100),
        shapes: [{ type: 'ellipse', x: 8, y: -5, semiAxisX: 100, semiAxisY: 70, value: 1 }],
      },
    };
    const errorInside = (outcome: Outcome, exact: Outcome) => {
      const expected = hounsfield(exact);
      return Math.sqrt(
        meanAt(
          hounsfield(outcome).map((value, i) => (value - expected[i]!) ** 2),
          0,
          60,
        ),
      );
    };

    test('take most of the drift of gains out of the image', async () => {
      const physics = { gainDrift: 0.01 };
      const exact = await run(oval);
      const rings = await run({ ...oval, physics });
      const cured = await run({ ...oval, physics, corrections: { rings: true } });
      expect(errorInside(cured, exact)).toBeLessThan(0.5 * errorInside(rings, exact));
    });

    test('take a dead channel out', async () => {
      const physics = { deadChannels: [50] };
      const exact = await run(oval);
      const cured = await run({ ...oval, physics, corrections: { rings: true } });
      expect(errorInside(cured, exact)).toBeLessThan(0.1 * errorInside(await run({ ...oval, physics }), exact));
    });

    test('leave an object without rings nearly alone', async () => {
      const cured = await run({ ...oval, corrections: { rings: true } });
      expect(errorInside(cured, await run(oval))).toBeLessThan(5);
    });
  });

  const further = everyCase ? test : () => undefined;
  further('of metal take most of the streaks out and put the metal back in', async () => {
    const hip = {
      phantom: 'hip-with-metal',
      scan: { views: 180, channels: 401, channelSpacingMm: 0.9 },
      reconstruction: { pixels: 128, pixelSizeMm: 2.6 },
      physics: { spectrum: tube },
    };
    const streaked = await run({ ...hip, corrections: { water: true } });
    const cured = await run({ ...hip, corrections: { water: true, metal: true } });
    const truth = hounsfield({ ...cured, image: cured.truth });
    // RMS against the phantom where it is water, away from what is in it and from its edge.
    const error = (outcome: Outcome) => {
      const image = hounsfield(outcome);
      let [sum, count] = [0, 0];
      image.forEach((value, i) => {
        const [row, column] = [Math.floor(i / 128), i % 128];
        for (let r = -3; r <= 3; r++) {
          for (let c = -3; c <= 3; c++) if (!(Math.abs(truth[(row + r) * 128 + column + c]! - truth[i]!) < 1)) return;
        }
        if (Math.abs(truth[i]!) > 50) return;
        sum += (value - truth[i]!) ** 2;
        count++;
      });
      expect(count).toBeGreaterThan(1000);
      return Math.sqrt(sum / count);
    };
    expect(error(cured)).toBeLessThan(0.5 * error(streaked));
    const most = (outcome: Outcome) => hounsfield(outcome).reduce((top, value) => Math.max(top, value), 0);
    expect(most(cured)).toBeGreaterThan(3000);
    expect(most(cured)).toBeCloseTo(most(streaked), 0);
  });

  test('of starvation take streaks out where photons are few, and touch nothing where there are enough', async () => {
    const wide = {
      phantom: {
        ...cylinder(40),
        shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 120, semiAxisY: 45, value: 1.4 }],
      },
      scan,
      reconstruction,
    };
    const exact = await run(wide);
    const noisy = async (photons: number, starvation: boolean) =>
      run({ ...wide, physics: { photons }, corrections: { starvation } });
    expect(difference(await noisy(3000, true), exact)).toBeLessThan(0.7 * difference(await noisy(3000, false), exact));
    expect((await noisy(1e7, true)).image).toEqual((await noisy(1e7, false)).image);
  });

  test('of scatter take away what the model adds, from the readings beside the object alone', async () => {
    const physics = { scatterToPrimary: 0.5, spectrum: tube };
    const exact = await run({ ...water, physics: { spectrum: tube } });
    const scattered = await run({ ...water, physics });
    const cured = await run({ ...water, physics, corrections: { scatter: true } });
    expect(difference(scattered, exact)).toBeGreaterThan(20);
    // Behind the thickest water a signal of 0.02 is left of scatter ten times as strong, in single precision.
    cured.sinogram.forEach((value, i) => {
      expect(Math.abs(value - exact.sinogram[i]!)).toBeLessThan(1e-4);
    });
    // Four channels at either end tell a view's scatter within 10⁻³/√8, a fiftieth of the 0.02 that the thickest water
    // leaves, and 96 views a tenth of that: 2·10⁻³ of some 4, half a HU. That again for a mean over half the slice.
    const noisy = { ...physics, photons: 1e6 };
    const inNoise = await run({ ...water, physics: noisy, corrections: { scatter: true } });
    const middle = (outcome: Outcome) => meanAt(hounsfield(outcome), 0, 60);
    expect(Math.abs(middle(scattered) - middle(exact))).toBeGreaterThan(20);
    expect(Math.abs(middle(inNoise) - middle(exact))).toBeLessThan(3);
    // A detector that sees no air finds no scatter.
    const narrow = { ...water, scan: { ...scan, channels: 65 }, physics };
    const untouched = (await run(narrow)).sinogram;
    (await run({ ...narrow, corrections: { scatter: true } })).sinogram.forEach((value, i) => {
      expect(Math.abs(value - untouched[i]!)).toBeLessThan(1e-5);
    });
  });
}
