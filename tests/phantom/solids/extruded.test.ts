import { expect, test } from 'vitest';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { RayProfile } from '../../../src/phantom/ray-profile.ts';
import { extrudedPhantom } from '../../../src/phantom/solids/extruded.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';
import { seededRandom } from '../../support/random.ts';

test.each(['shepp-logan-1974', 'forbild-head', 'line-pairs', 'siemens-star', 'hip-with-metal'])(
  '%s extruded is itself along rays of the slice, longer by 1/cos along those that rise, nothing above',
  (name) => {
    const flat = shapePhantom(libraryPhantom(name));
    const solid = extrudedPhantom(flat, { zFromMm: -300, zToMm: 400 });
    expect(solid.composition).toBe(flat.composition);
    expect(solid.heightMm).toBe(800);
    const inPlane = new RayProfile(flat);
    const inSpace = new SpaceRayProfile(solid);
    const random = seededRandom(7);
    let most = 0;
    for (let i = 0; i < 200; i++) {
      const angle = 2 * Math.PI * random();
      const u = (random() - 0.5) * flat.fieldSizeMm;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [originXMm, originYMm] = [u * c, u * s];
      const expected = inPlane.lineIntegral({ originXMm, originYMm, directionX: -s, directionY: c });
      const rise = Math.atan(1.2 * (random() - 0.5));
      for (const [zMm, turn, factor] of [
        [350 * random(), 0, 1],
        [0, rise, 1 / Math.cos(rise)],
        [401, 0, 0],
      ] as const) {
        const level = Math.cos(turn);
        const ray = { originXMm, originYMm, directionX: -s * level, directionY: c * level };
        const integral = inSpace.lineIntegral({ ...ray, originZMm: zMm, directionZ: Math.sin(turn) });
        expect(integral).toBeCloseTo(factor * expected, 9);
      }
      most = Math.max(most, Math.abs(expected));
    }
    expect(most).toBeGreaterThan(0.1);
  },
);
