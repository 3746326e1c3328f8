import { describe, expect, test } from 'vitest';
import type { MaterialName } from '../../src/phantom/material-names.ts';
import { energyNodes } from '../../src/physics/energy-nodes.ts';
import { absorptionEdgesKeV, muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';
import { absorbedPart, spectrumMuPerMm, tubeScanSpectrum } from '../../src/physics/scan-spectrum.ts';
import { tubeSpectrum } from '../../src/physics/tube-spectrum.ts';

type Path = readonly (readonly [MaterialName, number])[];

/** −ln Σ w·exp(−Σ μ·length), however thick. */
function lineIntegral(energiesKeV: ArrayLike<number>, weights: ArrayLike<number>, path: Path): number {
  const depths = Array.from(energiesKeV, (energyKeV) =>
    path.reduce((sum, [material, lengthMm]) => sum + muPerMm(material, energyKeV) * lengthMm, 0),
  );
  const least = Math.min(...depths);
  return least - Math.log(depths.reduce((sum, depth, i) => sum + weights[i]! * Math.exp(least - depth), 0));
}

/** All of a tube's spectrum as the detector weighs it, in steps of half a keV. */
function wholeSpectrum(tube: Parameters<typeof tubeScanSpectrum>[0]) {
  const { energiesKeV, photons } = tubeSpectrum({ ...tube, anodeAngleDeg: 7 });
  const signals = photons.map((count, i) => count * energiesKeV[i]! * absorbedPart(energiesKeV[i]!));
  const total = signals.reduce((sum, signal) => sum + signal, 0);
  return { energiesKeV, weights: signals.map((signal) => signal / total) };
}

const PATHS: readonly Path[] = [
  ...[5, 50, 100, 200, 300, 400].map((length): Path => [['water', length]]),
  ...[3, 20, 60, 90].map((length): Path => [['cortical-bone', length]]),
  ...[1, 5, 10, 30].map((length): Path => [['iron', length]]),
  ...[5, 20, 40].map((length): Path => [['titanium', length]]),
  ...[0.02, 0.1, 1].map((length): Path => [['iodine', length]]),
  ...(['lung', 'adipose', 'aluminium', 'ptfe', 'ldpe'] as const).map((material): Path => [[material, 100]]),
  [
    ['water', 160],
    ['cortical-bone', 40],
    ['titanium', 20],
  ],
  [
    ['water', 300],
    ['iodine', 0.5],
  ],
];

describe.each([40, 50, 60, 80, 120, 150])('the energies that stand for %s kV', (voltageKV) => {
  test.each([
    [0, 0],
    [6, 0],
    [6, 1],
    [50, 5],
  ])('behind %s mm of aluminium and %s mm of copper tell what all of them do, to 10⁻³', (aluminium, copper) => {
    const tube = { voltageKV, filtrationMmAluminium: aluminium, filtrationMmCopper: copper };
    const few = tubeScanSpectrum(tube);
    const all = wholeSpectrum(tube);
    expect(few.energiesKeV.length).toBeLessThan(25);
    expect(few.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(Math.min(...few.weights)).toBeGreaterThan(0);
    for (const path of PATHS) {
      const whole = lineIntegral(all.energiesKeV, all.weights, path);
      const told = lineIntegral(few.energiesKeV, few.weights, path);
      expect([path.flat().join(' '), Math.abs(told / whole - 1) < 1e-3]).toEqual([path.flat().join(' '), true]);
    }
  });
});

test('a tube of 120 kV takes fewer energies than its bins of 5 keV were, 21', () => {
  const spectrum = tubeScanSpectrum({ voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0 });
  expect(spectrum.weights.length).toBeLessThan(21);
  expect(spectrumMuPerMm(spectrum, 'water').length).toBe(spectrum.weights.length);
});

test('the edges that no stretch holds are those of the tables', () => {
  // X-ray Data Booklet (Thompson & Vaughan, LBNL 2001), table 1-1: the K edge of iodine.
  expect(absorptionEdgesKeV('iodine')).toEqual([expect.closeTo(33.17, 2)]);
  expect(absorptionEdgesKeV('water')).toEqual([]);
});

test('two energies have the weight, mean, variance and skewness of those that they stand for', () => {
  const energiesKeV = Float64Array.of(20, 21, 22, 23, 24, 25);
  const weights = Float64Array.of(0.1, 0.3, 0.25, 0.05, 0.1, 0.2);
  const nodes = energyNodes(energiesKeV, weights, [], []);
  expect(nodes.energiesKeV).toHaveLength(2);
  for (const power of [0, 1, 2, 3]) {
    const moment = (energies: Float64Array, of: Float64Array) =>
      energies.reduce((sum, energy, i) => sum + of[i]! * (energy - 22) ** power, 0);
    expect(moment(nodes.energiesKeV, nodes.weights)).toBeCloseTo(moment(energiesKeV, weights), 10);
  }
  // What lies on two sides of an edge stays on its own.
  expect(energyNodes(energiesKeV, weights, [], [22.6]).energiesKeV).toHaveLength(4);
});
