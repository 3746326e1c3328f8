import { describe, expect, test } from 'vitest';
import { squareGrid } from '../../src/geometry/grid.ts';
import { loadLibraryPhantom } from '../../src/phantom/library.ts';
import type { ImagePhantom, ShapePhantom } from '../../src/phantom/phantom.ts';
import { parsePhantomFile, shapePhantom } from '../../src/phantom/phantom-file.ts';
import { RayProfile } from '../../src/phantom/ray-profile.ts';
import { materialParts, phantomAtEnergy } from '../../src/physics/material-parts.ts';
import { muPerMm } from '../../src/physics/materials/attenuation-of-material.ts';

const ray = { originXMm: 0, originYMm: 0, directionX: 1, directionY: 0 };
const along = (phantom: ShapePhantom) => new RayProfile(phantom).lineIntegral(ray);

test('each material has the length of ray through what is seen of it', () => {
  const disk = (radius: number, material: string, density = 1) => ({
    type: 'ellipse',
    x: 0,
    y: 0,
    semiAxisX: radius,
    semiAxisY: radius,
    material,
    density,
  });
  const phantom = shapePhantom(
    parsePhantomFile({
      version: 1,
      name: 'rings of materials',
      fieldSizeMm: 100,
      values: 'materials',
      composition: 'replace',
      shapes: [disk(40, 'water'), disk(30, 'compact-bone'), disk(20, 'water', 0.5), disk(10, 'air')],
    }),
  );
  const lengths = Object.fromEntries(
    materialParts(phantom).map(({ material, phantom: part }) => [material, along(part as ShapePhantom)]),
  );
  // Water from 30 to 40 mm on both sides, and half as dense from 10 to 20 mm.
  expect(Object.keys(lengths)).toEqual(['water', 'compact-bone', 'air']);
  expect(lengths.water).toBeCloseTo(20 + 0.5 * 20, 9);
  expect(lengths['compact-bone']).toBeCloseTo(20, 9);
  expect(lengths.air).toBeCloseTo(20, 9);
});

test('a phantom without materials is water as dense as its values', async () => {
  const phantom = shapePhantom((await loadLibraryPhantom('water-disk'))!);
  const [part, ...more] = materialParts(phantom);
  expect(more).toEqual([]);
  expect(part!.material).toBe('water');
  expect(along(part!.phantom as ShapePhantom)).toBeCloseTo(200, 9);
});

describe('an image', () => {
  const image = (values: number[]): ImagePhantom => ({
    kind: 'image',
    name: 'image',
    unit: 'attenuation-per-mm',
    grid: squareGrid(2, 1),
    fieldSizeMm: 2,
    values: Float32Array.from(values, (hounsfield) => 0.02059 * (1 + hounsfield / 1000)),
  });

  test('has bone above +300 HU, so much that its values at 60 keV come out', () => {
    const phantom = image([-1000, 40, 900, 4000]);
    const sum = new Float64Array(4);
    for (const { material, phantom: part } of materialParts(phantom)) {
      (part as ImagePhantom).values.forEach((density, i) => {
        sum[i]! += density * muPerMm(material, 60);
      });
    }
    // The table's water is 0.03 % above the reference.
    for (let i = 0; i < 4; i++)
      expect(Math.abs(sum[i]! - phantom.values[i]!)).toBeLessThan(5e-4 * phantom.values[i]! + 1e-9);
    const [, bone] = materialParts(phantom);
    expect([...(bone!.phantom as ImagePhantom).values].map((density) => density > 0)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('has no bone where nothing is dense', () => {
    expect(materialParts(image([0, 100, -50, 299]))).toHaveLength(1);
  });
});

test('at 60 keV a phantom is itself, elsewhere its materials are those of the table', async () => {
  const phantom = shapePhantom((await loadLibraryPhantom('ct-number-plastics'))!);
  expect(phantomAtEnergy(phantom, 60)).toBe(phantom);
  const at90 = phantomAtEnergy(phantom, 90) as ShapePhantom;
  for (const shape of at90.shapes)
    expect(shape.value).toBeCloseTo(muPerMm(shape.material!, 90) * (shape.density ?? 1), 12);
});
