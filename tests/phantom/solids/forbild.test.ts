// The FORBILD phantoms in space against the group's definition files (HeadPhantom.pha, ThoraxPhantom.pha, Vertebra.pha,
// Ribs.pha, Shoulders.pha of github.com/RTKConsortium/Forbild), read apart from ours.

import { describe, expect, test } from 'vitest';
import { WATER_MU_PER_MM } from '../../../src/phantom/attenuation.ts';
import { pointValue } from '../../../src/phantom/solids/point-value.ts';
import { solidPhantom } from '../../../src/phantom/solids/solid-file.ts';
import { loadSolidPhantom } from '../../../src/phantom/solids/solid-library.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';

/**
 * Rays by origin and direction in mm, with line integrals relative to water: by NumPy from the numbers as the definition files
 * print them, each object a condition on points in cm, a later one in the place of an earlier one; the value told at 240 001
 * points of each ray and every change of it found by bisection. The cones of the head are about their middles.
 */
const RAYS: Record<string, readonly (readonly [readonly number[], readonly number[], number])[]> = {
  'forbild-head-3d': [
    [[-110, 20, -3], [1, -0.13, 0.02], 221.38584229],
    [[0, -140, -2.5], [0.01, 1, 0.013], 209.80910791],
    [[9, -60, -80], [-0.1, 0.35, 0.9], 262.46911653],
    [[95, 40, 6], [-0.33, -0.8, -0.11], 194.84389413],
    [[-69.2, -60, 1.1], [0.002, 1, 0.008], 190.41430159],
    [[12, 140, 38], [-0.08, -0.97, -0.33], 221.95526917],
    [[30, 36, 60], [-0.5, 0.02, -0.86], 247.62351324],
  ],
  'forbild-thorax-3d': [
    [[-260, 4, 141], [1, -0.01, 0.017], 463.11316983],
    [[0, 160, 40], [0.05, -1, -0.07], 221.19091993],
    [[120, 130, -60], [-0.25, -0.9, 0.3], 115.55559153],
    [[-40, -35, -240], [0.06, 0.05, 1], 512.60657689],
    [[-180, -80, 20], [0.9, 0.42, 0.04], 193.70243979],
    [[210, -60, 160], [-0.8, 0.35, -0.42], 274.1422466],
    [[150, -140, 90], [-0.62, 0.77, -0.2], 196.53590187],
  ],
};

async function phantomNamed(name: string) {
  return solidPhantom((await loadSolidPhantom(name))!);
}

describe.each(Object.entries(RAYS))('%s', (name, rays) => {
  test.each(rays)(
    'has the integral of its definition along the ray from %j towards %j',
    async (origin, towards, sum) => {
      const length = Math.hypot(...towards);
      const [originXMm, originYMm, originZMm] = origin as [number, number, number];
      const [directionX, directionY, directionZ] = towards.map((x) => x / length) as [number, number, number];
      const profile = new SpaceRayProfile(await phantomNamed(name));
      const ray = { originXMm, originYMm, originZMm, directionX, directionY, directionZ };
      // Lengths and angles of the file have six digits behind the point, the definition's of the ribs too, in cm.
      expect(Math.abs(profile.lineIntegral(ray) / WATER_MU_PER_MM - sum)).toBeLessThan(1e-3);
    },
  );
});

describe('the occipital protuberance', () => {
  test('is two cones of 10 mm, 15 mm long, that narrow to 4 mm inwards, 4 mm apart', async () => {
    const head = await phantomNamed('forbild-head-3d');
    const boneAt = (x: number, y: number, z: number) =>
      pointValue(head, { xMm: x, yMm: y, zMm: z }) / WATER_MU_PER_MM > 1.5;
    // The radius is 5 − 0.2·(y + 119) mm.
    for (const y of [-112.5, -110, -107, -104.5]) {
      const radius = 5 - 0.2 * (y + 119);
      for (const z of [-2, 2]) {
        const outwards = Math.sign(z);
        expect(boneAt(radius - 0.01, y, z)).toBe(true);
        expect(boneAt(radius + 0.01, y, z)).toBe(false);
        expect(boneAt(0, y, z + outwards * (radius - 0.01))).toBe(true);
        expect(boneAt(0, y, z + outwards * (radius + 0.01))).toBe(false);
      }
    }
    // In the plane z = 0 they end at y = −104 mm, as in the slice that Yu et al. publish.
    expect([boneAt(0, -104.01, 0), boneAt(0, -103.99, 0)]).toEqual([true, false]);
  });
});

test('both ears are those of the definition: 317 air cells and 144 dots', async () => {
  const { solids } = (await loadSolidPhantom('forbild-head-3d'))!;
  const labelled = (text: string) => solids.filter((solid) => 'label' in solid && solid.label?.startsWith(text));
  expect(labelled('air cell').length).toBe(317);
  expect(labelled('dot').length).toBe(144);
  expect(solids.length).toBe(18 + 317 + 144);
});
