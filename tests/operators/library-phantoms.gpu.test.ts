import { beforeAll, test } from 'vitest';
import { arcScan } from '../../src/geometry/parallel/parallel-scan.ts';
import { scanShapes } from '../../src/kernels/scan-shapes/plain.ts';
import { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { PHANTOM_NAMES } from '../../src/phantom/library.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { sharedTestDevice } from '../support/gpu.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

let gpu: GpuOperators;

beforeAll(async () => {
  const device = await sharedTestDevice();
  gpu = await GpuOperators.create({
    device,
    description: { backend: 'gpu', name: 'test device', isSoftware: true },
  });
});

test.each(PHANTOM_NAMES)('%s, scanned on the GPU as on the CPU', async (name) => {
  const phantom = shapePhantom(libraryPhantom(name));
  const channels = 201;
  const channelSpacingMm = phantom.fieldSizeMm / channels;
  const scan = arcScan({ views: 9, startRad: 0.05, arcRad: Math.PI }, { channels, channelSpacingMm, offset: 0 });
  const sinogram = await gpu.create(9, channels);
  await gpu.scanShapes(phantom, scan, sinogram, { from: 0, to: 9 });
  expectRelativelyClose(await gpu.read(sinogram), scanShapes(phantom, scan, { from: 0, to: 9 }), 2e-5);
});
