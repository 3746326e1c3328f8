import { expect, test } from 'vitest';
import { changedExperiment } from '../../src/app/changed-experiment.ts';
import { inGeometry } from '../../src/experiment/change-geometry.ts';
import { experimentJson, resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';

test('a fan with a focal spot becomes parallel rays without one, in an experiment that may be opened again', async () => {
  const input = parseExperimentInput({ scan: { geometry: 'fan' }, physics: { focalSpotMm: 2, channelAperture: 0.5 } });
  const subject = await loadSubject(input, async () => new Uint8Array());
  const fan = resolveExperiment(input, subject);
  const arcDeg = changedExperiment(fan, { scan: { arcDeg: 300 } }, subject);
  expect(arcDeg.physics).toMatchObject({ focalSpotMm: 2, channelAperture: 0.5 });
  const parallel = changedExperiment(
    fan,
    { scan: inGeometry(fan.scan, 'parallel', false), reconstruction: { rebin: undefined } },
    subject,
  );
  expect(parallel.physics).toMatchObject({ focalSpotMm: 0, channelAperture: 0.5 });
  expect(() => parseExperimentInput(JSON.parse(JSON.stringify(experimentJson(parallel))))).not.toThrow();
});
