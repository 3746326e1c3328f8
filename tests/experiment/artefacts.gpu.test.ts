import { expect, test } from 'vitest';
import { ARTEFACTS } from '../../src/experiment/artefacts.ts';
import { artefactDepartures } from '../support/artefact-departures.ts';
import { gpuOperators } from '../support/gpu-operators.ts';

const GRID = { pixels: 96, pixelSizeMm: 3.4, scan: { views: 180, channels: 140, channelSpacingMm: 3 } };

// The one whose correction runs most kernels; what all of them come to is the same as on the CPU, by their twins.
test.each(['metal'])('%s is seen with its cause and shrinks with its cure', async (name) => {
  const artefact = ARTEFACTS.find((one) => one.name === name)!;
  const { disturbed, cured } = await artefactDepartures(await gpuOperators(), artefact, GRID, [1]);
  expect(disturbed[0]).toBeGreaterThan(20);
  expect(cured[0]).toBeLessThan(0.75 * disturbed[0]!);
});
