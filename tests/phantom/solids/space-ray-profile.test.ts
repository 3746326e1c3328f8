import { describe, expect, test } from 'vitest';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';
import { mixedSolids } from '../../support/mixed-solids.ts';

/**
 * Rays by origin and direction, with the integral where values add up and where they cover each other: by NumPy and SciPy
 * (Rotation.from_euler('ZXZ')), the value told at 60 001 points of each ray and every change of it found by bisection.
 */
const RAYS = [
  [[-6.63, -4.21, 4.82], [-0.57, -0.45, -0.22], 12.37852939, 10.858609],
  [[-0.34, -5.44, 3.75], [3.32, 0.23, -0.35], 21.480213007, 19.773487049],
  [[-1.11, 1.39, 3.81], [-0.39, 0.48, -0.24], 25.427403399, 20.363243954],
  [[3.14, -3.32, -7.98], [1.55, 0.55, -0.51], 16.064448562, 12.424373505],
  [[6.27, 1.36, -0.46], [-0.27, -0.24, 1.0], 24.1682345, 18.306759989],
  [[-2.01, -6.55, 2.57], [0.88, 0.58, 0.09], 17.161452399, 16.189051242],
  [[-3.23, 3.87, 3.55], [-0.96, -1.67, 0.28], 23.179309698, 10.813978827],
  [[2.92, 5.12, -1.14], [0.03, -0.05, 1.41], 12.665680649, 5.078572279],
] as const;

const ADDED = new SpaceRayProfile(mixedSolids('add'));
const COVERED = new SpaceRayProfile(mixedSolids('replace'));

test.each(RAYS)(
  'the integrals along the ray from %j towards %j are those of NumPy',
  (origin, towards, sum, topmost) => {
    const length = Math.hypot(...towards);
    const [directionX, directionY, directionZ] = towards.map((x) => x / length) as [number, number, number];
    for (const back of [0, 1e4]) {
      const ray = {
        originXMm: origin[0] - back * directionX,
        originYMm: origin[1] - back * directionY,
        originZMm: origin[2] - back * directionZ,
        ...{ directionX, directionY, directionZ },
      };
      expect(ADDED.lineIntegral(ray)).toBeCloseTo(sum, 8);
      expect(COVERED.lineIntegral(ray)).toBeCloseTo(topmost, 8);
    }
  },
);

describe('the mass', () => {
  /** Volumes times values of {@link mixedSolids}, the last one an ellipsoid less a cap of the unit sphere it is made from. */
  const MASS = (() => {
    const ball = (4 / 3) * Math.PI;
    const cutAt = 3 / Math.hypot(0.6 * 8, 0.8 * 7);
    const cap = (Math.PI / 3) * (1 - cutAt) ** 2 * (2 + cutAt);
    return (
      0.4 * ball * 20 * 16 * 18 +
      14 * 9 * 11 +
      0.7 * Math.PI * 4 * 6 * 22 +
      1.5 * (Math.PI / 3) * 7 * 5 * 15 +
      0.2 * (Math.PI / 3) * 36 * 10 * (1 + 0.4 + 0.16) -
      0.5 * (ball - cap) * 8 * 6 * 7
    );
  })();

  test.each([
    ['along x', [1, 0, 0]],
    ['along z', [0, 0, 1]],
    ['obliquely', [0.36, -0.48, 0.8]],
  ] as const)('of all rays %s is that of all solids, each its volume times its value', (_, direction) => {
    const [dx, dy, dz] = direction;
    // Two directions across.
    const u = Math.abs(dz) > 0.9 ? [1, 0, 0] : [-dy / Math.hypot(dx, dy), dx / Math.hypot(dx, dy), 0];
    const v = [dy * u[2]! - dz * u[1]!, dz * u[0]! - dx * u[2]!, dx * u[1]! - dy * u[0]!];
    const spacingMm = 0.25;
    let sum = 0;
    for (let a = -30 + spacingMm / 2; a < 30; a += spacingMm) {
      for (let b = -30 + spacingMm / 2; b < 30; b += spacingMm) {
        const [originXMm, originYMm, originZMm] = [0, 1, 2].map((i) => a * u[i]! + b * v[i]!) as [
          number,
          number,
          number,
        ];
        sum += ADDED.lineIntegral({
          ...{ originXMm, originYMm, originZMm },
          ...{ directionX: dx, directionY: dy, directionZ: dz },
        });
      }
    }
    // Where solids end between two rays.
    expect(Math.abs((sum * spacingMm ** 2) / MASS - 1)).toBeLessThan(1e-4);
  });
});
