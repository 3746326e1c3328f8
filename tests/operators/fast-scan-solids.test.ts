import { describe, expect, test } from 'vitest';
import { coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import { type LoweredRays, loweredRays } from '../../src/geometry/lowered-rays.ts';
import type { LoweredScan } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { plain } from '../../src/kernels/scan-solids/plain.ts';
import { simd } from '../../src/kernels/scan-solids/simd.ts';
import { rotationOf } from '../../src/phantom/solids/euler-angles.ts';
import type { SolidPhantom } from '../../src/phantom/solids/solid.ts';
import {
  boxInMm,
  coneInMm,
  cylinderInMm,
  ellipsoidInMm,
  type LengthsMm,
} from '../../src/phantom/solids/solids-in-mm.ts';
import { seededRandom } from '../support/random.ts';
import { scanOfArc } from '../support/walk.ts';

const CHANNELS = 91;
const ROWS = 7;
const VIEWS = 9;

function cone(detector: 'flat' | 'arc', pitchMm: number): LoweredScan {
  return loweredScan(
    coneArcScan(
      { views: VIEWS, startRad: 0.2, arcRad: 2 * Math.PI },
      {
        ...{ detector, sourceToIsocenterMm: 120, sourceToDetectorMm: 200, channels: CHANNELS, channelSpacingMm: 1.7 },
        ...{ offset: 0.3, rows: ROWS, rowSpacingMm: 14, rowOffset: -0.4, pitchMm, startZMm: pitchMm === 0 ? 3 : -20 },
      },
    ),
  );
}

const slices = loweredScan(scanOfArc({ views: VIEWS, channels: CHANNELS, channelSpacingMm: 0.9, offset: -0.2 }));
const parallel: LoweredScan = {
  ...slices,
  detector: { ...slices.detector, rows: ROWS, axisRow: 2.8, rowsPerUnit: slices.unitMm / 9 },
};
/** Every view leans by some other way, so that its vectors are not at right angles. */
const flat = cone('flat', 0);
const skewed: LoweredScan = { ...flat, matrices: flat.matrices.map((value, i) => value + (i % 12 === 2 ? 0.1 : 0)) };

/** Small solids of all forms, out to where views no longer see them, and beside the source. */
function crumbs(composition: 'add' | 'replace'): SolidPhantom {
  const random = seededRandom(11);
  const within = (most: number) => 2 * most * (random() - 0.5);
  const solids = Array.from({ length: 60 }, (_, i) => {
    const centreMm = [within(i % 10 === 0 ? 130 : 50), within(i % 10 === 0 ? 130 : 50), within(60)] as const;
    const size = (): LengthsMm => [1 + 4 * random(), 1 + 4 * random(), 1 + 4 * random()];
    const placed = {
      ...{ centreMm, rotation: rotationOf([within(180), within(180), within(180)]), clip: [] },
      filling: { value: 0.5 + random() },
    };
    // A ball fills the sphere about it.
    if (i % 20 === 0) return ellipsoidInMm({ ...placed, centreMm: [within(20), within(20), within(20)] }, [30, 30, 30]);
    const [a, b, c] = size();
    if (i % 4 === 0) return ellipsoidInMm(placed, [a, b, c]);
    if (i % 4 === 1) return boxInMm(placed, [2 * a, 2 * b, 2 * c]);
    return i % 4 === 2 ? cylinderInMm(placed, [a, b], 2 * c) : coneInMm(placed, [a, b], 2 * c, i % 8 === 3 ? 0 : 0.5);
  });
  return {
    ...{ kind: 'solids', name: 'Crumbs', unit: 'arbitrary', composition, fieldSizeMm: 120, heightMm: 120 },
    solids,
  };
}

test.each(['flat', 'arc'] as const)('a solid that holds the source in the sphere about it is seen, %s', (detector) => {
  const rays = loweredRays(cone(detector, 0));
  const placed = { centreMm: [4, -3, 2], rotation: rotationOf([0, 0, 0]), clip: [], filling: { value: 1 } } as const;
  const solids = [cylinderInMm(placed, [20, 12], 900)];
  const phantom: SolidPhantom = {
    ...{ kind: 'solids', name: 'Pillar', unit: 'arbitrary', composition: 'add', fieldSizeMm: 120, heightMm: 900 },
    solids,
  };
  const range = { from: 0, to: VIEWS * ROWS };
  const [expected, actual] = [plain, simd].map((twin) => {
    const data = new Float32Array(range.to * CHANNELS);
    twin({ phantom, rays }, { readings: { rows: range.to, columns: CHANNELS, data } }, range);
    return data;
  });
  expect(Math.max(...expected!)).toBeGreaterThan(20);
  expect(Math.max(...expected!.map((value, i) => Math.abs(value - actual![i]!)))).toBeLessThan(1e-5);
});

describe.each<[string, LoweredRays]>([
  ['a flat panel', loweredRays(flat)],
  ['an arc', loweredRays(cone('arc', 0))],
  ['a helix', loweredRays(cone('arc', 40))],
  ['parallel rays', loweredRays(parallel)],
  ['vectors that are not at right angles', loweredRays(skewed)],
])('with %s', (_, rays) => {
  test.each(['add', 'replace'] as const)(
    'no ray of the fast twin misses what the plain one sees, values that %s',
    (composition) => {
      const phantom = crumbs(composition);
      const range = { from: 3, to: VIEWS * ROWS };
      const run = (twin: typeof plain) => {
        const data = new Float32Array((range.to - range.from) * CHANNELS);
        twin({ phantom, rays }, { readings: { rows: range.to - range.from, columns: CHANNELS, data } }, range);
        return data;
      };
      const expected = run(plain);
      const actual = run(simd);
      const differences = expected.map((value, i) => Math.abs(value - actual[i]!));
      expect(Math.max(...differences)).toBeLessThan(1e-5);
      const seen = expected.filter((value) => value > 0).length;
      expect(seen).toBeGreaterThan(0.1 * expected.length);
      expect(seen).toBeLessThan(0.95 * expected.length);
    },
  );
});
