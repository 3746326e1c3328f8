import { expect, test } from 'vitest';
import { starvationAdvice } from '../../src/experiment/starvation-advice.ts';

const counted = { photons: 1e5, deadChannels: [] };
const exact = { photons: undefined, deadChannels: [] };

test('readings that count next to no photon are said, and a few of them are no matter', () => {
  expect(starvationAdvice(0, counted, 100)).toEqual({
    kind: 'starved',
    ok: true,
    sentence: 'Every reading counted more than 1 photon.',
  });
  expect(starvationAdvice(5e-5, counted, 100)).toMatchObject({ ok: true });
  expect(starvationAdvice(0.123, counted, 100)).toEqual({
    kind: 'starved',
    ok: false,
    sentence:
      '12 % of the readings counted at most 1 photon and carry almost no information: dark and bright streaks run along the thickest paths.',
  });
});

test('where nothing is counted only what is beyond single precision is said, less what dead channels read', () => {
  expect(starvationAdvice(0, exact, 100)).toBeNull();
  expect(starvationAdvice(0.02, { ...exact, deadChannels: [3, 7, 3] }, 100)).toBeNull();
  expect(starvationAdvice(0.05, { ...exact, deadChannels: [3, 7] }, 100)).toEqual({
    kind: 'starved',
    ok: false,
    sentence:
      '3.0 % of the readings are too dark for single precision and end at a line integral of 79.7: dark and bright streaks run along the thickest paths.',
  });
});
