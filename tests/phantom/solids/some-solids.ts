import fc from 'fast-check';
import type { SpaceRay } from '../../../src/geometry/space-ray.ts';
import { type EulerAngles, rotationOf } from '../../../src/phantom/solids/euler-angles.ts';
import type { Solid } from '../../../src/phantom/solids/solid.ts';
import {
  boxInMm,
  coneInMm,
  cylinderInMm,
  ellipsoidInMm,
  type LengthsMm,
  type Placed,
} from '../../../src/phantom/solids/solids-in-mm.ts';
import { uniform } from '../../support/uniform.ts';

/** A solid and, written out apart from the engine, how deep inside of it a point is: above 0 inside, below 0 outside. */
export interface SolidSample {
  readonly solid: Solid;
  readonly depth: (x: number, y: number, z: number) => number;
}

const number = uniform;
const place = fc.tuple(number(-20, 20), number(-20, 20), number(-20, 20));
const angles = fc.tuple(number(-360, 360), number(-360, 360), number(-360, 360));
const size = number(1, 20);
const clip = fc.array(fc.tuple(number(-1, 1), number(-1, 1), number(0.2, 1), number(-4, 15)), { maxLength: 3 });

/** About z, then about the x that has turned along, then about the z that has: one quaternion each, a vector's sandwich. */
export function turnedByQuaternions([phi, theta, psi]: EulerAngles, v: LengthsMm): LengthsMm {
  const about = (axis: LengthsMm, deg: number): Quaternion => {
    const half = (deg * Math.PI) / 360;
    return [Math.cos(half), ...(axis.map((x) => x * Math.sin(half)) as unknown as LengthsMm)];
  };
  const first = about([0, 0, 1], phi);
  const second = about(sandwich(first, [1, 0, 0]), theta);
  const third = about(sandwich(second, sandwich(first, [0, 0, 1])), psi);
  return sandwich(third, sandwich(second, sandwich(first, v)));
}

type Quaternion = readonly [number, number, number, number];

function product([a, b, c, d]: Quaternion, [w, x, y, z]: Quaternion): Quaternion {
  return [
    a * w - b * x - c * y - d * z,
    a * x + b * w + c * z - d * y,
    a * y - b * z + c * w + d * x,
    a * z + b * y - c * x + d * w,
  ];
}

function sandwich(q: Quaternion, [x, y, z]: LengthsMm): LengthsMm {
  const [a, b, c, d] = q;
  const [, ...turned] = product(product(q, [0, x, y, z]), [a, -b, -c, -d]);
  return turned as unknown as LengthsMm;
}

/** A sample from how deep a point of the solid's own frame is inside of it. */
function sampleOf(
  make: (placed: Placed) => Solid,
  own: (x: number, y: number, z: number) => number,
): fc.Arbitrary<SolidSample> {
  return fc.tuple(place, angles, clip).map(([centreMm, eulerDeg, given]) => {
    const planes = given.map(([x, y, z, distanceMm]) => {
      const length = Math.hypot(x, y, z);
      return { normal: [x / length, y / length, z / length] as const, distanceMm };
    });
    const placed = { centreMm, rotation: rotationOf(eulerDeg), clip: planes, filling: { value: 1 } };
    const axes = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ].map((axis) => turnedByQuaternions(eulerDeg, axis as unknown as LengthsMm));
    return {
      solid: make(placed),
      depth: (px: number, py: number, pz: number) => {
        const from = [px - centreMm[0], py - centreMm[1], pz - centreMm[2]];
        const [x, y, z] = axes.map((axis) => axis.reduce((sum, n, i) => sum + n * from[i]!, 0)) as [
          number,
          number,
          number,
        ];
        const cuts = planes.map(({ normal: n, distanceMm }) => distanceMm - n[0] * x - n[1] * y - n[2] * z);
        return Math.min(own(x, y, z), ...cuts);
      },
    };
  });
}

export const solidSamples: Readonly<Record<string, fc.Arbitrary<SolidSample>>> = {
  ellipsoid: fc.tuple(size, size, size).chain(([a, b, c]) =>
    sampleOf(
      (placed) => ellipsoidInMm(placed, [a, b, c]),
      (x, y, z) => 1 - Math.hypot(x / a, y / b, z / c),
    ),
  ),
  box: fc.tuple(size, size, size).chain(([a, b, c]) =>
    sampleOf(
      (placed) => boxInMm(placed, [a, b, c]),
      (x, y, z) => Math.min(a / 2 - Math.abs(x), b / 2 - Math.abs(y), c / 2 - Math.abs(z)),
    ),
  ),
  cylinder: fc.tuple(size, size, size).chain(([a, b, length]) =>
    sampleOf(
      (placed) => cylinderInMm(placed, [a, b], length),
      (x, y, z) => Math.min(1 - Math.hypot(x / a, y / b), length / 2 - Math.abs(z)),
    ),
  ),
  cone: fc.tuple(size, size, size).chain(([a, b, length]) =>
    sampleOf(
      (placed) => coneInMm(placed, [a, b], length, 0),
      (x, y, z) => Math.min((length / 2 - z) / length - Math.hypot(x / a, y / b), z + length / 2),
    ),
  ),
  'truncated cone': fc.tuple(size, size, size, number(0.05, 0.9)).chain(([a, b, length, top]) =>
    sampleOf(
      (placed) => coneInMm(placed, [a, b], length, top),
      (x, y, z) =>
        Math.min(1 - ((1 - top) * (z + length / 2)) / length - Math.hypot(x / a, y / b), length / 2 - Math.abs(z)),
    ),
  ),
};

export const anySpaceRay: fc.Arbitrary<SpaceRay> = fc
  .tuple(place, number(-1, 1), number(-Math.PI, Math.PI), number(-2000, 2000))
  .map(([[x, y, z], cosine, azimuth, back]) => {
    const sine = Math.sqrt(1 - cosine * cosine);
    const [dx, dy, dz] = [sine * Math.cos(azimuth), sine * Math.sin(azimuth), cosine];
    return {
      originXMm: x - back * dx,
      originYMm: y - back * dy,
      originZMm: z - back * dz,
      directionX: dx,
      directionY: dy,
      directionZ: dz,
    };
  });
