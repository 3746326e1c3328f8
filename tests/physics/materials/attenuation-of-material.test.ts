import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MATERIAL_NAMES } from '../../../src/phantom/material-names.ts';
import { massAttenuationCm2PerG, muPerMm } from '../../../src/physics/materials/attenuation-of-material.ts';
import { type AttenuatorName, attenuationTables } from '../../../src/physics/materials/attenuation-tables.ts';
import { describeOnSharedData, sharedDataPath } from '../../support/shared-data.ts';

const names = Object.keys(attenuationTables) as AttenuatorName[];

// Hubbell & Seltzer, NISTIR 5632 (1995), tables 3 and 4, μ/ρ in cm²/g. The tables here come from another compilation
// of cross sections, which differs from it by up to 1 % where the photoelectric effect and coherent scattering count.
const NIST: [AttenuatorName, number, number][] = [
  ['water', 20, 0.8096],
  ['water', 30, 0.3756],
  ['water', 40, 0.2683],
  ['water', 50, 0.2269],
  ['water', 60, 0.2059],
  ['water', 80, 0.1837],
  ['water', 100, 0.1707],
  ['water', 150, 0.1505],
  ['aluminium', 30, 1.128],
  ['aluminium', 60, 0.2778],
  ['aluminium', 100, 0.1704],
  ['copper', 60, 1.593],
  ['copper', 100, 0.4584],
  ['iron', 60, 1.205],
  ['iron', 100, 0.3717],
  ['cortical-bone', 60, 0.3148],
  ['cortical-bone', 100, 0.1855],
  ['air', 60, 0.1875],
  ['pmma', 60, 0.1924],
  ['tungsten', 60, 3.713],
  // Sums over the elements of Chantler’s tables, by xraydb 4.5; see tests/phantom/material-attenuation.test.ts.
  ['enamel', 80, 0.25467],
  ['enamel', 100, 0.1993],
  ['dentine', 80, 0.23379],
  ['dentine', 100, 0.18971],
  ['tungsten', 100, 4.438],
];

test.each(NIST)('%s at %s keV is NIST’s %s cm²/g within 1.5 %', (material, energyKeV, published) => {
  expect(Math.abs(massAttenuationCm2PerG(material, energyKeV) / published - 1)).toBeLessThan(0.015);
});

test('water at 60 keV is the reference of all that is relative to water, within half an HU', () => {
  expect(Math.abs(muPerMm('water', 60) / 0.02059 - 1)).toBeLessThan(5e-4);
});

test('every material of phantoms has a table', () => {
  expect(names).toEqual(expect.arrayContaining([...MATERIAL_NAMES]));
});

test.each(names)('%s: the rows of its table come out', (material) => {
  const { energiesKeV, massAttenuationCm2PerG: values } = attenuationTables[material];
  energiesKeV.forEach((energyKeV, i) => {
    // Of the two rows at an edge the upper one counts.
    if (energiesKeV[i + 1] !== energyKeV)
      expect(massAttenuationCm2PerG(material, energyKeV)).toBeCloseTo(values[i]!, 9);
  });
});

test('attenuation jumps at the K edges of iodine and tungsten', () => {
  // The ratios of the edges in NIST's tables: 35.82/6.533 for iodine, 11.23/2.552 for tungsten.
  expect(massAttenuationCm2PerG('iodine', 33.17) / massAttenuationCm2PerG('iodine', 33.16)).toBeCloseTo(5.48, 1);
  expect(massAttenuationCm2PerG('tungsten', 69.53) / massAttenuationCm2PerG('tungsten', 69.52)).toBeCloseTo(4.4, 1);
});

describeOnSharedData('the tables against those they were made from', () => {
  test.each(names.filter((name) => name !== 'enamel' && name !== 'dentine'))(
    '%s: every row within 0.11 %',
    (material) => {
      const rows = readFileSync(sharedDataPath('attenuation', `${material}.csv`), 'utf8')
        .trim()
        .split('\n')
        .slice(2);
      for (const row of rows) {
        const [energyKeV, expected] = row.split(',').map(Number);
        // 0.1 % by the making of the tables, and figures rounded to five digits.
        expect(Math.abs(massAttenuationCm2PerG(material, energyKeV!) / expected! - 1)).toBeLessThan(1.1e-3);
      }
    },
  );
});
