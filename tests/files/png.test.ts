import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readPng, writeGreyPng } from '../../src/files/png/png.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';
import { chunk, tinyPng } from './tiny-png.ts';

const GREY = 0;
const RGB = 2;
const PALETTE = 3;
const GREY_ALPHA = 4;
const RGBA = 6;

/** 3 columns by 2 rows, no two pixels alike, so that a flip shows. */
const GREY_8 = {
  columns: 3,
  rows: 2,
  depth: 8,
  colourType: GREY,
  lines: [
    [0, 51, 255],
    [102, 1, 204],
  ],
};
const GREY_8_VALUES = [0, 0.2, 1, 0.4, 1 / 255, 0.8];

function expectValues(file: Uint8Array, rows: number, columns: number, values: readonly number[]): void {
  const picture = readPng(file, 'a.png');
  expect([picture.rows, picture.columns]).toEqual([rows, columns]);
  expect(picture.values.length).toBe(values.length);
  values.forEach((value, pixel) => {
    expect(picture.values[pixel], `pixel ${pixel}`).toBeCloseTo(value, 6);
  });
}

describe('readPng', () => {
  it('reads 8-bit grey, top row first', () => {
    expectValues(tinyPng(GREY_8), 2, 3, GREY_8_VALUES);
  });

  it('reads 16-bit grey without loss', () => {
    const lines = [
      [0, 1, 0x80, 0],
      [0xff, 0xff, 0x12, 0x34],
    ];
    const file = tinyPng({ columns: 2, rows: 2, depth: 16, colourType: GREY, lines });
    expect(readPng(file, 'a.png').values).toEqual(new Float32Array([1, 0x8000, 0xffff, 0x1234].map((v) => v / 65535)));
  });

  it.each([
    [1, [0b1010_0000], [1, 0, 1]],
    [2, [0b0001_1000], [0, 1 / 3, 2 / 3]],
    [4, [0x0f, 0x30], [0, 1, 0.2]],
  ])('reads grey of %i bits', (depth, line, values) => {
    expectValues(tinyPng({ columns: 3, rows: 2, depth, colourType: GREY, lines: [line, line] }), 2, 3, [
      ...values,
      ...values,
    ]);
  });

  it('turns colours into Rec. 709 luminance', () => {
    const line = [255, 0, 0, 0, 255, 0, 0, 0, 255, 51, 51, 51];
    const file = tinyPng({ columns: 4, rows: 1, depth: 8, colourType: RGB, lines: [line] });
    expectValues(file, 1, 4, [0.2126, 0.7152, 0.0722, 0.2]);
  });

  it('lays transparent pixels over black', () => {
    const greyAlpha = tinyPng({ columns: 2, rows: 1, depth: 8, colourType: GREY_ALPHA, lines: [[255, 51, 102, 255]] });
    expectValues(greyAlpha, 1, 2, [0.2, 0.4]);
    const rgba = tinyPng({ columns: 2, rows: 1, depth: 8, colourType: RGBA, lines: [[0, 255, 0, 51, 9, 9, 9, 0]] });
    expectValues(rgba, 1, 2, [0.2 * 0.7152, 0]);
    const line = [0xff, 0xff, 0x33, 0x33, 0, 0, 0xff, 0xff];
    expectValues(tinyPng({ columns: 2, rows: 1, depth: 16, colourType: GREY_ALPHA, lines: [line] }), 1, 2, [0.2, 0]);
  });

  it('knows the one transparent colour of grey and of RGB pictures', () => {
    expectValues(tinyPng({ ...GREY_8, before: [chunk('tRNS', [0, 255])] }), 2, 3, [0, 0.2, 0, 0.4, 1 / 255, 0.8]);
    const lines = [[255, 0, 0, 255, 0, 1, 255, 0, 0]];
    const before = [chunk('tRNS', [0, 255, 0, 0, 0, 1])];
    const file = tinyPng({ columns: 3, rows: 1, depth: 8, colourType: RGB, lines, before });
    expectValues(file, 1, 3, [0.2126, 0, 0.2126]);
  });

  it('reads palettes, with and without transparency', () => {
    const palette = chunk('PLTE', [255, 255, 255, 255, 0, 0, 0, 0, 255]);
    const picture = { columns: 3, rows: 1, depth: 8, colourType: PALETTE, lines: [[2, 0, 1]] };
    expectValues(tinyPng({ ...picture, before: [palette] }), 1, 3, [0.0722, 1, 0.2126]);
    expectValues(tinyPng({ ...picture, before: [palette, chunk('tRNS', [51, 0])] }), 1, 3, [0.0722, 0.2, 0]);
    const packed = tinyPng({ ...picture, depth: 2, lines: [[0b10_00_01_00]], before: [palette] });
    expectValues(packed, 1, 3, [0.0722, 1, 0.2126]);
  });

  it('undoes every filter, in one or several pieces', () => {
    const lines = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 21 }, (_, index) => (row * 83 + index * index * 37) & 0xff),
    );
    const picture = { columns: 7, rows: 10, depth: 8, colourType: RGB, lines, bytesPerPixel: 3 };
    const plain = readPng(tinyPng(picture), 'a.png').values;
    const [red, green, blue] = lines[1]!.slice(3, 6) as [number, number, number];
    expect(plain[8]).toBeCloseTo((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255, 6);
    for (const filters of [[1], [2], [3], [4], [4, 3, 2, 1, 0]]) {
      expect(readPng(tinyPng({ ...picture, filters, pieces: 3 }), 'a.png').values).toEqual(plain);
    }
  });

  it('reads interlaced pictures', () => {
    // 3 × 2 pixels: passes 1, 4, 6 and 7 hold columns 0; 2; 1; and the second row.
    const lines = [[0], [255], [51], [102, 1, 204]];
    expectValues(tinyPng({ ...GREY_8, lines, interlace: 1 }), 2, 3, GREY_8_VALUES);
  });

  it('reads interlaced pictures of any depth, row by row of each pass', () => {
    // 6 × 5 pixels of 4 bits in the order of the seven passes (PNG specification § 8.2).
    const value = (row: number, column: number) => (5 * row + 3 * column) % 16;
    const passes = [
      [[0], [0]],
      [[0], [4]],
      [[4], [0, 4]],
      [[0, 4], [2]],
      [[2], [0, 2, 4]],
      [
        [0, 2, 4],
        [1, 3, 5],
      ],
      [
        [1, 3],
        [0, 1, 2, 3, 4, 5],
      ],
    ] as const;
    const packed = passes.flatMap(([rows, columns]) =>
      rows.map((row) =>
        Array.from({ length: Math.ceil(columns.length / 2) }, (_, byte) => {
          const [high, low] = columns.slice(2 * byte) as readonly number[];
          return value(row, high!) * 16 + (low === undefined ? 0 : value(row, low));
        }),
      ),
    );
    const file = tinyPng({ columns: 6, rows: 5, depth: 4, colourType: GREY, lines: packed, interlace: 1 });
    const expected = Array.from({ length: 30 }, (_, pixel) => value(Math.floor(pixel / 6), pixel % 6) / 15);
    expectValues(file, 5, 6, expected);
  });

  it('takes pixels that come in millions of small parts, empty ones among them', () => {
    const header = tinyPng(GREY_8).subarray(0, 33);
    const pixels = deflateSync(new Uint8Array([0, 0, 51, 255, 0, 102, 1, 204]));
    const empty = chunk('IDAT', []);
    const parts = Array.from(pixels, (byte) =>
      joined(...Array.from({ length: 2000 }, () => empty), chunk('IDAT', [byte])),
    );
    expectValues(joined(header, ...parts, chunk('IEND', [])), 2, 3, GREY_8_VALUES);
  });

  it('skips parts that do not concern the pixels, even faulty ones', () => {
    // A text without its keyword, and a colour profile that does not inflate.
    const before = [chunk('tEXt', [0, 65]), chunk('iCCP', bytesOf('icc\0\0faulty')), chunk('gAMA', [0, 0, 177, 143])];
    expectValues(tinyPng({ ...GREY_8, before }), 2, 3, GREY_8_VALUES);
  });

  it('reads a file that stands anywhere in a larger buffer', () => {
    const file = tinyPng(GREY_8);
    expectValues(joined(bytesOf('12345'), file, bytesOf('67')).subarray(5, 5 + file.length), 2, 3, GREY_8_VALUES);
  });

  it('refuses pictures that would inflate beyond their size', () => {
    const bomb = chunk('IDAT', deflateSync(new Uint8Array(50_000_000)));
    const file = joined(tinyPng(GREY_8).subarray(0, 33), bomb, chunk('IEND', []));
    expect(() => readPng(file, 'a.png')).toThrow(
      new InputError('a.png: the PNG image holds more pixels than its header states, 3 × 2'),
    );
  });

  it.each<[string, Uint8Array, string | RegExp]>([
    ['too wide', tinyPng({ ...GREY_8, columns: 4097 }), /the image is 4097 × 2 pixels, but at most 4096 × 4096 are/],
    ['too high', tinyPng({ ...GREY_8, rows: 4_000_000_000 }), /the image is 3 × 4000000000 pixels, but at most/],
    ['no width', tinyPng({ ...GREY_8, columns: 0 }), /the image is 0 × 2 pixels/],
    ['too few rows', tinyPng({ ...GREY_8, lines: [[1, 2, 3]] }), /fewer pixels than its header states, 3 × 2/],
    ['no pixels', joined(tinyPng(GREY_8).subarray(0, 33), chunk('IEND', [])), /fewer pixels than its header/],
    ['a wrong depth', tinyPng({ ...GREY_8, depth: 3 }), /header is damaged/],
    ['a depth its colours do not have', tinyPng({ ...GREY_8, depth: 4, colourType: RGB }), /header is damaged/],
    ['unknown colours', tinyPng({ ...GREY_8, colourType: 5 }), /header is damaged/],
    ['an unknown filter', tinyPng({ ...GREY_8, filters: [7] }), /is damaged and cannot be decoded/],
    ['no palette', tinyPng({ ...GREY_8, colourType: PALETTE }), /has colour 0, but the palette has only 0 colours/],
    [
      'too small a palette',
      tinyPng({ ...GREY_8, colourType: PALETTE, before: [chunk('PLTE', [0, 0, 0])] }),
      'a.png: a pixel has colour 51, but the palette has only 1 colours',
    ],
    ['two headers', tinyPng({ ...GREY_8, before: [tinyPng(GREY_8).subarray(8, 33)] }), /exactly one header/],
    ['an unknown critical part', tinyPng({ ...GREY_8, before: [chunk('ABcd', [])] }), /unknown critical chunk, “ABcd”/],
    ['a cut', tinyPng(GREY_8).subarray(0, 40), 'a.png: the PNG image is truncated: the file ends after 40 bytes'],
    ['a start alone', tinyPng(GREY_8).subarray(0, 8), /truncated: the file ends after 8 bytes/],
    ['a JPEG', bytesOf('\xff\xd8\xff\xe0'), 'a.png: is not a PNG image'],
  ])('refuses %s', (_, file, sentence) => {
    expect(() => readPng(file, 'a.png')).toThrow(InputError);
    expect(() => readPng(file, 'a.png')).toThrow(sentence);
  });

  it('notices one wrong bit in the pixels by the checksum', () => {
    const file = tinyPng(GREY_8);
    file[file.length - 18]! ^= 1; // in the checksum of the zlib stream, which only the chunk's own checksum guards
    expect(() => readPng(file, 'a.png')).toThrow('a.png: the PNG image is damaged and cannot be decoded');
  });

  it('gives values from 0 to 1 or a sentence, whatever the bytes', async () => {
    const palette = [chunk('PLTE', [255, 255, 255, 255, 0, 0, 0, 0, 255]), chunk('tRNS', [51, 0])];
    const valid = [
      tinyPng({ ...GREY_8, filters: [4], pieces: 2 }),
      tinyPng({ ...GREY_8, lines: [[0], [255], [51], [102, 1, 204]], interlace: 1 }),
      tinyPng({ columns: 3, rows: 1, depth: 8, colourType: PALETTE, lines: [[2, 0, 1]], before: palette }),
      tinyPng({ columns: 1, rows: 1, depth: 16, colourType: RGBA, lines: [[1, 2, 3, 4, 5, 6, 7, 8]] }),
      joined(tinyPng(GREY_8), chunk('IDAT', [1, 2, 3])), // more after the end
    ];
    let values = 0;
    await fc.assert(
      fc.asyncProperty(damagedFiles(valid, bytesOf('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0')), async (bytes) => {
        const outcome = await outcomeOf('a.png', () => readPng(bytes, 'a.png'));
        if (!('value' in outcome)) return;
        values++;
        const picture = outcome.value;
        expect(picture.values.length).toBe(picture.rows * picture.columns);
        expect(picture.values.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(values).toBeGreaterThan(20);
  });

  it('gives values or a sentence whatever the inflated pixels, palette and header', async () => {
    const pictures = fc.record({
      columns: fc.integer({ min: 1, max: 9 }),
      rows: fc.integer({ min: 1, max: 4 }),
      depth: fc.constantFrom(1, 2, 4, 8, 16),
      colourType: fc.constantFrom(GREY, RGB, PALETTE, GREY_ALPHA, RGBA),
      lines: fc.array(fc.array(fc.nat(255), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      interlace: fc.constantFrom<0 | 1>(0, 1),
      before: fc.array(
        fc
          .tuple(fc.constantFrom('PLTE', 'tRNS', 'iCCP', 'tEXt', 'acTL'), fc.uint8Array({ maxLength: 12 }))
          .map(([type, content]) => chunk(type, content)),
        { maxLength: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(pictures, async (picture) => {
        // Lines of one length that fits make a good share of the pictures valid.
        const channels = { [GREY]: 1, [RGB]: 3, [PALETTE]: 1, [GREY_ALPHA]: 2, [RGBA]: 4 }[picture.colourType] ?? 1;
        const lineBytes = Math.ceil((picture.columns * channels * picture.depth) / 8);
        const lines = Array.from({ length: picture.rows }, (_, row) => {
          const line = picture.lines[row % picture.lines.length]!;
          return Array.from({ length: lineBytes }, (_, index) => line[index % line.length]!);
        });
        for (const file of [tinyPng(picture), tinyPng({ ...picture, lines, interlace: 0 })]) {
          const outcome = await outcomeOf('a.png', () => readPng(file, 'a.png'));
          if ('value' in outcome) expect(outcome.value.values.length).toBe(picture.rows * picture.columns);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('writeGreyPng', () => {
  const SIGNATURE_AND_HEADER_BYTES = 33;

  /** The inflated rows of a file of one IDAT chunk, each row with its filter's number before it. */
  function inflatedRows(file: Uint8Array): number[] {
    const length = new DataView(file.buffer).getUint32(SIGNATURE_AND_HEADER_BYTES);
    return [...inflateSync(file.subarray(SIGNATURE_AND_HEADER_BYTES + 8, SIGNATURE_AND_HEADER_BYTES + 8 + length))];
  }

  it('writes 8 bits per pixel', () => {
    const file = writeGreyPng(new Uint8Array([0, 51, 255, 102, 1, 204]), 2, 3);
    expect(file.subarray(0, SIGNATURE_AND_HEADER_BYTES)).toEqual(
      tinyPng(GREY_8).subarray(0, SIGNATURE_AND_HEADER_BYTES),
    );
    expect(inflatedRows(file)).toEqual([0, 0, 51, 255, 0, 102, 1, 204]);
    expectValues(file, 2, 3, GREY_8_VALUES);
  });

  it('writes 16 bits per pixel, high byte first', () => {
    const file = writeGreyPng(new Uint16Array([1, 0x8000, 0xffff, 0x1234]), 2, 2);
    expect([...file.subarray(16, 26)]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 16, GREY]);
    expect(inflatedRows(file)).toEqual([0, 0, 1, 0x80, 0, 0, 0xff, 0xff, 0x12, 0x34]);
  });

  it('is read back exactly', () => {
    const pictures = fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.constantFrom(8, 16))
      .chain(([rows, columns, depth]) => {
        const length = { minLength: rows * columns, maxLength: rows * columns };
        const grey = depth === 8 ? fc.uint8Array(length) : fc.uint16Array(length);
        return fc.tuple(fc.constant(rows), fc.constant(columns), grey);
      });
    fc.assert(
      fc.property(pictures, ([rows, columns, grey]) => {
        const white = grey instanceof Uint16Array ? 65535 : 255;
        const values = Float32Array.from(grey, (value) => value / white);
        expect(readPng(writeGreyPng(grey, rows, columns), 'a.png')).toEqual({ rows, columns, values });
      }),
    );
  });

  it('refuses sides that do not fit', () => {
    for (const [rows, columns] of [
      [2, 3],
      [0, 0],
      [-1, -4],
      [1.6, 2.5],
      [Number.NaN, 4],
    ] as const) {
      expect(() => writeGreyPng(new Uint8Array(4), rows, columns)).toThrow(RangeError);
    }
  });
});
