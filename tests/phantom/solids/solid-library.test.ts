import { describe, expect, test } from 'vitest';
import { pointValue } from '../../../src/phantom/solids/point-value.ts';
import { solidExtent } from '../../../src/phantom/solids/solid-extent.ts';
import { solidPhantom } from '../../../src/phantom/solids/solid-file.ts';
import { loadSolidPhantom, SOLID_ENTRIES } from '../../../src/phantom/solids/solid-library.ts';
import { SpaceRayProfile } from '../../../src/phantom/solids/space-ray-profile.ts';
import { pointPhantom, valueAt } from '../../support/point-phantom.ts';

const WATER = 0.02059;

async function phantomNamed(name: string) {
  return solidPhantom((await loadSolidPhantom(name))!);
}

function between(from: readonly number[], to: readonly number[]) {
  const towards = to.map((x, i) => x - from[i]!);
  const length = Math.hypot(...towards);
  const [directionX, directionY, directionZ] = towards.map((x) => x / length) as [number, number, number];
  return { originXMm: from[0]!, originYMm: from[1]!, originZMm: from[2]!, directionX, directionY, directionZ };
}

describe('the library of solids', () => {
  test.each(SOLID_ENTRIES)(
    'has $name, which says what it teaches and lies within the box it is meant for',
    async ({ name, title }) => {
      const file = (await loadSolidPhantom(name))!;
      expect(file.name).toBe(title);
      expect(file.teaches!.length).toBeGreaterThan(60);
      expect(file.source!.length).toBeGreaterThan(40);
      const phantom = solidPhantom(file);
      const { radiusMm, zMinMm, zMaxMm } = solidExtent(phantom);
      expect(radiusMm).toBeGreaterThan(0.3 * phantom.fieldSizeMm);
      expect(radiusMm).toBeLessThan(0.72 * phantom.fieldSizeMm);
      expect(Math.max(zMaxMm, -zMinMm)).toBeLessThanOrEqual(phantom.heightMm / 2);
      expect(await loadSolidPhantom(name)).toBe(file);
    },
  );

  test('has no other', async () => {
    expect(await loadSolidPhantom('toString')).toBeUndefined();
    expect(await loadSolidPhantom('shepp-logan-1974')).toBeUndefined();
  });
});

describe('Shepp–Logan in space', () => {
  /**
   * From the source at one place to points 40 mm apart on a panel: by RTK 2.x (itk-rtk, SheppLoganPhantomFilter, scale 128,
   * circular geometry of 400 and 700 mm at 0° and 50°), whose y is the axis, so that its (x, y, z) are (x, z, y) here.
   */
  const RTK = [
    [203.9332, 228.98297, 237.07144, 224.73535, 195.75604],
    [217.96465, 241.97974, 249.7974, 237.82825, 210.1184],
    [222.07806, 245.9445, 252.50233, 241.17007, 213.30292],
    [214.78697, 238.43918, 245.27388, 234.23457, 205.81987],
    [196.32327, 221.21103, 227.72008, 216.81175, 186.78755],
  ];
  const RTK_AT_50_DEG = [
    [175.37207, 189.16814, 193.4027, 190.4324, 176.31767],
    [185.38269, 199.12442, 203.93661, 201.66887, 188.91238],
    [188.03822, 201.91, 207.43921, 204.973, 191.71971],
    [182.32858, 195.92348, 201.98378, 199.10756, 185.11406],
    [168.50217, 182.62007, 188.1911, 184.22282, 168.17322],
  ];

  test.each([
    [0, RTK],
    [50, RTK_AT_50_DEG],
  ])('reads what RTK says in the view at %i°', async (deg, readings) => {
    const profile = new SpaceRayProfile(await phantomNamed('shepp-logan-3d'));
    const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
    readings.forEach((row, j) => {
      row.forEach((expected, k) => {
        const [u, v] = [-75 + 40 * k, -72 + 40 * j];
        const ray = between([400 * s, 400 * c, 0], [u * c - 300 * s, -u * s - 300 * c, v]);
        expect(Math.abs(profile.lineIntegral(ray) / WATER - expected)).toBeLessThan(1e-4);
      });
    });
  });

  test('has the same solids with ten times the contrast, and five sixths of the skull, where it is modified', async () => {
    const [classical, modified] = [await phantomNamed('shepp-logan-3d'), await phantomNamed('shepp-logan-3d-modified')];
    expect(modified.solids.map(({ value, ...place }) => place)).toEqual(
      classical.solids.map(({ value, ...place }) => place),
    );
    expect(modified.solids.slice(2).map(({ value }) => value)).toEqual(
      classical.solids.slice(2).map(({ value }) => expect.closeTo((10 * value) / WATER, 9)),
    );
    expect(pointValue(modified, { xMm: 0, yMm: 0, zMm: 0 })).toBeCloseTo(0.2, 12);
  });
});

test('the Defrise disks are as thick as the gaps between them, seven of them, one of which stands in the plane of the source', async () => {
  const profile = new SpaceRayProfile(await phantomNamed('defrise-disks'));
  const stretches: number[][] = [];
  profile.visit(between([10, 20, -300], [10, 20, 300]), (enter, exit) => stretches.push([enter - 300, exit - 300]));
  expect(stretches.length).toBe(7);
  stretches.forEach(([from, to], i) => {
    expect(from).toBeCloseTo(25 * (i - 3) - 6.25, 9);
    expect(to! - from!).toBeCloseTo(12.5, 9);
  });
});

test('the compressed breast has what it says at its heights, and nothing beyond the chest wall', async () => {
  const breast = await phantomNamed('compressed-breast');
  const profile = new SpaceRayProfile(breast);
  const materialAt = (xMm: number, yMm: number, zMm: number) => pointValue(breast, { xMm, yMm, zMm }) / WATER;
  // At 60 keV, relative to water: adipose tissue of 0.92 g/cm³ and 0.1977 cm²/g, soft tissue of 1 g/cm³ and 0.2025 cm²/g (NIST’s
  // compositions by xraylib).
  expect(materialAt(50, -10, 20)).toBeCloseTo((0.092 * 0.1977) / WATER, 9);
  for (const z of [15, 0, -15]) {
    const [x, y] = z > 0 ? [-15, -25] : z < 0 ? [2, 20] : [30, -28];
    expect(materialAt(x, y, z)).toBeCloseTo((0.1 * 0.2025 * 1.05) / WATER, 9);
  }
  for (const [x, y, z] of [
    [-10, 2, 10],
    [14, -6, -10],
    [-32, -32, 0],
  ] as const) {
    expect(materialAt(x, y, z)).toBeGreaterThan(3);
    expect(materialAt(x, y, z + 1)).toBeLessThan(1.2);
  }
  // 47 mm of fat between 3 mm of skin.
  expect(profile.lineIntegral(between([60, -30, -300], [60, -30, 300]))).toBeCloseTo(
    47 * 0.092 * 0.1977 + 3 * 0.1 * 0.2025,
    9,
  );
  expect(profile.lineIntegral(between([0, -46, -300], [0, -46, 300]))).toBe(0);
});

test('the slice z = 0 of the FORBILD head is the head of the slice plane', async () => {
  const flat = pointPhantom('forbild-head');
  const solid = await phantomNamed('forbild-head-3d');
  const others: string[] = [];
  for (let xMm = -95.3; xMm < 96; xMm += 2.5) {
    for (let yMm = -119.3; yMm < 120; yMm += 2.5) {
      const difference = Math.abs(valueAt(flat, xMm, yMm) - pointValue(solid, { xMm, yMm, zMm: 0 }));
      if (difference > 1e-9) others.push(`${xMm}, ${yMm}`);
    }
  }
  expect(others).toEqual([]);
});
