import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpaceRay } from '../../../src/geometry/space-ray.ts';
import { type EulerAngles, rotationOf } from '../../../src/phantom/solids/euler-angles.ts';
import { isInside } from '../../../src/phantom/solids/point-value.ts';
import type { Solid } from '../../../src/phantom/solids/solid.ts';
import { intersectSolid } from '../../../src/phantom/solids/solid-intervals.ts';
import { boxInMm, coneInMm, cylinderInMm, ellipsoidInMm } from '../../../src/phantom/solids/solids-in-mm.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';
import { anySpaceRay, solidSamples, turnedByQuaternions } from './some-solids.ts';

function intervalOf(solid: Solid, ray: SpaceRay) {
  const interval = { enterMm: Number.NaN, exitMm: Number.NaN };
  intersectSolid(solid, ray, interval);
  return interval;
}

function rayFrom(origin: readonly number[], towards: readonly number[]): SpaceRay {
  const length = Math.hypot(...towards);
  const [originXMm, originYMm, originZMm] = origin as [number, number, number];
  const [directionX, directionY, directionZ] = towards.map((x) => x / length) as [number, number, number];
  return { originXMm, originYMm, originZMm, directionX, directionY, directionZ };
}

const chord = (solid: Solid, ray: SpaceRay) => {
  const { enterMm, exitMm } = intervalOf(solid, ray);
  return exitMm - enterMm;
};

const at = (centreMm: readonly [number, number, number] = [0, 0, 0], eulerDeg: EulerAngles = [0, 0, 0]) => ({
  centreMm,
  rotation: rotationOf(eulerDeg),
  clip: [],
  filling: { value: 1 },
});

describe.each(Object.entries(solidSamples))('the interval of a ray in any %s', (_, samples) => {
  test('is where points on the ray are inside, ends on the surface, however far away the ray starts', () => {
    fc.assert(
      fc.property(samples, anySpaceRay, ({ solid, depth }, ray) => {
        const { enterMm, exitMm } = intervalOf(solid, ray);
        const placeAt = (t: number) =>
          [
            ray.originXMm + t * ray.directionX,
            ray.originYMm + t * ray.directionY,
            ray.originZMm + t * ray.directionZ,
          ] as const;
        const near = -(
          ray.originXMm * ray.directionX +
          ray.originYMm * ray.directionY +
          ray.originZMm * ray.directionZ
        );
        for (let t = near - 80; t <= near + 80; t += 0.73) {
          const [xMm, yMm, zMm] = placeAt(t);
          const inside = depth(xMm, yMm, zMm);
          // At the very surface rounding decides.
          if (Math.abs(inside) < 1e-9) continue;
          if (inside > 0 !== (t > enterMm && t < exitMm)) {
            throw new Error(`at ${t}: inside by ${inside}, interval ${enterMm} … ${exitMm}`);
          }
          if (isInside(solid, { xMm, yMm, zMm }) !== inside > 0) throw new Error(`at ${t}: the point says otherwise`);
        }
        if (!(exitMm > enterMm)) return;
        for (const t of [enterMm, exitMm]) expect(Math.abs(depth(...placeAt(t)))).toBeLessThan(1e-9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('closed forms', () => {
  test('of a sphere: 2√(r² − d²)', () => {
    const sphere = ellipsoidInMm(at([1, 2, 3]), [5, 5, 5]);
    const ray = rayFrom([1 + 3, 2 + 700, 3], [0, -1, 0]);
    expect(chord(sphere, ray)).toBeCloseTo(8, 12);
  });

  test('of a box: its diagonal', () => {
    const box = boxInMm(at(), [3, 4, 12]);
    expect(chord(box, rayFrom([-15, -20, -60], [3, 4, 12]))).toBeCloseTo(13, 12);
  });

  test('of a cylinder: 2r over the sine of the angle to its axis, its length along the axis', () => {
    const cylinder = cylinderInMm(at(), [4, 4], 100);
    for (const deg of [90, 60, 30, 10]) {
      const angle = (deg * Math.PI) / 180;
      const ray = rayFrom([-9 * Math.sin(angle), 0, -9 * Math.cos(angle)], [Math.sin(angle), 0, Math.cos(angle)]);
      expect(chord(cylinder, ray)).toBeCloseTo(8 / Math.sin(angle), 11);
    }
    expect(chord(cylinder, rayFrom([2, 1, 900], [0, 0, -1]))).toBeCloseTo(100, 12);
    expect(chord(cylinder, rayFrom([4.001, 0, 900], [0, 0, -1]))).toBe(0);
    // Nearly along the axis.
    expect(chord(cylinder, rayFrom([2, 1, 900], [1e-9, 0, -1]))).toBeCloseTo(100, 9);
    expect(chord(cylinder, rayFrom([2, 1, 900], [1e-13, 0, -1]))).toBeCloseTo(100, 9);
  });

  test('of a cone: its width at a height, and how long a line beside its axis is inside', () => {
    // Base of radius 6 at z = −5, tip at z = 5.
    const cone = coneInMm(at(), [6, 6], 10, 0);
    for (const z of [-4.5, 0, 4])
      expect(chord(cone, rayFrom([-30, 0, z], [1, 0, 0]))).toBeCloseTo((12 * (5 - z)) / 10, 11);
    for (const x of [0, 1.5, 5]) expect(chord(cone, rayFrom([0, x, 70], [0, 0, -1]))).toBeCloseTo(10 * (1 - x / 6), 11);
    expect(chord(cone, rayFrom([-30, 0, 5.1], [1, 0, 0]))).toBe(0);
    expect(chord(cone, rayFrom([-30, 0, -5.1], [1, 0, 0]))).toBe(0);
  });

  test('of a ray that runs along a side of the cone, to either direction, and of one just beside it', () => {
    // Half a right angle: sides at 45°, tip at the origin, base at z = −10.
    const cone = coneInMm(at([0, 0, -5]), [10, 10], 10, 0);
    for (const way of [1, -1]) {
      // In the plane y = 0, the line x = z + 4 runs in parallel to the side x = z: from x = −z = 2 to the base.
      expect(chord(cone, rayFrom([4, 0, 0], [way, 0, way]))).toBeCloseTo(8 * Math.SQRT2, 11);
      expect(chord(cone, rayFrom([4, 0, 0], [way, 1e-9 * way, way * (1 + 1e-12)]))).toBeCloseTo(8 * Math.SQRT2, 6);
    }
    // Along the side itself it only grazes, and so it does along the lines of the other cone above the tip.
    expect(chord(cone, rayFrom([0, 0, 0], [1, 0, 1]))).toBe(0);
    expect(chord(cone, rayFrom([0, 0, 4], [1, 0, 1]))).toBe(0);
    // Down through the tip.
    expect(chord(cone, rayFrom([0, 0, 8], [0, 0, -1]))).toBeCloseTo(10, 12);
    expect(chord(cone, rayFrom([0.5, 0, 1], [0.5, 0, 1]))).toBeCloseTo(10 * Math.sqrt(1.25), 11);
  });

  test('a ray that touches a sphere or a cylinder has nothing', () => {
    const sphere = ellipsoidInMm(at(), [5, 5, 5]);
    const cylinder = cylinderInMm(at(), [5, 5], 20);
    for (let degree = 0; degree < 360; degree += 7) {
      const angle = (degree * Math.PI) / 180;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const tangent = rayFrom([5 * c + 300 * s, 5 * s - 300 * c, 0], [-s, c, 0]);
      expect(chord(sphere, tangent)).toBe(0);
      expect(chord(cylinder, tangent)).toBe(0);
    }
  });
});

describe('faces', () => {
  const stacked = (axis: 0 | 1 | 2, side: number) => {
    const centre: [number, number, number] = [0, 0, 0];
    centre[axis] = 5 * side;
    return boxInMm(at(centre), [10, 10, 10]);
  };

  test.each([0, 1, 2] as const)('a face across axis %i that two boxes share belongs to one of them', (axis) => {
    for (const composition of ['add', 'replace'] as const) {
      const profile = new SpaceRayProfile({ composition, solids: [stacked(axis, -1), stacked(axis, 1)] });
      for (const along of [0, 1, 2].filter((other) => other !== axis)) {
        for (const way of [1, -1]) {
          const direction = [0, 0, 0];
          direction[along] = way;
          const origin = direction.map((x) => -200 * x);
          expect(profile.lineIntegral(rayFrom(origin, direction))).toBeCloseTo(10, 9);
        }
      }
    }
  });

  test('of two opposite faces one belongs to a box or a cylinder', () => {
    for (const solid of [boxInMm(at(), [10, 10, 10]), cylinderInMm(at(), [5, 5], 10)]) {
      const chords = [-5, 5].map((z) => chord(solid, rayFrom([-80, 0, z], [1, 0, 0])));
      expect(chords.sort((a, b) => a - b)).toEqual([0, expect.closeTo(10, 12)]);
    }
  });

  test('a ray just beside a face is in or out', () => {
    const box = boxInMm(at(), [10, 10, 10]);
    for (const side of [-1, 1]) {
      expect(chord(box, rayFrom([-80, 0, side * (5 - 1e-9)], [1, 0, 0]))).toBeCloseTo(10, 12);
      expect(chord(box, rayFrom([-80, 0, side * (5 + 1e-9)], [1, 0, 0]))).toBe(0);
    }
  });
});

describe('Euler angles', () => {
  test('turn about z, the new x, the new z, as quaternions do', () => {
    fc.assert(
      fc.property(fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: -400, max: 400 }))), (given) => {
        const eulerDeg = given as unknown as EulerAngles;
        const rotation = rotationOf(eulerDeg);
        for (const [k, axis] of (
          [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ] as const
        ).entries()) {
          const turned = turnedByQuaternions(eulerDeg, axis);
          for (const i of [0, 1, 2]) expect(rotation[3 * i + k]).toBeCloseTo(turned[i]!, 12);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('by hand: the first turns x towards y, the second y towards z', () => {
    const column = (eulerDeg: EulerAngles, k: number) => [0, 1, 2].map((i) => rotationOf(eulerDeg)[3 * i + k]! + 0);
    expect(column([90, 0, 0], 0)).toEqual([0, 1, 0]);
    expect(column([0, 90, 0], 1)).toEqual([0, 0, 1]);
    // The body's x first comes to lie along y, which its second turn leaves; its z then turns towards +x.
    expect(column([90, 90, 0], 0)).toEqual([0, 1, 0]);
    expect(column([90, 90, 0], 2)).toEqual([1, 0, 0]);
    expect(column([0, 0, 450], 0)).toEqual([0, 1, 0]);
  });
});
