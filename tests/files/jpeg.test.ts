import fc from 'fast-check';
import encode from 'jpeg-js/lib/encoder.js';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';

const [ROWS, COLUMNS] = [24, 40];
/** A slope in grey, or red on the left and blue on the right. */
const greyAt = (column: number) => 40 + 4 * column;

function tinyJpeg(colour: (column: number) => readonly [number, number, number]): Uint8Array {
  const data = Uint8Array.from({ length: 4 * ROWS * COLUMNS }, (_, i) =>
    i % 4 === 3 ? 255 : colour(Math.floor(i / 4) % COLUMNS)[(i % 4) as 0 | 1 | 2],
  );
  return new Uint8Array(encode({ data, width: COLUMNS, height: ROWS }, 98).data);
}

const grey = tinyJpeg((column) => [greyAt(column), greyAt(column), greyAt(column)]);
const coloured = tinyJpeg((column) => (column < 16 ? [255, 0, 0] : [0, 0, 255]));

const decoded = (bytes: Uint8Array) => decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead: () => {} });

test('a picture is its greys', async () => {
  const { shape, data, white } = await decoded(grey);
  expect([shape, white]).toEqual([[ROWS, COLUMNS], 255]);
  for (const column of [0, 9, 20, 39]) expect(255 * data[7 * COLUMNS + column]!).toBeCloseTo(greyAt(column), -0.5);
});

test('of colours their luminance', async () => {
  const { data } = await decoded(coloured);
  expect(data[5 * COLUMNS + 3]).toBeCloseTo(0.2126, 1);
  expect(data[5 * COLUMNS + 37]).toBeCloseTo(0.0722, 1);
});

describe('what is no such picture is refused with a sentence', () => {
  /** With another frame: its marker, bits and number of components. */
  const framed = (change: (bytes: Uint8Array, at: number) => void) => {
    const bytes = grey.slice();
    change(bytes, Buffer.from(bytes).indexOf(Buffer.of(0xff, 0xc0)));
    return bytes;
  };
  test.each<readonly [string, Uint8Array, RegExp]>([
    ['cut short', grey.slice(0, -40), /^a: the JPEG image is damaged or cut short$/],
    ['its beginning', grey.slice(0, 30), /^a: the JPEG image is damaged or cut short$/],
    [
      'lossless',
      framed((bytes, at) => bytes.set([0xc3], at + 1)),
      /^a: is lossless JPEG, which is not read as a picture/,
    ],
    ['12 bits', framed((bytes, at) => bytes.set([12], at + 4)), /^a: has 12 bits, but only pictures of 8 are read/],
    ['four inks', framed((bytes, at) => bytes.set([4], at + 9)), /^a: has 4 values a pixel, as for printing/],
    ['no rows', framed((bytes, at) => bytes.set([0, 0], at + 5)), /^a: states 40 × 0 pixels/],
    [
      'too many pixels',
      framed((bytes, at) => bytes.set([255, 255, 255, 255], at + 5)),
      /but at most 16777216 are read/,
    ],
  ])('%s', async (_, bytes, sentence) => {
    const outcome = await outcomeOf('a', () => decoded(bytes));
    expect('sentence' in outcome && outcome.sentence).toMatch(sentence);
  });

  test('any bytes are a picture or a sentence', async () => {
    const small = [grey, coloured, joined(grey, bytesOf('behind it'))];
    await fc.assert(
      fc.asyncProperty(damagedFiles(small, bytesOf('\xff\xd8\xff\xe0\0\x10JFIF')), async (bytes) => {
        await outcomeOf('a', () =>
          decodeArray(bytesInMemory(bytes), 'a', 'image', {
            mayBeRead: ([rows, columns]) => {
              if (rows! * columns! > 1e6) throw new RangeError('too large');
            },
          }),
        ).catch((error) => {
          if (!(error instanceof RangeError) || error.message !== 'too large') throw error;
        });
      }),
      { numRuns: 150 },
    );
  });
});
