import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeAngles, decodeArray } from '../../src/files/decoding.ts';
import { formatOf } from '../../src/files/describe-file.ts';
import { lookAt } from '../../src/files/text/decoder.ts';
import { bytesOf, damagedFiles, outcomeOf } from './outcome.ts';
import { TEXTS } from './tiny-texts.ts';

const decoded = (text: string) => decodeArray(bytesInMemory(bytesOf(text)), 'a', 'readings', { mayBeRead: () => {} });

const TABLE = { shape: [2, 3], data: Float32Array.of(1, 2.5, -3, 4, 50, 0.125) };

describe('a table of numbers, however it is written', () => {
  test.each([
    ['commas', '1,2.5,-3\n4,5e1,.125\n'],
    ['commas and blanks, lines of Windows', '1, 2.5, -3\r\n4, 50, 0.125\r\n'],
    ['lines of old Macs', '1,2.5,-3\r4,50,0.125'],
    ['a mark at the end of each line', '1,2.5,-3,\n4,50,0.125,\n'],
    ['semicolons', '1;2.5;-3\n4;50;0.125'],
    ['semicolons and decimal commas', '1;2,5;-3\n4;50;0,125'],
    ['tabs', '1\t2.5\t-3\n4\t50\t0.125'],
    ['tabs and decimal commas', '1\t2,5\t-3\n4\t50\t0,125'],
    ['blanks', '  1 2.5   -3\n 4 +50 1.25E-1 \n\n'],
    ['blanks and decimal commas', '1,0 2,5 -3,0\n4,0 50,0 0,125'],
    ['names above', 'a,b,c (mm)\n1,2.5,-3\n4,50,0.125'],
    ['comments, as NumPy and MATLAB write them', '# shape 2 3\n% made by hand\n1 2.5 -3\n# a row\n4 50 0.125'],
    ['quotes', '"1","2.5","-3"\n"4","50","0.125"'],
    ['a byte order mark', '\xef\xbb\xbf1,2.5,-3\n4,50,0.125'],
  ])('%s', async (_, text) => {
    expect(formatOf(bytesOf(text))?.name).toBe('text');
    expect(await decoded(text)).toMatchObject(TABLE);
  });

  test('with blanks behind some commas only, where no number can have so many decimal ones', async () => {
    expect(await decoded('1,2,3, 4\n5,6,7,8\n')).toMatchObject({ shape: [2, 4] });
    expect(await decoded('1, 5, 2, 5\n')).toMatchObject({ data: Float32Array.of(1, 5, 2, 5) });
    expect(await decoded('1,5; 2,5\n')).toMatchObject({ data: Float32Array.of(1.5, 2.5) });
  });

  test('of many lines', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i};${i / 8};${-i}`);
    const { shape, data } = await decoded(rows.join('\r\n'));
    expect(shape).toEqual([30_000, 3]);
    expect([...data.subarray(-6)]).toEqual([29_998, 29_998 / 8, -29_998, 29_999, 29_999 / 8, -29_999]);
  });
});

test('one column, or one row, is a list of angles in double precision', async () => {
  for (const text of ['angle\n0.1\n0.2\n0.3', '0.1 0.2 0.3', '0.1,0.2,0.3\n']) {
    const source = bytesInMemory(bytesOf(text));
    const shapes: unknown[] = [];
    expect([...(await decodeAngles(source, 'a', (shape) => shapes.push(shape)))]).toEqual([0.1, 0.2, 0.3]);
    expect(shapes).toEqual([[3]]);
    expect(await lookAt(source, 'a')).toMatchObject({ shape: [3], list: Float64Array.of(0.1, 0.2, 0.3) });
  }
});

test('a large table is looked at by some of its lines', async () => {
  const rows = Array.from({ length: 1100 }, (_, i) => `${i}${' 7'.repeat(999)}`);
  const { shape, sample } = await lookAt(bytesInMemory(bytesOf(rows.join('\n'))), 'a');
  expect([shape, sample!.shape]).toEqual([
    [1100, 1000],
    [256, 1000],
  ]);
  expect([sample!.data[0], sample!.data[1], sample!.data[255_000]]).toEqual([0, 7, 1099]);
});

test.each([
  ['prose', 'Dear all,\nI have 3 questions.\n'],
  ['a list', '1. First\n2. Second\n'],
  ['a web page', '<p>\n1\n'],
  ['numbers after prose', 'Measured in Bonn. By hand.\n1 2 3\n'],
  ['JSON', '[1, 2]'],
])('%s is no table', (_, text) => {
  expect(formatOf(bytesOf(text))?.name).not.toBe('text');
});

describe('what is no table is refused with a sentence', () => {
  test.each<readonly [string, string, RegExp]>([
    ['a word', '1,2\n3,x\n', /^a: line 2 is “3,x”, and should be numbers/],
    ['a gap', '1,2,3\n4,,6\n', /^a: line 2 is “4,,6”/],
    [
      'lines of several lengths',
      'a,b\n1,2.5\n3,4,5\n',
      /^a: line 3 has 3 numbers, but the first one, below the names, has 2/,
    ],
    ['no number', '1 2\n3 nan\n', /^a: the value 2 of line 2 is no number, but only finite/],
    ['a large one', '1 2\n3 1e39\n', /^a: the value 2 of line 2 is too large for single precision/],
    ['commas of two meanings', '1,5\n2,5\n', /^a: its lines are such as “1,5”, and cannot be told/],
    [
      'commas of two meanings beside blanks',
      '0,5, 2,5\n1,5, 3\n',
      /^a: has lines such as “0,5, 2,5”, of which the commas cannot be told to be decimal or to separate; write points, or/,
    ],
    ['the same below names', 'angle, value\n1, 2,5\n', /^a: has lines such as “1, 2,5”, of which the commas cannot/],
    [
      'the same after many lines',
      `${'1, 2, 3, 4\n'.repeat(60)}1,5, 2,5\n`,
      /^a: has lines such as “1,5, 2,5”, of which the commas cannot/,
    ],
  ])('%s', async (_, text, sentence) => {
    const outcome = await outcomeOf('a', () => decoded(text));
    expect('sentence' in outcome && outcome.sentence).toMatch(sentence);
  });

  test('any bytes are a table or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(damagedFiles(TEXTS, bytesOf('1,2\n')), async (bytes) => {
        await outcomeOf('a', () => decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead: () => {} }));
      }),
      { numRuns: 200 },
    );
  });
});
