import { expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { sentenceOf } from '../support/sentences.ts';
import { bartHeader, bartPair, complexFloats } from './tiny-bart.ts';

const OPTIONS = { mayBeRead: () => {} };

test.each([
  ['', [5, 0, 1, 2, 5, 10]],
  ['#/magnitude', [5, 0, 1, 2, 5, 10]],
  ['#/real', [3, 0, 1, -2, 0, -6]],
  ['#/imaginary', [4, 0, 0, 0, 5, -8]],
])('tiny.hdr%s', async (part, values) => {
  const [header, numbers] = bartPair();
  const { shape, data } = await decodeSeries([{ ...header!, name: `tiny.hdr${part}` }, numbers!], 'a', OPTIONS);
  expect([shape, [...data]]).toEqual([[2, 3], values]);
});

test('axes of length 1 are left out, and the fastest comes last', async () => {
  const [header, numbers] = bartPair(bartHeader('1 3 1 2'));
  const { shape } = await decodeArray(header!.source, header!.name, 'readings', OPTIONS, [numbers!]);
  expect(shape).toEqual([2, 3]);
});

test('an image that BART has made opens as one, by its magnitude', async () => {
  const files = bartPair();
  const opened = await recogniseFiles(files);
  expect(opened).toMatchObject({
    kind: 'arrays',
    arrays: [
      { name: 'tiny.hdr#/magnitude', role: 'image', parts: ['tiny.cfl'] },
      { name: 'tiny.hdr#/real' },
      { name: 'tiny.hdr#/imaginary' },
    ],
  });
  const input = parseExperimentInput({ phantom: { image: ['tiny.hdr', 'tiny.cfl'], values: 'arbitrary' } });
  const subject = await loadSubject(input, async (name) => files.find((file) => file.name === name)!.source);
  expect(subject).toMatchObject({
    kind: 'image',
    name: 'tiny.hdr',
    remarks: [
      'tiny.hdr: its numbers are complex, and their magnitude is read unless another array is named (#/real, #/imaginary).',
    ],
  });
});

test('the k-space of a command that measures is no image at first', async () => {
  const opened = await recogniseFiles(bartPair(bartHeader('3 2', 'phantom -t traj -k ksp')));
  expect(opened).toMatchObject({ arrays: [{ role: 'k-space' }, { role: 'k-space' }, { role: 'k-space' }] });
});

test('k-space can be looked at, and it is said that it is not reconstructed', async () => {
  const [header, numbers] = bartPair(bartHeader('3 2', 'phantom -k -t traj ksp'));
  const { remarks } = await decodeSeries([header!, numbers!], 'a', OPTIONS);
  expect(remarks?.[1]).toBe(
    'tiny.hdr: k-space of magnetic resonance can be looked at here, but is not reconstructed; an image made of it elsewhere opens by its magnitude.',
  );
});

test.each<readonly [string, Uint8Array, Uint8Array, string]>([
  [
    'too few numbers',
    bartHeader('3 2'),
    complexFloats([1, 2]),
    'tiny.cfl: should have 48 bytes, as the header tiny.hdr says, but ends after 8',
  ],
  [
    'no whole number',
    bartHeader('3 0.5'),
    complexFloats([1, 2]),
    'tiny.hdr: its dimensions should be whole numbers from 1, got “3 0.5 1 1 1”',
  ],
  [
    'no number',
    complexFloats([Number.NaN, 0]),
    complexFloats([Number.NaN, 0]),
    'tiny.hdr: is a file of an unknown kind; several files together must be the slices of a volume',
  ],
])('%s: refused', async (_, header, numbers, sentence) => {
  expect(await sentenceOf(() => decodeSeries(bartPair(header, numbers), 'a', OPTIONS))).toBe(sentence);
});

test('a header alone says what it needs', async () => {
  const [header] = bartPair();
  expect(await sentenceOf(() => recogniseFiles([header!]))).toBe(
    'tiny.hdr: its numbers are in another file, tiny.cfl; open both together',
  );
});
