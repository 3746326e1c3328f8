import { expect, test } from 'vitest';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { evaluateCurve } from '../../src/physics/polynomial-curve.ts';
import {
  binMuPerMm,
  binWeights,
  monochromatic,
  polychromaticLineIntegral,
  type ScanSpectrum,
  tubeScanSpectrum,
} from '../../src/physics/scan-spectrum.ts';
import { calibrateWater } from '../../src/physics/water-calibration.ts';

const tube = (voltageKV: number) => tubeScanSpectrum({ voltageKV, filtrationMmAluminium: 6, filtrationMmCopper: 0 });

test.each([
  [80, 48, 58],
  [100, 54, 64],
  [120, 59, 71],
  [140, 63, 77],
])('at %s kV the effective energy is that of CT, %s to %s keV', (voltageKV, least, most) => {
  // What is published for clinical scanners scatters by some keV with filter and phantom.
  const { effectiveEnergyKeV, waterMuPerMm } = calibrateWater(tube(voltageKV));
  expect(effectiveEnergyKeV).toBeGreaterThan(least);
  expect(effectiveEnergyKeV).toBeLessThan(most);
  expect(waterMuPerMm).toBeCloseTo(muPerMm('water', effectiveEnergyKeV), 9);
});

test('one energy is calibrated by the table alone, and needs no correction', () => {
  const { waterMuPerMm, effectiveEnergyKeV, correction } = calibrateWater(monochromatic(73));
  expect(waterMuPerMm).toBeCloseTo(muPerMm('water', 73), 7);
  expect(effectiveEnergyKeV).toBeCloseTo(73, 3);
  expect(evaluateCurve(correction, 1.234)).toBe(1.234);
});

test.each([60, 80, 120, 140])('at %s kV the correction makes water proportional to its length within 0.05 %', (kV) => {
  const spectrum = tube(kV);
  const { correction, waterMuPerMm } = calibrateWater(spectrum);
  for (let lengthMm = 2; lengthMm <= 400; lengthMm += 2) {
    const corrected = evaluateCurve(correction, polychromaticLineIntegral(spectrum, 'water', lengthMm));
    expect(Math.abs(corrected / (waterMuPerMm * lengthMm) - 1)).toBeLessThan(5e-4);
  }
});

test('beyond its end the correction goes straight on', () => {
  const { correction } = calibrateWater(tube(120));
  const { most } = correction;
  const slope = (evaluateCurve(correction, most) - evaluateCurve(correction, most - 1e-6)) / 1e-6;
  expect(evaluateCurve(correction, most + 3)).toBeCloseTo(evaluateCurve(correction, most) + 3 * slope, 5);
});

test('what bins of 5 keV cost: at most 0.2 % of a reading of 40 cm of water, 1 % of bone and metal', () => {
  const spectrum = tube(120);
  const fine: ScanSpectrum = {
    ...spectrum,
    binStarts: Array.from({ length: spectrum.energiesKeV.length + 1 }, (_, i) => i),
  };
  expect(binWeights(spectrum).length).toBeLessThan(25);
  expect(binMuPerMm(fine, 'water').length).toBe(spectrum.energiesKeV.length);
  const cost = (...[material, lengthMm]: ['water' | 'cortical-bone' | 'titanium' | 'iodine', number]) =>
    Math.abs(
      polychromaticLineIntegral(spectrum, material, lengthMm) / polychromaticLineIntegral(fine, material, lengthMm) - 1,
    );
  for (const lengthMm of [10, 100, 200, 400]) expect(cost('water', lengthMm)).toBeLessThan(2e-3);
  for (const lengthMm of [5, 20, 50]) expect(cost('cortical-bone', lengthMm)).toBeLessThan(1e-2);
  for (const lengthMm of [2, 10]) expect(cost('titanium', lengthMm)).toBeLessThan(1e-2);
  // 5 mm of a solution with 20 mg of iodine in a ml are 0.02 mm of iodine.
  expect(cost('iodine', 0.02)).toBeLessThan(1e-2);
});
