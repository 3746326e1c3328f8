import { expect, test } from 'vitest';
import { airAbsorptionCm2PerG, airKermaMGyPerMas } from '../../src/physics/air-kerma.ts';

/** 1 keV/g for each photon and cm² is 0.1602 pGy·cm². */
const PGY_CM2_PER_KEV = 0.1602177;

// Air kerma per fluence in pGy·cm² of ICRP Publication 74 (1996), table A.1, which has older coefficients: within 3 %.
test.each([
  [10, 7.43],
  [20, 1.68],
  [30, 0.721],
  [40, 0.429],
  [50, 0.323],
  [60, 0.289],
  [80, 0.307],
  [100, 0.371],
  [150, 0.599],
])('a photon of %s keV for each cm² is %s pGy', (energyKeV, published) => {
  const kerma = energyKeV * airAbsorptionCm2PerG(energyKeV) * PGY_CM2_PER_KEV;
  expect(Math.abs(kerma / published - 1)).toBeLessThan(0.03);
});

test('in between the coefficient is a power of the energy', () => {
  const between = airAbsorptionCm2PerG(Math.sqrt(30 * 40));
  expect(between).toBeCloseTo(Math.sqrt(0.1537 * 0.06833), 9);
});

test('a tube of 80 kV behind 2.5 mm of aluminium gives at 1 m what general tubes do, and less farther away', () => {
  const tube = { voltageKV: 80, filtrationMmAluminium: 2.5, filtrationMmCopper: 0 };
  const atOneMetre = airKermaMGyPerMas(tube, 1000);
  // Between 60 and 90 µGy for each mAs.
  expect(atOneMetre).toBeGreaterThan(0.06);
  expect(atOneMetre).toBeLessThan(0.09);
  expect(airKermaMGyPerMas(tube, 2000) / atOneMetre).toBeCloseTo(1 / 4, 9);
  expect(airKermaMGyPerMas({ ...tube, filtrationMmAluminium: 5 }, 1000)).toBeLessThan(0.7 * atOneMetre);
});
