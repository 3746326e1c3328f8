import { beforeAll, describe, test } from 'vitest';
import { loweredRays } from '../../src/geometry/lowered-rays.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { plain } from '../../src/kernels/scan-solids/plain.ts';
import { scanSolids } from '../../src/kernels/scan-solids/spec.ts';
import type { Operators } from '../../src/operators/contract.ts';
import type { GpuOperators } from '../../src/operators/gpu/gpu-operators.ts';
import { rotationOf } from '../../src/phantom/solids/euler-angles.ts';
import { ellipsoidInMm } from '../../src/phantom/solids/solids-in-mm.ts';
import { expectRelativelyClose } from '../support/close.ts';
import { expectRowsOfFans } from '../support/extruded-scans.ts';
import { fanOfArc } from '../support/fan-walk.ts';
import { gpuOperators } from '../support/gpu-operators.ts';
import { mixedSolids } from '../support/mixed-solids.ts';

let device: GpuOperators;
let operators: Operators;

beforeAll(async () => {
  operators = await gpuOperators();
  device = operators as unknown as GpuOperators;
});

describe.each(['flat', 'arc'] as const)('on the GPU a cone on a detector that is %s', (detector) => {
  test.each(['shepp-logan-1974', 'hip-with-metal'])('scans %s, extruded, as a fan does, row by row', async (name) => {
    await expectRowsOfFans(operators, name, detector, 1e-4);
  });
});

test('a ray that meets more solids than it remembers has all of them', async () => {
  // Balls inside each other, the smallest on top.
  const solids = Array.from({ length: 34 }, (_, i) =>
    ellipsoidInMm(
      { centreMm: [1, -2, 0.5], rotation: rotationOf([0, 0, 0]), clip: [], filling: { value: 1 + (i % 3) } },
      [25 - (22 * i) / 34, 25 - (22 * i) / 34, 25 - (22 * i) / 34],
    ),
  );
  const phantom = { ...mixedSolids('replace'), solids };
  const rays = loweredRays(
    loweredScan(
      fanOfArc({ sourceToIsocenterMm: 300, sourceToDetectorMm: 500, views: 1, channels: 9, channelSpacingMm: 6 }),
    ),
  );
  const readings = await device.create(1, 9);
  await device.run(scanSolids, { phantom, rays }, { readings });
  const expected = { rows: 1, columns: 9, data: new Float32Array(9) };
  plain({ phantom, rays }, { readings: expected }, { from: 0, to: 1 });
  expectRelativelyClose(await device.read(readings), expected.data, 1e-5);
});
