import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { massAttenuationCm2PerG, muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { filtered, meanEnergyKeV, type Spectrum, tubeSpectrum } from '../../src/physics/tube-spectrum.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';

const tube = (voltageKV: number, filtrationMmAluminium = 6, filtrationMmCopper = 0) =>
  tubeSpectrum({ voltageKV, anodeAngleDeg: 7, filtrationMmAluminium, filtrationMmCopper });
const total = ({ photons }: Spectrum) => photons.reduce((sum, count) => sum + count, 0);

/** Air kerma but for a factor: energy times the attenuation of air, near enough to its absorption for a ratio. */
const kerma = ({ energiesKeV, photons }: Spectrum) =>
  photons.reduce((sum, count, i) => sum + count * energiesKeV[i]! * massAttenuationCm2PerG('air', energiesKeV[i]!), 0);

function halfValueLayerMmAluminium(spectrum: Spectrum): number {
  let [low, high] = [0, 30];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (kerma(filtered(spectrum, { aluminium: middle })) > kerma(spectrum) / 2) low = middle;
    else high = middle;
  }
  return low;
}

// XCIST's spectra of a 7° tungsten target, by their README.
const MEANS = [
  [80, 48.6],
  [100, 54.5],
  [120, 60.0],
  [140, 64.9],
] as const;

test.each(MEANS)('at %s kV behind 6 mm of aluminium the mean energy is %s ± 0.6 keV', (voltageKV, mean) => {
  // The reference does not say its filtration; 6 mm of aluminium is what makes the four means come out together.
  expect(Math.abs(meanEnergyKeV(tube(voltageKV)) - mean)).toBeLessThan(0.6);
});

test.each([80, 100, 120, 140])('at %s kV the half-value layer is that of a clinical scanner', (voltageKV) => {
  // IEC 61223-3-5 and 60601-1-3 ask for at least 2.9, 3.6, 4.3 and 5.0 mm at these voltages; scanners with flat filters
  // have some 5 to 10 mm.
  const least = { 80: 2.9, 100: 3.6, 120: 4.3, 140: 5.0 }[voltageKV]!;
  const layer = halfValueLayerMmAluminium(tube(voltageKV));
  expect(layer).toBeGreaterThan(least);
  expect(layer).toBeLessThan(11);
});

test('copper and aluminium harden the beam, copper some thirty times as much', () => {
  expect(meanEnergyKeV(tube(120, 9))).toBeGreaterThan(meanEnergyKeV(tube(120, 6)));
  expect(meanEnergyKeV(tube(120, 6, 0.1))).toBeCloseTo(meanEnergyKeV(tube(120, 9.2)), 0);
  // The copper that weakens 60 keV as much as 1 mm of aluminium: 0.075/1.427 of a millimetre.
  expect(muPerMm('copper', 60) / muPerMm('aluminium', 60)).toBeCloseTo(19.0, 0);
});

test('no photon has more energy than the electrons had', () => {
  for (const voltageKV of [60, 83.5, 140]) {
    const { energiesKeV } = tube(voltageKV);
    expect(energiesKeV.at(-1)!).toBeLessThan(voltageKV);
  }
});

describe('the lines of tungsten', () => {
  const line = (voltageKV: number) => {
    const { energiesKeV, photons } = tube(voltageKV);
    // The line of 59.32 keV.
    const at = energiesKeV.findIndex((energyKeV) => Math.abs(energyKeV - 59.32) < 0.25);
    return photons[at]! / photons[at - 1]!;
  };
  test('stand over the bremsstrahlung above the K edge and not below', () => {
    expect(line(120)).toBeGreaterThan(3);
    expect(line(65)).toBeLessThan(1);
  });
});

testOnSharedData('the spectra are those of XCIST within 10 % RMS in bins of 5 keV, and 15 % in output', () => {
  for (const [voltageKV] of MEANS) {
    const rows = readFileSync(sharedDataPath('spectra', `tungsten-${voltageKV}kV-7deg.csv`), 'utf8')
      .split('\n')
      .slice(1)
      .filter((row) => row.includes(','))
      .map((row) => row.split(',').map(Number) as [number, number]);
    const spectrum = tube(voltageKV);
    const reference = rows.reduce((sum, [, count]) => sum + count, 0);
    let squared = 0;
    let size = 0;
    for (let from = 15; from < voltageKV; from += 5) {
      const inBin = (energyKeV: number) => energyKeV >= from && energyKeV < from + 5;
      // A row at 60 keV stands for the photons up to 60 keV.
      const expected = rows.reduce((sum, [e, count]) => sum + (inBin(e - 0.5) ? count / reference : 0), 0);
      const actual = spectrum.photons.reduce(
        (sum, count, i) => sum + (inBin(spectrum.energiesKeV[i]!) ? count / total(spectrum) : 0),
        0,
      );
      squared += (actual - expected) ** 2;
      size += expected ** 2;
    }
    expect(Math.sqrt(squared / size)).toBeLessThan(0.1);
    // 1 mAs are 6.2415·10¹⁵ electrons; 1 m away their photons are spread over 4π·10⁶ mm².
    const perMasAndMm2 = (total(spectrum) * 6.2415e15) / (4 * Math.PI * 1e6);
    expect(Math.abs(perMasAndMm2 / reference - 1)).toBeLessThan(0.15);
  }
});
