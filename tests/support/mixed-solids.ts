import { type EulerAngles, rotationOf } from '../../src/phantom/solids/euler-angles.ts';
import type { SolidPhantom } from '../../src/phantom/solids/solid.ts';
import {
  boxInMm,
  coneInMm,
  cylinderInMm,
  ellipsoidInMm,
  type LengthsMm,
  type LocalHalfSpace,
} from '../../src/phantom/solids/solids-in-mm.ts';

const at = (centreMm: LengthsMm, eulerDeg: EulerAngles, value: number, clip: readonly LocalHalfSpace[] = []) => ({
  ...{ centreMm, rotation: rotationOf(eulerDeg), clip },
  filling: { value },
});

/** One of each form, turned and partly cut, that overlap, within 26 mm of the origin. */
export function mixedSolids(composition: 'add' | 'replace'): SolidPhantom {
  const oblique = { normal: [0.6, 0, 0.8] as const, distanceMm: 3 };
  return {
    ...{ kind: 'solids', name: 'Mixed solids', unit: 'arbitrary', composition, fieldSizeMm: 64, heightMm: 64 },
    solids: [
      ellipsoidInMm(at([1, -2, 0.5], [20, 0, 0], 0.4), [20, 16, 18]),
      boxInMm(at([-5, 4, 3], [30, 40, -25], 1), [14, 9, 11]),
      cylinderInMm(at([6, 3, -4], [-50, 70, 0], 0.7), [4, 6], 22),
      coneInMm(at([2, -7, 5], [15, -35, 60], 1.5), [7, 5], 15, 0),
      coneInMm(at([-8, -6, -6], [200, 100, 0], 0.2), [6, 6], 10, 0.4),
      ellipsoidInMm(at([4, 8, 6], [0, 0, 0], -0.5, [oblique]), [8, 6, 7]),
    ],
  };
}
