import { expect, test } from 'vitest';
import { axisTaken, whyNotTaken } from '../../../src/app/axis/axis-taken.ts';
import { offsetsAbout, otherStep, STEPS, stepText } from '../../../src/app/axis/offsets.ts';
import { changedExperiment } from '../../../src/app/present/changed-experiment.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import type { Measurement } from '../../../src/experiment/measurement.ts';
import { shapePhantom } from '../../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../../support/library-phantom.ts';

const disk = shapePhantom(libraryPhantom('water-disk'));
const scanned = (json: object) => resolveExperiment(parseExperimentInput(json), disk);

test('an axis that is taken of a measurement is its offset, and nothing looks for it any more', () => {
  const measurement: Measurement = {
    ...{ kind: 'measurement', name: 'some', views: 8, detectorRows: 1, channels: 20, remarks: [] },
    ...{ lineIntegrals: new Float32Array(160), anglesDeg: null, isArbitrary: false },
  };
  const input = parseExperimentInput({
    measurement: { sinogram: 'a.npy' },
    corrections: [{ kind: 'rings' }, { kind: 'axis' }, { kind: 'truncation' }],
  });
  const experiment = resolveExperiment(input, measurement);
  const changed = changedExperiment(experiment, axisTaken(experiment, -3.25, measurement), measurement);
  expect(changed.scan.offset).toBe(-3.25);
  expect(changed.corrections.map(({ kind }) => kind)).toEqual(['rings', 'truncation']);
  expect(whyNotTaken(experiment, measurement)).toBeNull();
});

test('one of a phantom leaves its detector where it really is', () => {
  const experiment = scanned({
    scan: { offset: 1 },
    acquisition: { beam: { kind: 'monochromatic', energyKeV: 60 }, detectorShift: 2.5 },
    corrections: [{ kind: 'axis' }],
  });
  const changed = changedExperiment(experiment, axisTaken(experiment, 3.25, disk), disk);
  expect(changed.scan.offset).toBe(3.25);
  expect(changed.acquisition).toMatchObject({ detectorShift: 0.25 });
  expect(changed.corrections).toEqual([]);
});

test('that of an exact scan stands where it is set', () => {
  expect(whyNotTaken(scanned({}), disk)).toMatch(/exact/);
});

test('a strip has nine offsets, fewer where the axis would leave the detector', () => {
  expect(offsetsAbout(6.5, 0.5, 736)).toEqual([4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5]);
  expect(offsetsAbout(-0.1, 0.1, 10).map(String)).toEqual([
    '-0.5',
    '-0.4',
    '-0.3',
    '-0.2',
    '-0.1',
    '0',
    '0.1',
    '0.2',
    '0.3',
  ]);
  expect(offsetsAbout(8, 4, 20)).toEqual([-8, -4, 0, 4, 8]);
});

test('steps are halved and doubled, as far as there are any', () => {
  for (const [i, step] of STEPS.slice(1).entries()) expect(step).toBe(STEPS[i]! / 2);
  expect(otherStep(4, true)).toBe(2);
  expect(otherStep(4, false)).toBe(8);
  expect(otherStep(0.25, true)).toBe(0.25);
  expect(otherStep(32, false)).toBe(32);
  expect([4, 1, 0.5, 0.25].map(stepText)).toEqual(['4 channels', '1 channel', '½ channel', '¼ channel']);
});
