import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { loadLibraryPhantom, PHANTOM_GROUPS, PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { rasterShapes } from '../../src/phantom/raster-shapes.ts';
import { SOLID_ENTRIES } from '../../src/phantom/solids/solid-library.ts';
import { libraryPhantom } from '../support/library-phantom.ts';
import { HEAD_ELLIPSES, HEAD_FIGURES } from '../support/shepp-logan.ts';

const folder = new URL('../../phantoms/', import.meta.url);
const inSpace = SOLID_ENTRIES.map(({ name }) => name);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .filter((name) => !inSpace.includes(name));

test('every file in phantoms/ is in the library or in that of solids, and nothing else', () => {
  expect(readdirSync(folder).length).toBe(PHANTOM_NAMES.length + inSpace.length);
  expect([...PHANTOM_NAMES].sort()).toEqual(files.sort());
});

test.each(files)('%s is valid, and says what it teaches and where it comes from', async (name) => {
  const json = JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, folder)), 'utf8'));
  const file = parsePhantomFile(json, name);
  expect(await loadLibraryPhantom(name)).toEqual(file);
  const entry = PHANTOM_GROUPS.flatMap(({ entries }) => entries).find((given) => given.name === name);
  expect(entry?.title).toBe(file.name);
  expect(file.teaches).toMatch(/\.$|\?$/);
  expect(file.source).toBeTruthy();
});

test('there is no phantom of a name that every object has', async () => {
  for (const name of ['toString', '__proto__', 'constructor', '']) {
    expect(await loadLibraryPhantom(name)).toBeUndefined();
  }
});

describe.each(HEAD_FIGURES)('$name', ({ name, mass }) => {
  const file = libraryPhantom(name);

  test('is the table of the literature', () => {
    const column = name === 'shepp-logan-1974' ? 5 : 6;
    expect(
      file.shapes.map((shape) =>
        shape.type === 'ellipse'
          ? [shape.x, shape.y, shape.semiAxisX, shape.semiAxisY, shape.angleDeg, shape.value]
          : shape.type,
      ),
    ).toEqual(HEAD_ELLIPSES.map((row) => [...row.slice(0, 5), row[column]]));
    expect(file).toMatchObject({ unitMm: 128, fieldSizeMm: 256, composition: 'add' });
  });

  test('has the mass Σ π·a·b·v', () => {
    const sum = file.shapes.reduce(
      (total, shape) =>
        total + (shape.type === 'ellipse' ? Math.PI * shape.semiAxisX * shape.semiAxisY * shape.value! : 0),
      0,
    );
    expect(sum).toBeCloseTo(mass, 7);
  });
});

test('the 1974 head in HU: brain +20, ventricles 0, lesions +30 and +40, skull +1000, air −1000', () => {
  const image = rasterShapes(shapePhantom(libraryPhantom('shepp-logan-1974')), squareGrid(256, 1), 0, 256);
  // Places on [−1, 1]² that lie well inside: column 128·(x + 1), row 128·(1 − y).
  const at = (x: number, y: number) => {
    const mu = image[Math.floor(128 * (1 - y)) * 256 + Math.floor(128 * (x + 1))]!;
    return (1000 * (mu - 0.02059)) / 0.02059;
  };
  for (const [x, y, hounsfield] of [
    [0, -0.35, 20],
    [0.22, 0, 0],
    [-0.22, 0, 0],
    [0, 0.4, 30],
    [0, -0.1, 30],
    // Where the large lesion and the small one above the middle overlap.
    [0, 0.125, 40],
    [0, 0.91, 1000],
    [0.95, 0.95, -1000],
  ] as const) {
    expect(at(x, y)).toBeCloseTo(hounsfield, 3);
  }
});

test('the inserts of the CT-number module are every 45° from +x at 57 mm, 6 mm in radius', () => {
  const grid = squareGrid(300, 0.5);
  const image = rasterShapes(shapePhantom(libraryPhantom('ct-number-module')), grid, 0, 300);
  const hounsfieldAt = (x: number, y: number) => {
    const mu = image[Math.floor((75 - y) / 0.5) * 300 + Math.floor((x + 75) / 0.5)]!;
    return (1000 * (mu - 0.02059)) / 0.02059;
  };
  [15, -35, -100, -200, -1000, 990, 340, 120].forEach((hounsfield, i) => {
    const angle = (i * Math.PI) / 4;
    for (const radius of [52, 57, 62]) {
      expect(hounsfieldAt(radius * Math.cos(angle), radius * Math.sin(angle))).toBeCloseTo(hounsfield, 3);
    }
    // Beyond the insert on both sides: water.
    for (const radius of [50, 64]) {
      expect(hounsfieldAt(radius * Math.cos(angle), radius * Math.sin(angle))).toBeCloseTo(0, 3);
    }
  });
  expect(hounsfieldAt(0, 0)).toBeCloseTo(0, 3);
  expect(hounsfieldAt(74, 74)).toBeCloseTo(-1000, 3);
});

test('the water disk is 200 mm across, the point 1 mm at (60, 25) mm', () => {
  const [disk] = shapePhantom(libraryPhantom('water-disk')).shapes;
  expect(disk).toMatchObject({ centreXMm: 0, centreYMm: 0, semiAxisXMm: 100, semiAxisYMm: 100, value: 0.02059 });
  const [point] = shapePhantom(libraryPhantom('point')).shapes;
  expect(point).toMatchObject({ centreXMm: 60, centreYMm: 25, semiAxisXMm: 0.5, semiAxisYMm: 0.5 });
});
