import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray, decodeSeries, storedNumbers } from '../../src/files/decoding.ts';
import type { DecodedArray } from '../../src/files/format.ts';
import { lookAt } from '../../src/files/tiff/decoder.ts';
import { lzwDecoded } from '../../src/files/tiff/lzw.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';
import { lzw, TIFFS, type TinyEntries, type TinyTiff, tinyTiff } from './tiny-tiff.ts';

const decoded = (bytes: Uint8Array, mayBeRead: (shape: readonly number[]) => void = () => {}): Promise<DecodedArray> =>
  decodeArray(bytesInMemory(bytes), 'a', 'readings', { mayBeRead });

async function sentenceOf(bytes: Uint8Array): Promise<string> {
  const outcome = await outcomeOf('a', () => decoded(bytes));
  if ('value' in outcome) throw new Error('it was read');
  return outcome.sentence;
}

const [ROWS, COLUMNS] = [11, 13];
/** Values that repeat in no simple way, of which there are so many. */
const values = (count: number, most: number, least = 0) =>
  Array.from({ length: count }, (_, i) => least + ((i * i * 7 + 31 * i) % (most - least)));

describe('the numbers of every variety are read as they are stored', () => {
  const types: readonly (readonly [string, Pick<TinyTiff, 'kind' | 'bits'>, least: number, most: number])[] = [
    ...[1, 2, 4, 7, 8, 10, 12, 14, 16, 24, 32].map(
      (bits) => [`u${bits}`, { bits }, 0, 2 ** Math.min(bits, 22)] as const,
    ),
    ...[8, 12, 16, 32, 64].map((bits) => [`i${bits}`, { bits, kind: 'signed' as const }, -100, 100] as const),
    ...[16, 32, 64].map((bits) => [`f${bits}`, { bits, kind: 'float' as const }, -300, 300] as const),
  ];
  const layouts: readonly (readonly [string, Partial<TinyTiff>])[] = [
    ['in one strip', {}],
    ['in strips, the larger byte first', { rowsPerStrip: 4, littleEndian: false }],
    ['in tiles of a BigTIFF', { tile: [4, 8], isBig: true }],
    ['by LZW', { compression: 'lzw', rowsPerStrip: 3 }],
    ['by deflate, in tiles, the larger byte first', { compression: 'deflate', tile: [8, 8], littleEndian: false }],
    ['by PackBits', { compression: 'packbits', isBig: true, littleEndian: false }],
    ['with the bits of each byte turned round', { isBitReversed: true }],
  ];
  test.each(layouts)('%s', async (_, layout) => {
    for (const [name, type, least, most] of types) {
      const expected = values(ROWS * COLUMNS, most, least).map((value) => (type.kind === 'float' ? value / 4 : value));
      const read = await decoded(tinyTiff({ rows: ROWS, columns: COLUMNS, values: expected, ...type, ...layout }));
      expect(read.shape, name).toEqual([ROWS, COLUMNS]);
      expect([...storedNumbers(read)], name).toEqual(expected);
    }
  });

  test('as differences to the pixel on the left', async () => {
    for (const littleEndian of [true, false]) {
      for (const [name, type, least, most] of types.filter(([, { bits }]) => [8, 16, 32, 64].includes(bits!))) {
        for (const predictor of type.kind === 'float' ? ([2, 3] as const) : ([2] as const)) {
          // Half precision has whole bytes as well, and its differences are those of its bits.
          const layout = { compression: 'lzw', tile: [4, 8], predictor, littleEndian } as const;
          const expected = values(ROWS * COLUMNS, most, least);
          const read = await decoded(tinyTiff({ rows: ROWS, columns: COLUMNS, values: expected, ...type, ...layout }));
          expect([...storedNumbers(read)], `${name} ${predictor}`).toEqual(expected);
        }
      }
    }
  });
});

test('long strings of LZW, with codes of every width and a table that is begun anew', () => {
  for (const bytes of [
    new Uint8Array(9000),
    Uint8Array.from({ length: 9000 }, (_, i) => (i * i * 7 + (i >> 5)) & 255),
    Uint8Array.from({ length: 5000 }, (_, i) => i % 3),
  ]) {
    const packed = lzw(bytes);
    expect(Buffer.compare(lzwDecoded(packed, bytes.length), bytes)).toBe(0);
    expect(Buffer.compare(lzwDecoded(packed, 100), bytes.subarray(0, 100))).toBe(0);
  }
});

describe('what is a picture and what are numbers', () => {
  const one = { rows: 1, columns: 2 };
  test.each<readonly [string, TinyTiff, number | undefined, readonly number[]]>([
    ['8 bits', { ...one, values: [0, 51] }, 255, [0, 0.2]],
    ['12 bits', { ...one, bits: 12, values: [0, 819] }, 4095, [0, 0.2]],
    ['16 bits', { ...one, bits: 16, values: [0, 13107] }, 65535, [0, 0.2]],
    ['one bit', { ...one, bits: 1, values: [0, 1] }, 1, [0, 1]],
    ['32 bits', { ...one, bits: 32, values: [0, 70000] }, undefined, [0, 70000]],
    ['a sign', { ...one, bits: 16, kind: 'signed', values: [-5, 5] }, undefined, [-5, 5]],
    ['a point', { ...one, bits: 32, kind: 'float', values: [-0.5, 5] }, undefined, [-0.5, 5]],
    // Rec. 709: 0.2126, 0.7152, 0.0722.
    ['colours', { ...one, samples: 3, values: [255, 0, 0, 0, 0, 255] }, 255, [0.2126, 0.0722]],
    ['colours apart', { ...one, samples: 3, isApart: true, values: [255, 0, 0, 0, 255, 0] }, 255, [0.2126, 0.7152]],
    [
      'what shines through, over black',
      { ...one, samples: 4, values: [255, 255, 255, 51, 0, 255, 0, 255], entries: { 338: [2] } },
      255,
      [0.2, 0.7152],
    ],
    [
      'a list of colours',
      { ...one, bits: 1, photometric: 3, values: [1, 0], entries: { 320: [0, 65535, 65535, 0, 0, 0] } },
      255,
      [0.2126, 0.7152],
    ],
    [
      'the colours that ImageJ gives to numbers',
      { ...one, photometric: 3, values: [51, 0], entries: { 270: 'ImageJ=1.53t\n', 320: values(768, 65536) } },
      255,
      [0.2, 0],
    ],
  ])('%s', async (_, file, white, expected) => {
    const { data, white: read } = await decoded(tinyTiff(file));
    expect(read).toBe(white);
    expect([...data]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
  });

  test('that 0 is white is said, and changes no value', async () => {
    const { data, remarks } = await decoded(tinyTiff({ ...one, photometric: 0, values: [0, 51] }));
    expect([...data]).toEqual([0, expect.closeTo(0.2)]);
    expect(remarks).toEqual(['a: it says that 0 is white, as in a negative; its values are read as they are stored.']);
  });
});

describe('a stack', () => {
  const pages = { rows: 3, columns: 4, bits: 16, values: values(36, 4000), pages: 3 };

  test('is the pages of a file, or the images that ImageJ puts behind the first one', async () => {
    const entries: TinyEntries = {
      270: 'ImageJ=1.53t\nimages=3\nunit=mm\nspacing=0.5\n',
      282: { over: [4, 1] },
      283: { over: [4, 1] },
    };
    for (const file of [pages, { ...pages, isOneDirectory: true, entries } as const]) {
      const read = await decoded(tinyTiff(file));
      expect(read.shape).toEqual([3, 3, 4]);
      expect([...storedNumbers(read)]).toEqual(pages.values);
    }
    const { pixelSize, sliceSpacingMm } = await decoded(tinyTiff({ ...pages, isOneDirectory: true, entries }));
    expect([pixelSize, sliceSpacingMm]).toEqual([{ mm: 0.25 }, 0.5]);
  });

  test('is several files', async () => {
    const files = [0, 1, 2].map((page) => ({
      name: `view ${page}`,
      source: bytesInMemory(tinyTiff({ ...pages, pages: 1, values: pages.values.slice(12 * page, 12 * page + 12) })),
    }));
    const read = await decodeSeries(files, 'view 0 and 2 more', { mayBeRead: () => {} });
    expect([read.shape, [...storedNumbers(read)]]).toEqual([[3, 3, 4], pages.values]);
    const odd = { name: 'dark', source: bytesInMemory(tinyTiff({ ...pages, kind: 'float', bits: 32, pages: 1 })) };
    await expect(decodeSeries([...files, odd], 'a', { mayBeRead: () => {} })).rejects.toThrow(
      'dark: has 4 × 3 pixels of 32 bits (float), and view 0 4 × 3 pixels of 16 bits (unsigned); the files of a stack must be of one size and type',
    );
  });

  test('leaves smaller copies out, and says so of pages of another size', async () => {
    const two = (entries: TinyEntries) => {
      const bytes = tinyTiff({ ...pages, pages: 2, entries });
      return decoded(bytes);
    };
    // NewSubfileType 1 of both: then they are pages all the same.
    expect((await two({ 254: [1] })).shape).toEqual([3, 4]);
    const read = await decoded(secondPageAs(tinyTiff({ ...pages, pages: 2 }), 257, 2));
    expect([read.shape, read.remarks]).toEqual([
      [3, 4],
      ['a: 1 of its 2 pages is of another size or type than the first and left out.'],
    ]);
  });

  test('is read by a row of each page, or by one page, alone', async () => {
    const bytes = tinyTiff({ ...pages, compression: 'deflate', rowsPerStrip: 1 });
    const read: number[] = [];
    const source = bytesInMemory(bytes);
    const noted = {
      ...source,
      read: (from: number, to: number) => {
        read.push(from);
        return source.read(from, to);
      },
    };
    const part = (axis: number, index: number) =>
      decodeArray(noted, 'a', 'readings', { mayBeRead: () => {}, cut: () => ({ axis, index }) });
    const row = await part(1, 2);
    const at = (page: number, line: number) => pages.values.slice(12 * page + 4 * line, 12 * page + 4 * line + 4);
    expect([row.shape, [...storedNumbers(row)]]).toEqual([[3, 4], [0, 1, 2].flatMap((page) => at(page, 2))]);
    // Strips of other rows are left alone: the first one stands right behind the header.
    expect(read).not.toContain(8);
    const page = await part(0, 1);
    expect([page.shape, [...storedNumbers(page)]]).toEqual([[3, 4], [0, 1, 2].flatMap((line) => at(1, line))]);
    const channel = await part(2, 3);
    expect([channel.shape, [...storedNumbers(channel)]]).toEqual([
      [3, 3],
      [0, 1, 2].flatMap((one) => [0, 1, 2].map((line) => at(one, line)[3])),
    ]);
    await expect(part(1, 3)).rejects.toThrow(/^a: /);
  });

  test('is looked at by some of its lines', async () => {
    const all = Uint8Array.from({ length: 3 * 100 * 4000 }, (_, i) => (i * i * 7 + 31 * i) >> 3);
    const header = (at: number) =>
      tinyTiff({
        ...{ rows: 1, columns: 1, values: [0] },
        entries: { 256: [4000], 257: [100], 270: 'ImageJ=1.53t\nimages=3\n', 273: [at], 278: [100], 279: [400_000] },
      });
    const { length } = header(0);
    const seen = await lookAt(bytesInMemory(joined(header(length), all)), 'a');
    const { sample, plane, white, shape } = seen;
    expect([shape, white, sample!.shape, plane!.shape]).toEqual([[3, 100, 4000], 255, [167, 4000], [100, 4000]]);
    const line = (i: number) => Math.round((i * 299) / 166) * 4000;
    for (const i of [0, 5, 166]) {
      expect([...sample!.data.subarray(4000 * i, 4000 * i + 4000)]).toEqual([...all.subarray(line(i), line(i) + 4000)]);
    }
    expect([...plane!.data.subarray(0, 4000)]).toEqual([...all.subarray(400_000, 404_000)]);
  });
});

/** With another value of an entry of its last directory, which is the file's end. */
function secondPageAs(bytes: Uint8Array, tag: number, value: number): Uint8Array {
  const view = new DataView(bytes.buffer);
  let at = bytes.length - 6;
  while (view.getUint16(at, true) !== tag || view.getUint16(at + 2, true) !== 4) at -= 2;
  view.setUint32(at + 8, value, true);
  return bytes;
}

describe('a pixel is as large as the file says', () => {
  const size = async (perUnit: readonly [number, number], entries: TinyEntries, across = perUnit) =>
    (
      await decoded(
        tinyTiff({
          ...{ rows: 1, columns: 1, values: [1] },
          entries: { ...entries, 282: { over: perUnit }, 283: { over: across } },
        }),
      )
    ).pixelSize;
  test('in centimetres, in inches or in the units of ImageJ', async () => {
    expect(await size([200, 1], { 296: [3] })).toEqual({ mm: 0.05 });
    expect(await size([254, 1], { 296: [2] })).toEqual({ mm: expect.closeTo(0.1, 12) });
    expect(await size([2, 10], { 296: [1], 270: 'ImageJ=1.53t\nunit=micron\n' })).toEqual({ mm: 0.005 });
  });
  test('and not by what programs write anyhow, in no unit, or of pixels that are not square', async () => {
    expect(await size([72, 1], { 296: [2] })).toBeUndefined();
    // 300 dots an inch in centimetres.
    expect(await size([118_110, 1000], { 296: [3] })).toBeUndefined();
    expect(await size([200, 1], { 296: [1] })).toBeUndefined();
    expect(await size([200, 1], { 296: [3] }, [100, 1])).toBeUndefined();
    expect(await size([200, 0], { 296: [3] })).toBeUndefined();
  });
});

describe('what cannot be read is refused with a sentence', () => {
  const plain = { rows: 4, columns: 5, values: values(20, 256) };
  test.each<readonly [string, Uint8Array, RegExp]>([
    ['JPEG', tinyTiff({ ...plain, entries: { 259: [7] } }), /^a: its pixels are compressed by JPEG, but only/],
    ['fax coding', tinyTiff({ ...plain, entries: { 259: [4] } }), /CCITT fax coding, group 4/],
    ['inks', tinyTiff({ ...plain, entries: { 262: [5] } }), /its colours are inks \(CMYK\); save it in grey/],
    ['complex numbers', tinyTiff({ ...plain, entries: { 339: [6] } }), /complex numbers, which are not read/],
    [
      'numbers of 24 bits with a point',
      tinyTiff({ ...plain, bits: 24, entries: { 339: [3] } }),
      /float numbers of 24 bits/,
    ],
    ['five values a pixel', tinyTiff({ ...plain, columns: 1, samples: 5 }), /has 5 values a pixel/],
    ['a pixel of no size', tinyTiff({ ...plain, entries: { 257: [0] } }), /a page of 5 × 0 pixels is stated/],
    [
      'too many pixels',
      tinyTiff({ ...plain, entries: { 256: [100_000], 257: [100_000] } }),
      /at most 268435456 are read/,
    ],
    [
      'more pixels than there are',
      tinyTiff({ ...plain, entries: { 257: [4000], 278: [4000] } }),
      /states 1 × 4000 × 5 pixels, but the file ends after 154 bytes/,
    ],
    [
      'more images than there are',
      tinyTiff({ ...plain, entries: { 270: 'ImageJ=1\nimages=900\n' } }),
      /states 900 images/,
    ],
    [
      'a value that is none',
      tinyTiff({ ...plain, kind: 'float', bits: 32, values: [...values(7, 9), Number.NaN, ...values(12, 9)] }),
      /the value at \[1, 2\].* is NaN/,
    ],
    ['half of it', tinyTiff(plain).slice(0, 60), /damaged or cut short: a directory should be at byte/],
    [
      'damaged data',
      tinyTiff({ ...plain, compression: 'deflate' }).map((byte, i) => (i === 8 ? 255 : byte)),
      /the compressed data of block 0 .* are damaged/,
    ],
    [
      'no blocks',
      tinyTiff({ ...plain, rowsPerStrip: 2, entries: { 273: [8] } }),
      /consists of 2 blocks, but the file has 1/,
    ],
    ['a circle', circular(), /its pages lead round in a circle/],
    ['nothing', bytesOf('II*\0\0\0\0\0'), /it has no image/],
  ])('%s', async (_, bytes, sentence) => {
    expect(await sentenceOf(bytes)).toMatch(sentence);
  });

  test('before anything is made of a size that may not be', async () => {
    const bytes = tinyTiff({ ...plain, entries: { 256: [10_000], 257: [10_000], 278: [10_000] } });
    const refuse = () => {
      throw new RangeError('too large');
    };
    await expect(decoded(bytes, refuse)).rejects.toThrow('too large');
  });

  test('any bytes are an image or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(damagedFiles(TIFFS, bytesOf('II*\0\x08\0\0\0\x03\0')), async (bytes) => {
        await outcomeOf('a', () => decodeArray(bytesInMemory(bytes), 'a', 'image', { mayBeRead: () => {} }));
      }),
      { numRuns: 300 },
    );
  });
});

/** Its second page is followed by the first. */
function circular(): Uint8Array {
  const bytes = tinyTiff({ rows: 1, columns: 1, values: [1, 2], pages: 2 });
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 4, view.getUint32(4, true), true);
  return bytes;
}
