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

  // Elojeimy, Tipnis & Huda, Radiat. Prot. Dosim. 141:43 (2010): µGy/mAs, mean ± standard deviation of 43 scanners.
  test.each([
    ['head', 167, 44],
    ['body', 78, 22],
  ] as const)('of a %s at 120 kV is the mean of scanners, %s µGy for 1 mAs', (phantom, mean, deviation) => {
    expect(1000 * perMas(tube, phantom)).toBeCloseTo(mean, 6);
    // Another millimetre or two of aluminium leaves it among them.
    for (const filtrationMmAluminium of [5, 8]) {
      expect(Math.abs(1000 * perMas({ ...tube, filtrationMmAluminium }, phantom) - mean)).toBeLessThan(deviation);
    }
  });

  test.each(['head', 'body'] as const)('of a %s rises with the voltage as the same scanners do', (phantom) => {
    const ratio = (to: number, from: number) =>
      perMas({ ...tube, voltageKV: to }, phantom) / perMas({ ...tube, voltageKV: from }, phantom);
    expect(Math.log(ratio(140, 80)) / Math.log(140 / 80)).toBeCloseTo(2.6, 9);
    // “By about a factor of 4” from 80 to 140 kV.
    expect(Math.round(ratio(140, 80))).toBe(4);
  });

  test('falls with filtration', () => {
    expect(perMas({ ...tube, filtrationMmCopper: 0.3 }, 'body')).toBeLessThan(perMas(tube, 'body'));
  });
});
