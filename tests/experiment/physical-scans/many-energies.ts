import { describe, expect, test } from 'vitest';
import { muPerMm } from '../../../src/physics/materials/attenuation-of-material.ts';
import { absorbedPart } from '../../../src/physics/scan-spectrum.ts';
import { tubeSpectrum } from '../../../src/physics/tube-spectrum.ts';
import { rmsDifference } from '../../support/walk.ts';
import { cylinder, hounsfield, meanAt, type Outcome, type PhysicalRuns, tube, water } from './physical-runs.ts';

/** A beam of many energies: cupping and its correction, metal, the ends of single precision. */
export function describeManyEnergies({ run }: PhysicalRuns): void {
  describe('a beam of many energies', () => {
    test('cups water, and the water correction makes it flat within 2 HU', async () => {
      const fine = { ...water, scan: { views: 180, channels: 259, channelSpacingMm: 1 } };
      const cupped = await run({ ...fine, physics: { spectrum: tube } });
      const flat = await run({ ...fine, physics: { spectrum: tube }, corrections: { water: true } });
      const cup = (outcome: Outcome) => meanAt(hounsfield(outcome), 80, 90) - meanAt(hounsfield(outcome), 0, 20);
      // Cupping of 20 cm of water at 120 kV without correction: some tens of HU.
      expect(cup(cupped)).toBeGreaterThan(15);
      expect(cup(cupped)).toBeLessThan(80);
      for (const [from, to] of [
        [0, 20],
        [20, 50],
        [50, 80],
        [80, 92],
      ] as const) {
        expect(Math.abs(meanAt(hounsfield(flat), from, to))).toBeLessThan(2);
      }
    });

    test('goes on through metal where nothing is counted', async () => {
      // Rays upwards through the middles of iron and of titanium: chords of circles and of the body's ellipse.
      const inBody = 2 * 100 * Math.sqrt(1 - (75 / 150) ** 2);
      const { energiesKeV, photons } = tubeSpectrum({
        ...tube,
        filtrationMmCopper: 0,
        voltageKV: 80,
        anodeAngleDeg: 7,
      });
      const through = (metal: 'iron' | 'titanium', lengthMm: number) => {
        const signals = photons.map((count, i) => count * energiesKeV[i]! * absorbedPart(energiesKeV[i]!));
        const total = signals.reduce((sum, signal) => sum + signal, 0);
        const left = signals.reduce((sum, signal, i) => {
          const depth =
            muPerMm('water', energiesKeV[i]!) * (inBody - lengthMm) + muPerMm(metal, energiesKeV[i]!) * lengthMm;
          return sum + signal * Math.exp(-depth);
        }, 0);
        return -Math.log(left / total);
      };
      const hip = {
        phantom: 'hip-with-metal',
        scan: { views: 90, arcDeg: 180, channels: 151, channelSpacingMm: 2 },
        reconstruction: { pixels: 16, pixelSizeMm: 20 },
      };
      const at80 = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 80 } } });
      // Channel k stands at 2·(k − 75) mm; −75 mm lies between two, so the detector is moved by half a channel.
      const moved = { ...hip, scan: { ...hip.scan, offset: 0.5 } };
      const { sinogram } = await run({ ...moved, physics: { spectrum: { ...tube, voltageKV: 80 } } });
      const reading = (xMm: number) => sinogram[xMm / 2 + 75 + 0.5]!;
      expect(Math.abs(reading(-75) / through('iron', 10) - 1)).toBeLessThan(1e-3);
      expect(Math.abs(reading(75) / through('titanium', 20) - 1)).toBeLessThan(1e-3);
      // By a sum over all energies of all rays, one mm and 3° apart: 16.75, where they once ended at 13.86.
      expect(Math.max(...at80.sinogram)).toBeGreaterThan(16);
      expect(Math.max(...at80.sinogram)).toBeLessThan(17);
      expect(at80.starvedFraction).toBe(0);
      const at40 = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 40 } } });
      expect(Math.max(...at40.sinogram)).toBeGreaterThan(50);
      expect(at40.starvedFraction).toBe(0);
      // A counting detector reads one photon at the least, and says so.
      const counted = await run({ ...hip, physics: { spectrum: { ...tube, voltageKV: 40 }, photons: 1e6 } });
      expect(Math.max(...counted.sinogram)).toBeCloseTo(Math.log(1e6), 4);
      expect(counted.starvedFraction).toBeGreaterThan(0.01);
    });

    test('ends where single precision does, and says so', async () => {
      const phantom = cylinder(50, { values: 'materials' }, { material: 'iron' });
      const { sinogram, starvedFraction } = await run({ ...water, phantom, physics: { spectrum: { voltageKV: 40 } } });
      expect(Math.max(...sinogram)).toBeCloseTo(115 * Math.LN2, 3);
      // Of 129 channels 2 mm apart some 50 see the cylinder, nearly all of them more iron than that.
      expect(starvedFraction).toBeGreaterThan(45 / 129);
      expect(starvedFraction).toBeLessThan(51 / 129);
    });

    test('leaves metal as it is where there is no scatter to be taken off', async () => {
      const hip = {
        phantom: 'hip-with-metal',
        scan: { views: 8, channels: 201, channelSpacingMm: 2 },
        reconstruction: { pixels: 16, pixelSizeMm: 20 },
        physics: { spectrum: { ...tube, voltageKV: 80 } },
      };
      const exact = await run(hip);
      const cured = await run({ ...hip, corrections: { scatter: true } });
      expect(rmsDifference(cured.sinogram, exact.sinogram)).toBe(0);
    });

    test.each([80, 140])('at %s kV has the mean of a water cylinder at 0 HU, corrected or not', async (voltageKV) => {
      const physics = { spectrum: { voltageKV } };
      for (const corrections of [{}, { water: true }]) {
        const outcome = await run({ ...water, physics, corrections });
        // The mean is the mass of a view over the cylinder's area.
        const mass = 2 * outcome.sinogram.slice(0, 129).reduce((sum, value) => sum + value, 0);
        expect(Math.abs(mass / (Math.PI * 100 ** 2 * outcome.waterMuPerMm) - 1)).toBeLessThan(2e-3);
      }
    });

    test('sees the same of a cylinder of water whether the phantom says water or a value', async () => {
      const physics = { spectrum: tube };
      const named = await run({
        ...water,
        phantom: cylinder(100, { values: 'materials' }, { material: 'water' }),
        physics,
      });
      expect(named.sinogram).toEqual((await run({ ...water, physics })).sinogram);
    });

    test('gives a phantom in units of its own back in these units', async () => {
      const phantom = cylinder(100, { values: 'arbitrary' });
      const outcome = await run({ ...water, phantom, physics: { spectrum: tube }, corrections: { water: true } });
      expect(meanAt(outcome.image, 0, 80)).toBeCloseTo(1, 2);
    });
  });
}
