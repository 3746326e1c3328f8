import { describe, expect, test } from 'vitest';
import { rmsDifference } from '../../support/walk.ts';
import { type PhysicalRuns, water } from './physical-runs.ts';

/** Photon and electronic noise: the same seed, the variance that theory gives, starvation. */
export function describeNoise({ run }: PhysicalRuns, everyCase: boolean): void {
  describe('noise', () => {
    const noisy = (physics: object, seed = 1) => ({ ...water, seed, physics: { photons: 5e4, ...physics } });

    test('of the same seed is the same, bit by bit, of another seed another', async () => {
      const first = await run(noisy({}));
      expect((await run(noisy({}))).sinogram).toEqual(first.sinogram);
      expect((await run(noisy({}, 2))).sinogram).not.toEqual(first.sinogram);
    });

    test.each([
      [5e4, 0],
      [2e3, 0],
      [2e4, 40],
    ])('of %s photons and %s of the electronics has the variance 1/N + σ²/N²', async (photons, electronicNoise) => {
      const exact = await run(water);
      const { sinogram } = await run(noisy({ photons, electronicNoise }));
      // Readings of about the same N, in the middle of the cylinder: 96 views × 41 channels.
      let [squared, theory, count] = [0, 0, 0];
      for (let i = 0; i < sinogram.length; i++) {
        if (Math.abs((i % 129) - 64) > 20) continue;
        const mean = photons * Math.exp(-exact.sinogram[i]!);
        squared += (sinogram[i]! - exact.sinogram[i]!) ** 2;
        theory += 1 / mean + electronicNoise ** 2 / mean ** 2;
        count++;
      }
      // A variance of n readings is known to √(2/n), 2.3 % here: three times that, and the next term of the logarithm's
      // expansion, 5/2N of it for N = 32 at the least.
      expect(Math.abs(squared / theory - 1)).toBeLessThan(3 * Math.sqrt(2 / count) + 2.5 / (photons * Math.exp(-4.12)));
    });

    test('starves readings behind much water, and says which part', async () => {
      const { starvedFraction, sinogram } = await run(noisy({ photons: 30 }));
      expect(starvedFraction).toBeGreaterThan(0.05);
      const least = Math.fround(-Math.log(1 / 30));
      const starved = sinogram.filter((value) => value >= least * (1 - 1e-6)).length;
      // A single photon has the same logarithm as none.
      expect(starvedFraction! * sinogram.length).toBeLessThanOrEqual(starved);
      expect((await run(noisy({}))).starvedFraction).toBe(0);
    });

    if (!everyCase) return;
    test('of an image has a variance in proportion to 1/dose', async () => {
      const exact = await run(water);
      const noiseOf = async (photons: number) => rmsDifference((await run(noisy({ photons }))).image, exact.image);
      // The same random words at both doses, so the ratio is known better than either.
      expect((await noiseOf(1e5)) / (await noiseOf(4e5))).toBeCloseTo(2, 1);
    });
  });
}
