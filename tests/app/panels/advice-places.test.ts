import { expect, test } from 'vitest';
import { placesOf } from '../../../src/app/panels/advice-places.ts';
import { resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { experimentAdvice } from '../../../src/experiment/scan-advice.ts';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { npyBytes } from '../../support/npy.ts';

test('data that are odd in two ways have two lines, and what is said of one kind keeps its line', async () => {
  const input = parseExperimentInput({ phantom: { image: 'a.npy', values: 'arbitrary' }, scan: { arcDeg: 3.14 } });
  const image = await loadSubject(input, async () => npyBytes(new Float32Array(64).fill(1), [8, 8]));
  if (image.kind !== 'image') throw new Error('an image is none');
  const subject = { ...image, remarks: ['a.npy: is the same all over.'] };
  const advice = experimentAdvice(resolveExperiment(input, subject), subject);
  expect(advice.filter(({ kind }) => kind === 'data').length).toBe(2);
  expect(new Set(placesOf(advice)).size).toBe(advice.length);
  expect(placesOf([{ kind: 'views' }, { kind: 'data' }])).toEqual(['views 0', 'data 0']);
  expect(placesOf([{ kind: 'data' }, { kind: 'views' }, { kind: 'data' }])).toEqual(['data 0', 'views 0', 'data 1']);
});
