import { expect, test } from 'vitest';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { evaluateCurve } from '../../src/physics/polynomial-curve.ts';
import { monochromatic, polychromaticLineIntegral, tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
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
