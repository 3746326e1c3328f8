import { describe, expect, test } from 'vitest';
import { type PhysicalRuns, water } from './physical-runs.ts';

/** What a detector does wrong: drift, dead channels, crosstalk, scatter, wide channels. */
export function describeDetector({ run }: PhysicalRuns): void {
  describe('a detector', () => {
    const faulty = (physics: object) => run({ ...water, physics });

    test('whose channels have drifted reads −ln of its gains too much, the same in every view', async () => {
      const exact = await run(water);
      const { sinogram } = await faulty({ gainDrift: 0.02 });
      const shift = sinogram.map((value, i) => value - exact.sinogram[i]!);
      for (let i = 0; i < shift.length; i++) expect(Math.abs(shift[i]! - shift[i % 129]!)).toBeLessThan(2e-5);
      const rms = Math.sqrt(shift.reduce((sum, value) => sum + value ** 2, 0) / shift.length);
      // An RMS of 129 gains is known to 1/√(2·129), 6 %.
      expect(Math.abs(rms / 0.02 - 1)).toBeLessThan(0.2);
    });

    test('with a dead channel reads the least there and nothing else differs', async () => {
      const exact = await faulty({ crosstalk: 1e-9 });
      const { sinogram, starvedFraction } = await faulty({ deadChannels: [40] });
      expect(starvedFraction).toBeCloseTo(1 / 129, 6);
      sinogram.forEach((value, i) => {
        if (i % 129 === 40) expect(value).toBeCloseTo(20 * Math.LN2, 4);
        else expect(Math.abs(value - exact.sinogram[i]!)).toBeLessThan(1e-5);
      });
    });

    test('with crosstalk blurs what it measures, and loses nothing of it', async () => {
      const signals = (values: Float32Array) => values.slice(0, 129).map((value) => Math.exp(-value));
      const exact = signals((await run(water)).sinogram);
      const blurred = signals((await faulty({ crosstalk: 0.2 })).sinogram);
      for (let k = 1; k < 128; k++) {
        expect(blurred[k]).toBeCloseTo(0.8 * exact[k]! + 0.1 * (exact[k - 1]! + exact[k + 1]!), 5);
      }
    });

    test('that sees scatter sees less attenuation, most of it where there is most', async () => {
      const exact = await run(water);
      const { sinogram } = await faulty({ scatterToPrimary: 0.5 });
      const primary = exact.sinogram.slice(0, 129).map((value) => Math.exp(-value));
      const scatter = (0.5 * primary.reduce((sum, s) => sum + s * (1 - s), 0)) / 129;
      for (let k = 0; k < 129; k++) expect(Math.exp(-sinogram[k]!)).toBeCloseTo(primary[k]! + scatter, 4);
    });

    test('with wide channels averages what comes through, not its logarithm', async () => {
      // At the cylinder's edge −ln of a mean is less than the mean of −ln.
      const wide = await faulty({ channelAperture: 1 });
      const offsets = [-0.375, -0.125, 0.125, 0.375];
      for (const k of [14, 15, 30, 64]) {
        const chord = (offset: number) => 2 * Math.sqrt(Math.max(0, 100 ** 2 - ((k - 64 + offset) * 2) ** 2));
        const mean = offsets.reduce((sum, offset) => sum + Math.exp(-0.02059 * chord(offset)) / 4, 0);
        expect(wide.sinogram[k]).toBeCloseTo(-Math.log(mean), 4);
      }
    });
  });
}
