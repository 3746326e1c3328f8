import { describe, expect, test } from 'vitest';
import { ctdiVolMGy, masPerView } from '../../src/physics/dose.ts';
import { photonsForSameDose, relativeDose } from '../../src/physics/relative-dose.ts';

const tube = { voltageKV: 120, filtrationMmAluminium: 6, filtrationMmCopper: 0 };
const scanner = { sourceToDetectorMm: 1040, channelSpacingMm: 1, sliceThicknessMm: 1 };

test('a scan of as many photons altogether has the same dose', () => {
  const photons = photonsForSameDose(1e5, 720, 180);
  expect(photons).toBe(4e5);
  expect(relativeDose(photons, 180)).toBe(relativeDose(1e5, 720));
});

describe('the charge for some photons', () => {
  test('is a tenth of a mAs for each view of a clinical scan, in order of magnitude', () => {
    // XCIST's tube: 2.0·10⁶ photons for each mAs and mm² at 1 m, nearly all counted: 1.85·10⁶ at 1040 mm.
    expect(masPerView(1.85e6 / 10, tube, scanner) * 10).toBeGreaterThan(0.8);
    expect(masPerView(1.85e6 / 10, tube, scanner) * 10).toBeLessThan(1.25);
  });

  test('goes with the photons, with the square of the distance and inversely with the area', () => {
    const one = masPerView(1e5, tube, scanner);
    expect(masPerView(3e5, tube, scanner) / one).toBeCloseTo(3, 9);
    expect(masPerView(1e5, tube, { ...scanner, sourceToDetectorMm: 2080 }) / one).toBeCloseTo(4, 9);
    expect(masPerView(1e5, tube, { ...scanner, channelSpacingMm: 0.5 }) / one).toBeCloseTo(2, 9);
  });
});

describe('the CTDI estimate', () => {
  const perMas = (settings: typeof tube, phantom: 'head' | 'body') =>
    ctdiVolMGy(1e5, 1000, settings, scanner, phantom) / (masPerView(1e5, settings, scanner) * 1000);

  test('is typical of scanners: 10 to 25 mGy a head and 5 to 10 mGy a body for 100 mAs at 120 kV', () => {
    expect(perMas(tube, 'head') * 100).toBeGreaterThan(10);
    expect(perMas(tube, 'head') * 100).toBeLessThan(25);
    expect(perMas(tube, 'body') * 100).toBeGreaterThan(5);
    expect(perMas(tube, 'body') * 100).toBeLessThan(10);
  });

  test('rises with the voltage by a power of 2 to 3.5, and falls with filtration', () => {
    const power = Math.log(perMas({ ...tube, voltageKV: 140 }, 'body') / perMas({ ...tube, voltageKV: 80 }, 'body'));
    expect(power / Math.log(140 / 80)).toBeGreaterThan(2);
    expect(power / Math.log(140 / 80)).toBeLessThan(3.5);
    expect(perMas({ ...tube, filtrationMmCopper: 0.3 }, 'body')).toBeLessThan(perMas(tube, 'body'));
  });
});
