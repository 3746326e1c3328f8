import { expect, test } from 'vitest';
import { geometryChoiceOf, geometryChoices, inGeometry } from '../../src/experiment/change-geometry.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';

const resolved = async (scan: unknown) => {
  const input = parseExperimentInput({ scan });
  const subject = await loadSubject(input, () => Promise.reject(new Error('no file is needed')));
  return resolveExperiment(input, subject).scan;
};

test('a fan takes twice the views over twice the arc, and channels as wide at the axis', async () => {
  const parallel = await resolved({});
  const fan = inGeometry(parallel, 'arc', false);
  // 0.5 mm · 1040 / 570
  expect(fan).toMatchObject({ geometry: 'fan', detector: 'arc', views: 1440, arcDeg: 360, channelSpacingMm: 0.9123 });
  expect(geometryChoiceOf(fan)).toBe('arc');
});

test('there and back again is where it was, up to the fourth digit of the spacing', async () => {
  const parallel = await resolved({ views: 90, arcDeg: -180, offset: 3.25, channelSpacingMm: 2 });
  const back = inGeometry(inGeometry(parallel, 'flat', false), 'parallel', false);
  expect(back.channelSpacingMm).toBeCloseTo(2, 3);
  expect({ ...back, channelSpacingMm: 2 }).toEqual(parallel);
});

test('from one detector to the other all else stays, and what is chosen already changes nothing', async () => {
  const arc = await resolved({ geometry: 'fan', sourceToIsocenterMm: 300, arcDeg: 220 });
  expect(inGeometry(arc, 'flat', false)).toEqual({ ...arc, detector: 'flat' });
  expect(inGeometry(arc, 'arc', false)).toBe(arc);
});

test('a measurement keeps its views', async () => {
  expect(inGeometry(await resolved({ views: 50 }), 'arc', true)).toMatchObject({ views: 50, arcDeg: 360 });
});

test('every choice is an experiment that the rules accept', async () => {
  const choices = geometryChoices().map(({ name }) => name);
  expect(choices).toEqual(['parallel', 'arc', 'flat']);
  for (const from of choices) {
    for (const to of choices) {
      const scan = inGeometry(inGeometry(await resolved({ views: 16_384 / 2 }), from, false), to, false);
      expect((await resolved(scan)).geometry).toBe(to === 'parallel' ? 'parallel' : 'fan');
    }
  }
});
