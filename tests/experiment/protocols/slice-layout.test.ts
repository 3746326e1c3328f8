import { describe, expect, test } from 'vitest';
import { barGroups } from '../../../src/experiment/protocols/bar-groups.ts';
import { PROTOCOLS } from '../../../src/experiment/protocols/registry.ts';
import { bodyOf, sliceLayout } from '../../../src/experiment/protocols/slice-layout.ts';
import { loadLibraryPhantom, PHANTOM_NAMES } from '../../../src/phantom/library.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { parseSolidFile, solidPhantom } from '../../../src/phantom/solids/solid-file.ts';
import { loadSolidPhantom } from '../../../src/phantom/solids/solid-library.ts';

const WATER = 0.02059;

async function layoutOf(name: string, zMm = 0) {
  const file = await loadLibraryPhantom(name);
  const phantom = file ? shapePhantom(file) : solidPhantom((await loadSolidPhantom(name))!);
  return sliceLayout(phantom, zMm, WATER);
}

test('inserts are where the phantom’s file has them, with their CT numbers', async () => {
  const layout = await layoutOf('ct-number-module');
  expect(layout.disks).toHaveLength(9);
  expect(bodyOf(layout)).toMatchObject({ middle: { x: 0, y: 0 }, radiusMm: 75, hounsfield: 0, material: null });
  expect(layout.disks.map(({ hounsfield }) => hounsfield)).toEqual([0, 15, -35, -100, -200, -1000, 990, 340, 120]);
  expect(layout.disks[2]).toMatchObject({ middle: { x: 40.305087, y: 40.305087 }, radiusMm: 6 });
});

test('bars form the groups that the phantom’s file names, from 1 to 21 lp/cm', async () => {
  const groups = barGroups((await layoutOf('line-pairs')).bars);
  expect(groups.map(({ linePairsPerCm }) => linePairsPerCm)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  expect(groups.every(({ bars }) => bars.length === 4)).toBe(true);
  for (const { middle } of groups) expect(Math.hypot(middle.x, middle.y)).toBeCloseTo(45, 4);
  // Turned by −43.969318°, as the file has it.
  expect(Math.abs(groups[1]!.across.y / groups[1]!.across.x)).toBeCloseTo(Math.tan((43.969318 * Math.PI) / 180), 5);
});

test('a slanted edge keeps its direction and its place', async () => {
  const [cut] = (await layoutOf('slanted-edge')).cutDisks;
  expect(cut).toMatchObject({ radiusMm: 60, hounsfield: 1000, distanceMm: 10 });
  expect(cut!.normal.x).toBeCloseTo(Math.cos((5 * Math.PI) / 180), 12);
});

describe('a stack of modules', () => {
  test.each([
    [-60, 'ct-numbers'],
    [-40, 'water'],
    [-20, 'line-pairs'],
    [0, 'water'],
    [20, 'low-contrast'],
    [40, 'water'],
    // Inclined wires are nothing that a slice shows the shape of.
    [60, undefined],
    // Above the body there is nothing.
    [85, undefined],
  ])('at %d mm suits %s', async (zMm, expected) => {
    const layout = await layoutOf('module-stack', zMm);
    expect(PROTOCOLS.all.find((protocol) => protocol.suits(layout))?.name).toBe(expected);
  });

  test('has in each slice what the same phantom of one slice has', async () => {
    const [flat, stacked] = [await layoutOf('ct-number-module'), await layoutOf('module-stack', -60)];
    expect(stacked.disks).toHaveLength(flat.disks.length);
    stacked.disks.forEach((disk, i) => {
      expect(disk.hounsfield).toBe(flat.disks[i]!.hounsfield);
      expect(disk.middle.x).toBeCloseTo(flat.disks[i]!.middle.x, 9);
      expect(disk.radiusMm).toBeCloseTo(flat.disks[i]!.radiusMm, 9);
    });
  });
});

test('every phantom of a protocol suits it, and no other phantom of the library suits any', async () => {
  const suited = await Promise.all(
    PHANTOM_NAMES.map(async (name) => {
      const layout = await layoutOf(name);
      return [name, PROTOCOLS.all.find((protocol) => protocol.suits(layout))?.name] as const;
    }),
  );
  const expected = PROTOCOLS.all.flatMap(({ name, phantoms }) => phantoms.map((phantom) => [phantom, name] as const));
  const ofSlices = expected.filter(([phantom]) => PHANTOM_NAMES.includes(phantom));
  expect(suited.filter(([, protocol]) => protocol).sort()).toEqual(ofSlices.sort());
});

test('a box lying flat is a bar, one that is tilted is something else', () => {
  const box = (eulerDeg: readonly number[]) => ({
    ...{ type: 'box', x: 3, y: 4, z: 0, sizeX: 8, sizeY: 2, sizeZ: 10, value: 500, eulerDeg },
  });
  const layout = (eulerDeg: readonly number[]) =>
    sliceLayout(
      solidPhantom(
        parseSolidFile({
          ...{ version: 1, name: 'box', dimensions: 3, fieldSizeMm: 40, heightMm: 40 },
          ...{ values: 'hounsfield', composition: 'replace', solids: [box(eulerDeg)] },
        }),
      ),
      1,
      WATER,
    );
  const flat = layout([30, 0, 0]);
  expect(flat).toMatchObject({ hasOthers: false, bars: [{ middle: { x: 3, y: 4 }, hounsfield: 500 }] });
  expect(flat.bars[0]!.halfWidthMm).toBeCloseTo(1, 9);
  expect(flat.bars[0]!.halfLengthMm).toBeCloseTo(4, 9);
  expect(layout([0, 10, 0])).toMatchObject({ hasOthers: true, bars: [] });
});
