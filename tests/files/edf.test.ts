import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { formatOf } from '../../src/files/describe-file.ts';
import { lookAt } from '../../src/files/edf/decoder.ts';
import type { Cut } from '../../src/files/format.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';
import { EDFS, tinyFrame } from './tiny-edf.ts';

const decoded = (bytes: Uint8Array, cut?: Cut) =>
  decodeArray(bytesInMemory(bytes), 'a', 'readings', { mayBeRead: () => {}, ...(cut && { cut: () => cut }) });

async function sentenceOf(bytes: Uint8Array): Promise<string> {
  const outcome = await outcomeOf('a', () => decoded(bytes));
  if ('value' in outcome) throw new Error('it was read');
  return outcome.sentence;
}

const VALUES = [1, 2, 100, 3, 4, 7];

test.each<readonly [string, string, (values: readonly number[]) => { readonly buffer: ArrayBuffer }]>([
  ['bytes', 'UnsignedByte', (values) => Uint8Array.from(values)],
  ['bytes with a sign', 'SignedByte', (values) => Int8Array.from(values)],
  ['short numbers', 'UnsignedShort', (values) => Uint16Array.from(values)],
  ['short numbers with a sign', 'SignedShort', (values) => Int16Array.from(values)],
  ['long numbers', 'UnsignedLong', (values) => Uint32Array.from(values)],
  ['long numbers with a sign', 'SignedInteger', (values) => Int32Array.from(values)],
  ['single precision', 'FloatValue', (values) => Float32Array.from(values)],
  ['double precision', 'DOUBLE', (values) => Float64Array.from(values)],
])('%s of either byte order', async (_, DataType, array) => {
  const numbers = new Uint8Array(array(VALUES).buffer);
  const size = numbers.length / VALUES.length;
  const turned = numbers.map((_, i) => numbers[i - (i % size) + size - 1 - (i % size)]!);
  for (const [bytes, ByteOrder] of [
    [numbers, 'LowByteFirst'],
    [turned, 'HighByteFirst'],
  ] as const) {
    const { shape, data } = await decoded(tinyFrame(bytes, [2, 3], { DataType, ByteOrder }));
    expect([shape, [...data]]).toEqual([[2, 3], VALUES]);
  }
});

test('several frames are a stack, of which one row is read alone; others are left out, and it is said', async () => {
  const [one, two] = [EDFS[0]!, EDFS[1]!];
  expect([...(await decoded(two)).data]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(await decoded(two, { axis: 1, index: 1 })).toMatchObject({
    shape: [2, 3],
    data: Float32Array.of(4, 5, 6, 10, 11, 12),
  });
  expect(await lookAt(bytesInMemory(two), 'a')).toMatchObject({ shape: [2, 2, 3], white: null });
  const { shape, remarks } = await decoded(joined(one, tinyFrame(new Uint8Array(8), [2, 2])));
  expect([shape, remarks]).toEqual([
    [2, 3],
    ['a: 1 of its 2 frames is of another size or type than the first and left out.'],
  ]);
});

test.each<readonly [string, Uint8Array, RegExp]>([
  ['compressed frames', tinyFrame(new Uint8Array(12), [2, 3], { Compression: 'GZIP' }), /compressed by “GZIP”/],
  ['another type', tinyFrame(new Uint8Array(12), [2, 3], { DataType: 'Complex' }), /of type “Complex”/],
  ['volumes', tinyFrame(new Uint8Array(12), [2, 3], { Dim_3: '2' }), /a frame of 3 × 2 × 2 values is stated/],
  ['no length', tinyFrame(new Uint8Array(12), [2, 3], { Dim_2: '-2' }), /a frame of 3 × -2 values is stated/],
  ['more than there is', tinyFrame(new Uint8Array(10), [2, 3]), /states 2 × 3 values of 2 bytes, but the file ends/],
  ['no end of its header', EDFS[0]!.slice(0, 300), /its header has no end/],
])('%s: refused with a sentence', async (_, bytes, sentence) => {
  expect(await sentenceOf(bytes)).toMatch(sentence);
});

test('what begins with a brace is JSON where it has no sizes', () => {
  expect(formatOf(bytesOf('{"Dim_1": 3}'))?.name).toBe('json');
  expect(formatOf(EDFS[0]!)?.name).toBe('edf');
});

test('any bytes are an image or a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(damagedFiles(EDFS, bytesOf('{\nDim_1 = 3 ;\n')), async (bytes) => {
      await outcomeOf('a', () => decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead: () => {} }));
    }),
    { numRuns: 200 },
  );
});
