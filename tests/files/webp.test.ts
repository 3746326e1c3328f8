import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { damagedFiles, outcomeOf } from './outcome.ts';
import { COLUMNS, grey, greyAt, ROWS, tinyWebp, WEBPS } from './tiny-webp.ts';

const decoded = (bytes: Uint8Array) => decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead: () => {} });
const columns = Array.from({ length: COLUMNS }, (_, column) => column);

test('a lossless picture is its greys, every one of them', async () => {
  const { shape, data, white } = await decoded(tinyWebp(grey, true));
  expect([shape, white]).toEqual([[ROWS, COLUMNS], 255]);
  const stored = Array.from(data.subarray(7 * COLUMNS, 8 * COLUMNS), (value) => Math.round(255 * value));
  expect(stored).toEqual(columns.map(greyAt));
});

test('a lossy one nearly', async () => {
  const { data } = await decoded(tinyWebp(grey, false));
  for (const column of columns) expect(Math.abs(255 * data[5 * COLUMNS + column]! - greyAt(column))).toBeLessThan(6);
});

test('colours are their luminance over black, and black on transparent what is drawn', async () => {
  const { data } = await decoded(tinyWebp((column) => (column < 10 ? [255, 0, 0, 255] : [0, 0, 255, 51]), true));
  expect([data[0], data[COLUMNS - 1]]).toEqual([expect.closeTo(0.2126, 6), expect.closeTo(0.0722 / 5, 6)]);
  const drawn = await decoded(tinyWebp((column) => [0, 0, 0, column < 10 ? 255 : 0], true));
  expect([drawn.data[0], drawn.data[COLUMNS - 1], drawn.remarks?.length]).toEqual([1, 0, 1]);
});

/** Chunks of a file of the extended kind. */
function extended(flags: number, columns: number, rows: number, rest: Uint8Array): Uint8Array {
  const head = Buffer.alloc(30);
  head.write('RIFF');
  head.writeUInt32LE(22 + rest.length, 4);
  head.write('WEBPVP8X', 8);
  head.writeUInt32LE(10, 16);
  head[20] = flags;
  head.writeUIntLE(columns - 1, 24, 3);
  head.writeUIntLE(rows - 1, 27, 3);
  return new Uint8Array(Buffer.concat([head, rest]));
}

const picture = tinyWebp(grey, true);

test.each<readonly [string, Uint8Array, RegExp]>([
  ['cut short', picture.slice(0, -4), /^a: the WebP image is damaged or cut short$/],
  ['its beginning', picture.slice(0, 14), /^a: the WebP image is damaged or cut short$/],
  ['an animation', extended(2, COLUMNS, ROWS, picture.slice(12)), /^a: is an animation; save one picture of it$/],
  ['another canvas', extended(0, COLUMNS + 1, ROWS, picture.slice(12)), /^a: the WebP image is damaged or cut short$/],
  [
    'too many pixels',
    picture.with(21, 0xff).with(22, 0xff).with(23, 0xff).with(24, 0x0f),
    /^a: has 16384 × \d+ pixels, but at most 16777216 are read$/,
  ],
])('%s: refused', async (_, bytes, sentence) => {
  const outcome = await outcomeOf('a', () => decoded(bytes));
  expect('sentence' in outcome && outcome.sentence).toMatch(sentence);
});

test('a picture in the extended kind is read', async () => {
  const { data } = await decoded(extended(0, COLUMNS, ROWS, picture.slice(12)));
  expect(Math.round(255 * data[3]!)).toBe(greyAt(3));
});

test('whatever is damaged is refused with a sentence, and what comes after it is read', async () => {
  await fc.assert(
    fc.asyncProperty(damagedFiles(WEBPS, picture.slice(0, 30)), async (bytes) => {
      await outcomeOf('a', () => decoded(bytes));
    }),
    { numRuns: 60, seed: 1 },
  );
  expect((await decoded(picture)).shape).toEqual([ROWS, COLUMNS]);
});
