// Reported measurements whose axis other programs, and this one once, got wrong in silence.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HeadlessFolder } from '../support/headless.ts';
import { npyBytes } from '../support/npy.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';

const folder = new HeadlessFolder();

describeOnSharedData('reported cases', () => {
  test.each<[name: string, files: readonly string[]]>([
    ['axis-endpoint-parallel', ['sino.npy', 'angles.npy']],
    ['axis-rounded-angles', ['sino.npy', 'angles.npy']],
    ['axis-interior-180', ['sino.npy']],
  ])('%s: the axis stands 2 channels beyond the offset', async (name, files) => {
    for (const file of files) folder.put(file, new Uint8Array(readFileSync(sharedDataPath('cases', name, file))));
    const experiment = JSON.parse(readFileSync(sharedDataPath('cases', name, 'experiment.json'), 'utf8'));
    const { report } = await folder.results(experiment);
    expect(Math.abs(report.axisShift! - 2)).toBeLessThan(0.05);
  });
});

test('a measurement that does not tell its axis is reported as such, with the offset as it is', async () => {
  // The same in every view and channel, as in the middle of water.
  folder.put('flat.npy', npyBytes(new Float32Array(40 * 24).fill(1.5), [40, 24]));
  const measurement = { sinogram: 'flat.npy' };
  const reconstruction = { pixels: 16, pixelSizeMm: 1 };
  const settings = { measurement, reconstruction, scan: { channelSpacingMm: 1, offset: 3 } };
  const { report, npy } = await folder.results({ ...settings, corrections: { axis: true } });
  expect(report.axisShift).toBeNull();
  expect(report.advice).toContain(
    'The axis could not be found: the readings hardly vary along the detector. The slice uses the offset as set.',
  );
  const slice = npy('reconstruction.npy').data;
  expect((await folder.results(settings)).npy('reconstruction.npy').data).toEqual(slice);
});
