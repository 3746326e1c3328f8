import { describe, expect, test } from 'vitest';
import { type EulerAngles, rotationOf } from '../../../src/phantom/solids/euler-angles.ts';
import type { Solid } from '../../../src/phantom/solids/solid.ts';
import { solidExtent } from '../../../src/phantom/solids/solid-extent.ts';
import {
  boxInMm,
  coneInMm,
  cylinderInMm,
  ellipsoidInMm,
  type LengthsMm,
  type LocalHalfSpace,
} from '../../../src/phantom/solids/solids-in-mm.ts';

const extentOf = (...solids: Solid[]) =>
  solidExtent({
    ...{ kind: 'solids', name: 'test', unit: 'arbitrary', composition: 'add', fieldSizeMm: 100, heightMm: 100 },
    solids,
  });
const at = (centreMm: LengthsMm, eulerDeg: EulerAngles = [0, 0, 0], clip: LocalHalfSpace[] = [], value = 1) => ({
  ...{ centreMm, rotation: rotationOf(eulerDeg), clip },
  filling: { value },
});
const cosine = (deg: number) => Math.cos((deg * Math.PI) / 180);
const sine = (deg: number) => Math.sin((deg * Math.PI) / 180);

describe('how far solids reach', () => {
  test('an ellipsoid, upright and tilted about x', () => {
    const upright = extentOf(ellipsoidInMm(at([3, 4, 1]), [2, 2, 7]));
    expect(upright.radiusMm).toBeCloseTo(7, 6);
    expect(upright.zMinMm).toBeCloseTo(-6, 9);
    expect(upright.zMaxMm).toBeCloseTo(8, 9);
    const tilted = extentOf(ellipsoidInMm(at([0, 0, 1], [0, 30, 0]), [2, 5, 7]));
    expect(tilted.zMaxMm).toBeCloseTo(1 + Math.hypot(5 * sine(30), 7 * cosine(30)), 9);
    expect(tilted.radiusMm).toBeCloseTo(Math.hypot(5 * cosine(30), 7 * sine(30)), 6);
  });

  test('a cylinder: tilted, its rim is highest', () => {
    const upright = extentOf(cylinderInMm(at([30, 0, 5]), [4, 4], 20));
    expect(upright.radiusMm).toBeCloseTo(34, 5);
    expect([upright.zMinMm, upright.zMaxMm]).toEqual([expect.closeTo(-5, 9), expect.closeTo(15, 9)]);
    for (const tilt of [20, 75]) {
      const { zMinMm, zMaxMm, radiusMm } = extentOf(cylinderInMm(at([0, 0, 2], [25, tilt, 10]), [4, 4], 20));
      const half = 10 * cosine(tilt) + 4 * sine(tilt);
      expect(zMaxMm).toBeCloseTo(2 + half, 4);
      expect(zMinMm).toBeCloseTo(2 - half, 4);
      // The rim at 10 mm along the axis, by brute force.
      let farthest = 0;
      for (let i = 0; i < 36_000; i++) {
        const [x, y] = [4 * cosine(i / 100), 4 * sine(i / 100)];
        farthest = Math.max(farthest, Math.hypot(x, y * cosine(tilt) - 10 * sine(tilt)));
      }
      expect(radiusMm).toBeCloseTo(farthest, 4);
    }
  });

  test('a box and a cone by their corners and rim', () => {
    const box = extentOf(boxInMm(at([10, 0, 0], [0, 0, 45]), [2, 2, 6]));
    expect(box.radiusMm).toBeCloseTo(10 + Math.SQRT2, 5);
    expect(box.zMaxMm).toBeCloseTo(3, 9);
    const cone = extentOf(coneInMm(at([0, 0, 0], [0, 90, 0]), [3, 3], 8, 0));
    expect([cone.zMinMm, cone.zMaxMm]).toEqual([expect.closeTo(-3, 5), expect.closeTo(3, 5)]);
    // The tip at y = −4, the base at y = 4.
    expect(cone.radiusMm).toBeCloseTo(5, 4);
    // Base 3 × 4 at z = −5, top 1.5 × 2 at z = 5, leaning by 30° in the plane of y and z: the ends' centres are 5 mm along
    // the axis, their highest points 4·sin 30° and 2·sin 30° above these.
    const cut = extentOf(coneInMm(at([0, 0, 0], [0, 30, 0]), [3, 4], 10, 0.5));
    expect(cut.zMaxMm).toBeCloseTo(5 * cosine(30) + 2 * sine(30), 9);
    expect(cut.zMinMm).toBeCloseTo(-5 * cosine(30) - 4 * sine(30), 9);
    expect(cut.radiusMm).toBeCloseTo(5 * sine(30) + 4 * cosine(30), 6);
    // What cuts off more of it is no end.
    const shorter = { normal: [0, 0, 1] as const, distanceMm: 0 };
    expect(extentOf(coneInMm(at([0, 0, 0], [0, 0, 0], [shorter]), [3, 4], 10, 0.5)).zMaxMm).toBeCloseTo(0, 9);
    const aside = { normal: [1, 0, 0] as const, distanceMm: 0 };
    expect(extentOf(coneInMm(at([9, 0, 0], [0, 0, 0], [aside]), [3, 4], 10, 0.5)).radiusMm).toBeCloseTo(
      Math.hypot(9, 4),
      4,
    );
  });

  test('what cuts leave: a sphere above a height that an oblique half-space cuts', () => {
    const oblique = { normal: [sine(40), 0, cosine(40)] as const, distanceMm: 1 };
    const { zMaxMm, zMinMm } = extentOf(ellipsoidInMm(at([0, 0, 0], [0, 0, 0], [oblique]), [5, 5, 5]));
    // The edge is a circle of radius √24 about 1·n: its highest point.
    expect(zMaxMm).toBeCloseTo(cosine(40) + Math.sqrt(24) * sine(40), 4);
    expect(zMinMm).toBeCloseTo(-5, 6);
  });

  test('nothing of what is 0 or cut away, and 0 of nothing', () => {
    const away = { normal: [0, 0, 1] as const, distanceMm: -9 };
    const nothing = [
      ellipsoidInMm(at([0, 0, 90], [0, 0, 0], [], 0), [5, 5, 5]),
      ellipsoidInMm(at([0, 0, 90], [0, 0, 0], [away]), [5, 5, 5]),
    ];
    expect(extentOf(...nothing)).toEqual({ radiusMm: 0, zMinMm: 0, zMaxMm: 0 });
    expect(extentOf()).toEqual({ radiusMm: 0, zMinMm: 0, zMaxMm: 0 });
    const some = extentOf(...nothing, boxInMm(at([0, 0, 0]), [2, 2, 2]));
    expect(some.zMaxMm).toBeCloseTo(1, 9);
  });
});
