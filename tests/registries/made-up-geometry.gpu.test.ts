import { expect, test } from 'vitest';
import { GEOMETRIES } from '../../src/geometry/registry.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { randomArray } from '../support/random.ts';
import { backProjectedByVectors, fanByVectors, vectorScan } from './made-up-geometry.ts';

test('a geometry of one’s own is back-projected on the GPU, every view by itself', async () => {
  const remove = GEOMETRIES.add(fanByVectors);
  const device = await sharedTestDevice();
  const gpu = await GpuOperators.create({
    device,
    description: { backend: 'gpu', name: 'test device', isSoftware: true },
  });
  gpu.backProjection = 'tile';
  const views = vectorScan.anglesRad.length;
  const readings = randomArray(views * vectorScan.channels, 31);
  const grid = { rows: 33, columns: 33, pixelSizeMm: 1.1 };
  const projections = await gpu.upload(readings, views, vectorScan.channels);
  const image = await gpu.create(33, 33);
  expect(gpu.backProjectionOf(vectorScan, grid)).toBe('plain');
  await gpu.backProject(projections, vectorScan, grid, image, { from: 0, to: views });
  expectRelativelyClose(await gpu.read(image), backProjectedByVectors(readings, grid), 1e-4);
  remove();
});
