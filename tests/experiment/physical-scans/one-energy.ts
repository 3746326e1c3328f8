import { describe, expect, test } from 'vitest';
import { hounsfield, meanAt, type PhysicalRuns, water } from './physical-runs.ts';

/** Inserts of the plastics phantom: x, y, density, and μ/ρ in cm²/g by keV (Hubbell & Seltzer, NISTIR 5632, 1995). */
const PLASTICS: readonly (readonly [number, number, number, Readonly<Record<number, number>>])[] = [
  [40.305, 40.305, 0.83, { 60: 0.197, 100: 0.1719 }],
  [0, 57, 0.92, { 60: 0.197, 100: 0.1719 }],
  [-40.305, -40.305, 1.19, { 60: 0.1924, 100: 0.1641 }],
];

/** A scan of one energy without noise: the scan without physics at the phantom's own energy, published attenuation at others. */
export function describeOneEnergy({ run }: PhysicalRuns, everyCase: boolean): void {
  describe('a scan of one energy without noise', () => {
    test('is exactly the scan without physics, its energy being that of the phantom', async () => {
      const plain = await run(water);
      const physical = await run({ ...water, physics: {} });
      expect(physical.sinogram).toEqual(plain.sinogram);
      expect(physical.image).toEqual(plain.image);
      expect(physical.effectiveEnergyKeV).toBe(60);
      expect(plain.effectiveEnergyKeV).toBeNull();
    });

    test.each([50, 80, 120])('at %s keV has water at 0 HU and knows its attenuation', async (energyKeV) => {
      const outcome = await run({ ...water, physics: { energyKeV } });
      // NIST, μ/ρ of water in cm²/g; the table here differs by up to 0.3 %.
      const published = { 50: 0.2269, 80: 0.1837, 120: 0.1614 }[energyKeV]!;
      expect(Math.abs(outcome.waterMuPerMm / (published / 10) - 1)).toBeLessThan(4e-3);
      // Channels as wide as R/50 err in a disk's mass by up to 0.37·50^−1.5 = 0.1 %, a HU.
      expect(Math.abs(meanAt(hounsfield(outcome), 0, 80))).toBeLessThan(1.3);
      expect(outcome.starvedFraction).toBeNull();
    });

    test.each(everyCase ? [100, 60] : [])(
      'at %s keV shows plastics as their attenuation says, within 4 HU',
      async (energyKeV) => {
        const outcome = await run({
          phantom: 'ct-number-plastics',
          scan: { views: 360, channels: 401, channelSpacingMm: 0.45 },
          reconstruction: { pixels: 256, pixelSizeMm: 0.7 },
          physics: { energyKeV },
        });
        const image = hounsfield(outcome);
        const seen = (x: number, y: number, values = image) => meanAt(values, 0, 4, x, y, 256, 0.7);
        for (const [x, y, density, massAttenuation] of PLASTICS) {
          const published = 1000 * ((massAttenuation[energyKeV]! * density) / (10 * outcome.waterMuPerMm) - 1);
          // NIST's figures and this table agree within 0.5 %, 5 HU.
          expect(Math.abs(seen(x, y) - published)).toBeLessThan(4 + 5);
        }
        const truth = hounsfield({ ...outcome, image: outcome.truth });
        for (let k = 0; k < 8; k++) {
          const [x, y] = [57 * Math.cos((k * Math.PI) / 4), 57 * Math.sin((k * Math.PI) / 4)];
          expect(Math.abs(seen(x, y) - seen(x, y, truth))).toBeLessThan(4);
        }
      },
    );
  });
}
