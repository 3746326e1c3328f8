import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hounsfieldFromMu, WATER_MU_PER_MM } from '../../src/phantom/attenuation.ts';
import { referenceMuPerMm } from '../../src/phantom/material-attenuation.ts';
import { MATERIAL_NAMES } from '../../src/phantom/material-names.ts';
import { sharedDataPath, testOnSharedData } from '../support/shared-data.ts';

test('water is the water that HU are computed from', () => {
  expect(referenceMuPerMm('water')).toBeCloseTo(WATER_MU_PER_MM, 15);
});

// Mass attenuation at 60 keV in cm²/g and density from NIST's tables (Hubbell & Seltzer, NISTIR 5632, 1995).
test.each([
  ['water', 0.2059, 1],
  ['aluminium', 0.2778, 2.699],
  ['iron', 1.205, 7.874],
  ['titanium', 0.7661, 4.54],
  ['iodine', 7.579, 4.93],
  ['air', 0.1875, 1.205e-3],
  ['pmma', 0.1924, 1.19],
  ['cortical-bone', 0.3148, 1.92],
] as const)('%s agrees with NIST', (name, massAttenuation, density) => {
  // Cortical bone is ICRU's there and ICRP's here, whose compositions and densities differ by some 5 %.
  const tolerance = name === 'cortical-bone' ? 0.06 : 0.002;
  expect(Math.abs((referenceMuPerMm(name) * 10) / (massAttenuation * density) - 1)).toBeLessThan(tolerance);
});

// The ranges of CT numbers that the Catphan 600 manual (The Phantom Laboratory) states for its CTP404 module.
test.each([
  ['air', -1046, -986],
  ['pmp', -220, -172],
  ['ldpe', -121, -87],
  ['polystyrene', -65, -29],
  ['pmma', 92, 137],
  ['ptfe', 941, 1060],
] as const)('%s has the CT number that scanners find', (name, least, most) => {
  const hounsfield = hounsfieldFromMu(referenceMuPerMm(name));
  expect(hounsfield).toBeGreaterThanOrEqual(least);
  expect(hounsfield).toBeLessThanOrEqual(most);
});

// Sums over the elements of Chantler’s tables (J. Phys. Chem. Ref. Data 24:71, 1995), by xraydb 4.5 in Python: 0.39465 and
// 0.34164 cm²/g at 60 keV; hydroxyapatite is Ca₁₀(PO₄)₆(OH)₂, protein 53 % C, 7 % H, 17 % N and 23 % O by weight.
test.each([
  ['enamel', 0.39465, 2.95],
  ['dentine', 0.34164, 2.14],
] as const)('%s is the sum of its elements', (name, massAttenuation, density) => {
  expect(Math.abs((referenceMuPerMm(name) * 10) / (massAttenuation * density) - 1)).toBeLessThan(0.012);
});

test('density is relative', () => {
  expect(referenceMuPerMm('iodine', 0.01)).toBeCloseTo(referenceMuPerMm('iodine') / 100, 15);
});

testOnSharedData('every material is as xraylib has it', () => {
  // The tables lack what NIST’s list lacks.
  for (const name of MATERIAL_NAMES.filter((given) => given !== 'enamel' && given !== 'dentine')) {
    const [head, , ...rows] = readFileSync(sharedDataPath('attenuation', `${name}.csv`), 'utf8').split('\n');
    const density = Number(/density ([\d.]+)/.exec(head!)?.[1]);
    const row = rows.map((line) => line.split(',').map(Number)).find(([energyKeV]) => energyKeV === 60);
    const muPerMm = (row![1]! * density) / 10;
    // Four digits of the mass attenuation are carried.
    expect(Math.abs(referenceMuPerMm(name) / muPerMm - 1)).toBeLessThan(3e-4);
  }
});
