import { expect, test } from 'vitest';
import { about, atLeast, judged, notMeasured, told } from '../../../src/experiment/protocols/limits.ts';
import { verdictSentence } from '../../../src/experiment/protocols/verdict.ts';

const row = (what: string, measured: number) => judged({ what, measured, unit: 'HU' }, about(0, 4, 'somebody'));
const words = told({ what: 'slope', measured: 7, unit: '', remark: 'Told.' });

test('limits count as within; beyond them, and only there, a value fails', () => {
  expect([-4.001, -4, 0, 4, 4.001].map((value) => row('', value).outcome)).toEqual([
    'fail',
    'pass',
    'pass',
    'pass',
    'fail',
  ]);
  expect([5.9, 6].map((measured) => judged({ what: '', measured, unit: '' }, atLeast(6, '')).outcome)).toEqual([
    'fail',
    'pass',
  ]);
  expect(row('', Number.NaN).outcome).toBe('not judged');
});

test.each([
  [[row('Water', 1), words], 'pass', 'Passed: the one value that was judged lies within its limits.'],
  [[row('Water', 1), row('Air', 2)], 'pass', 'Passed: both values that were judged lie within their limits.'],
  [
    [row('Water', 1), { ...notMeasured('Noise', 'HU', 'No photons.'), remedy: 'photons' as const }],
    'pass',
    'Passed: the one value that was judged lies within its limits. Not judged with these settings: Noise.',
  ],
  [[row('Water', 9)], 'fail', 'Failed: the one value that was judged lies outside its limits: Water.'],
  [[row('Water', 9), row('Air', 2)], 'fail', 'Failed: 1 of 2 values that were judged lies outside its limits: Water.'],
  [
    ['a', 'b', 'c', 'd', 'e'].map((name) => row(name, 9)),
    'fail',
    'Failed: 5 of 5 values that were judged lie outside their limits: a; b; c; 2 more.',
  ],
  [[notMeasured('Water', 'HU', 'It is too small.')], 'not judged', 'Nothing could be judged. It is too small.'],
])('%#', (rows, verdict, sentence) => {
  expect(verdictSentence(rows)).toEqual({ verdict, sentence });
});
