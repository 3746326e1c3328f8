import { describe, expect, test } from 'vitest';
import { phantomThumbnail, solidThumbnail } from '../../src/experiment/thumbnail.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { parseSolidFile, solidPhantom } from '../../src/phantom/solids/solid-file.ts';
import { loadSolidPhantom, SOLID_ENTRIES } from '../../src/phantom/solids/solid-library.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const disk = (x: number, y: number, value: number) => ({
  type: 'ellipse',
  x,
  y,
  semiAxisX: 10,
  semiAxisY: 10,
  value,
});
const file = {
  version: 1,
  name: 'three disks',
  fieldSizeMm: 96,
  values: 'hounsfield',
  composition: 'replace',
  shapes: [disk(-30, 30, 25), disk(30, 30, 100), disk(30, -30, -42)],
};
const at = (grey: Uint8Array, x: number, y: number) => grey[(48 - y) * 96 + (48 + x)];

test('is seen at the window of the phantom, x to the right and y up', () => {
  const grey = phantomThumbnail(shapePhantom(parsePhantomFile({ ...file, window: { width: 100, level: 0 } })), 96);
  expect(grey).toHaveLength(96 * 96);
  // (HU + 50)/100 of 255.
  expect([at(grey, -30, 30), at(grey, 30, 30), at(grey, 30, -30), at(grey, -30, -30)]).toEqual([191, 255, 20, 0]);
});

test('is seen at the usual window where the phantom has none', () => {
  const grey = phantomThumbnail(shapePhantom(parsePhantomFile(file)), 96);
  // (HU + 160)/400 of 255.
  expect([at(grey, -30, 30), at(grey, 30, 30), at(grey, 30, -30)]).toEqual([118, 166, 75]);
});

test.each(PHANTOM_NAMES)('%s has something to see in its own', (name) => {
  const greys = new Set(phantomThumbnail(shapePhantom(libraryPhantom(name)), 96));
  expect(greys.size).toBeGreaterThan(1);
});

describe('of solids', () => {
  const ball = (x: number, y: number, z: number, value: number) => ({ type: 'sphere', x, y, z, radius: 10, value });
  const { shapes: _, ...rest } = file;
  const phantom = solidPhantom(
    parseSolidFile({
      ...{ ...rest, dimensions: 3, heightMm: 90, window: { width: 100, level: 0 } },
      solids: [ball(-30, 0, 30, 25), ball(30, 0, -30, -42), ball(0, 30, 0, 25)],
    }),
  );

  test('the plane through the middle is seen, x to the right and z up', () => {
    const grey = solidThumbnail(phantom, 96);
    expect([at(grey, -30, 30), at(grey, 30, -30), at(grey, 30, 30), at(grey, 0, 0)]).toEqual([191, 20, 0, 0]);
  });

  test('parts of it make the whole', () => {
    const parts = [0, 1, 2].flatMap((k) => [...solidThumbnail(phantom, 96, 32 * k, 32 * (k + 1))]);
    expect(parts).toEqual([...solidThumbnail(phantom, 96)]);
  });

  test.each(SOLID_ENTRIES)('$name has something to see in its own', async ({ name }) => {
    const greys = new Set(solidThumbnail(solidPhantom((await loadSolidPhantom(name))!), 48));
    expect(greys.size).toBeGreaterThan(1);
  });
});
