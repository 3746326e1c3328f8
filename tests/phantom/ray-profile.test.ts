import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { RayProfile } from '../../src/phantom/ray-profile.ts';
import { uniform } from '../support/uniform.ts';

const disk = (x: number, radius: number, value: number) => ({
  type: 'ellipse',
  x,
  y: 0,
  semiAxisX: radius,
  semiAxisY: radius,
  value,
});
const profileOf = (composition: 'add' | 'replace', ...shapes: object[]) =>
  new RayProfile(
    shapePhantom(
      parsePhantomFile({ version: 1, name: 'test', fieldSizeMm: 100, values: 'arbitrary', composition, shapes }),
    ),
  );
const alongX = { originXMm: 0, originYMm: 0, directionX: 1, directionY: 0 };

function stretchesOf(profile: RayProfile) {
  const stretches: [number, number, number][] = [];
  profile.visit(alongX, (...given) => stretches.push(given));
  return stretches;
}

const stretch = (enter: number, exit: number, value: number) => [
  expect.closeTo(enter, 12),
  expect.closeTo(exit, 12),
  value,
];

describe('values that add', () => {
  test('count each shape along its own chord', () => {
    const profile = profileOf('add', disk(0, 10, 1), disk(3, 2, 5), disk(50, 1, -2));
    expect(stretchesOf(profile)).toEqual([stretch(-10, 10, 1), stretch(1, 5, 5), stretch(49, 51, -2)]);
    expect(profile.lineIntegral(alongX)).toBeCloseTo(20 + 20 - 4, 12);
  });
});

describe('values that replace', () => {
  test('show the last shape alone', () => {
    const profile = profileOf('replace', disk(0, 10, 1), disk(3, 2, 5));
    expect(stretchesOf(profile)).toEqual([stretch(-10, 1, 1), stretch(1, 5, 5), stretch(5, 10, 1)]);
    expect(profile.lineIntegral(alongX)).toBeCloseTo(16 + 20, 12);
  });

  test('in the other order cover the small one', () => {
    expect(profileOf('replace', disk(3, 2, 5), disk(0, 10, 1)).lineIntegral(alongX)).toBeCloseTo(20, 12);
  });

  test('make a hole by 0', () => {
    expect(profileOf('replace', disk(0, 10, 1), disk(0, 4, 0)).lineIntegral(alongX)).toBeCloseTo(12, 12);
  });

  test('leave nothing of a shape that is covered twice, and nothing between shapes apart', () => {
    const profile = profileOf('replace', disk(0, 1, 7), disk(0, 1, 2), disk(10, 1, 3));
    expect(profile.lineIntegral(alongX)).toBeCloseTo(4 + 6, 12);
  });

  test('are the value of the last shape around each point, for any disks', () => {
    const anyDisk = fc.tuple(uniform(-20, 20), uniform(0.5, 15), fc.integer({ min: -5, max: 5 }));
    fc.assert(
      fc.property(fc.array(anyDisk, { maxLength: 7 }), (given) => {
        const profile = profileOf('replace', ...given.map((numbers) => disk(...numbers)));
        // On the line the disks are intervals: paint them on a fine comb. Each boundary may miss by one tooth.
        const tooth = 0.01;
        let painted = 0;
        for (let x = -36 + tooth / 2; x < 36; x += tooth) {
          const top = given.findLast(([centre, radius]) => Math.abs(x - centre) < radius);
          painted += (top?.[2] ?? 0) * tooth;
        }
        expect(Math.abs(profile.lineIntegral(alongX) - painted)).toBeLessThan(given.length * 2 * 10 * tooth + 1e-9);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
