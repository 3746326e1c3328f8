// Readings of a phantom's pixels, which a reconstruction on the same grid can explain without a rest.

import { expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { finish } from '../../src/experiment/run-steps.ts';
import { Session } from '../../src/experiment/session.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { distanceDrivenMatrix } from '../operators/distance-driven-matrix.ts';
import { josephMatrix } from '../operators/joseph-matrix.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

const executor = new InPlaceExecutor(cpuTasks);
const operators = new CpuOperators(executor);

async function resultOf(
  phantomName: Parameters<typeof libraryPhantom>[0],
  acquisition: object,
  reconstruction: object = {},
) {
  const phantom = shapePhantom(libraryPhantom(phantomName));
  const input = parseExperimentInput({
    ...{ version: 2, phantom: phantomName, acquisition },
    scan: { views: 6, channels: 21, channelSpacingMm: 14 },
    reconstruction: { grid: { pixels: 12, pixelSizeMm: 20 }, ...reconstruction },
  });
  const session = new Session(operators, executor);
  const { result } = await finish(session.run(resolveExperiment(input, phantom), phantom));
  const sinogram = (await operators.read(result.sinogram)).slice();
  return { result, sinogram };
}

/** A·x by a matrix of its own. */
function projected(
  { scan, grid, truthValues }: Awaited<ReturnType<typeof resultOf>>['result'],
  matrixOf = josephMatrix,
): number[] {
  return matrixOf(scan, grid).map((row) => row.reduce((sum, weight, pixel) => sum + weight * truthValues![pixel]!, 0));
}

test('exact line integrals of the pixels are the projector’s own', async () => {
  const { result, sinogram } = await resultOf('shepp-logan-modified', { inverseCrime: true });
  const expected = projected(result);
  const largest = Math.max(...expected);
  expect(Math.max(...expected.map((value, i) => Math.abs(value - sinogram[i]!)))).toBeLessThan(1e-5 * largest);
  const exact = await resultOf('shepp-logan-modified', {});
  expect(Math.max(...expected.map((value, i) => Math.abs(value - exact.sinogram[i]!)))).toBeGreaterThan(0.01 * largest);
});

test('so are those of a beam of one energy, which has its own attenuation', async () => {
  const { result, sinogram } = await resultOf('shepp-logan-modified', {
    ...{ inverseCrime: true, beam: { kind: 'monochromatic', energyKeV: 80 } },
  });
  const expected = projected(result);
  const largest = Math.max(...expected);
  expect(Math.max(...expected.map((value, i) => Math.abs(value - sinogram[i]!)))).toBeLessThan(1e-5 * largest);
});

test.each([
  ['exact line integrals', {}],
  ['a beam of one energy', { beam: { kind: 'monochromatic', energyKeV: 80 } }],
  ['counted photons', { beam: { kind: 'monochromatic', energyKeV: 80 }, noise: { photons: 1e9 } }],
])('a method that is distance-driven meets its own projector: %s', async (_, physics) => {
  const method = { method: 'sirt', iterations: 2, projector: 'distance-driven' };
  const { result, sinogram } = await resultOf('shepp-logan-modified', { inverseCrime: true, ...physics }, method);
  const expected = projected(result, distanceDrivenMatrix);
  const largest = Math.max(...expected);
  const apart = (values: readonly number[]) => Math.max(...values.map((value, i) => Math.abs(value - sinogram[i]!)));
  // Photons have noise.
  expect(apart(expected)).toBeLessThan(1e-3 * largest);
  expect(apart(projected(result))).toBeGreaterThan(0.01 * largest);
});

test('it is a matter of phantoms, in a slice', () => {
  const cone = { geometry: 'cone', detector: 'flat', rows: 3, rowSpacingMm: 2, views: 12, channels: 21 };
  const phantom = shapePhantom(libraryPhantom('shepp-logan-modified'));
  expect(() =>
    resolveExperiment(
      parseExperimentInput({ version: 2, phantom: phantom.name, acquisition: { inverseCrime: true }, scan: cone }),
      phantom,
    ),
  ).toThrow('acquisition.inverseCrime is for scans in a slice');
});
