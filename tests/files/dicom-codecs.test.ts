// Compressed pixels. Real files of each kind are compared with other programs in shared-files.test.ts.

import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { sentenceOf } from '../support/sentences.ts';
import {
  BASELINE,
  EXTENDED,
  HIGH_THROUGHPUT,
  JP2,
  JPEG_2000,
  JPEG_LS,
  LOSSLESS,
  LOSSLESS_8,
  NEAR_LOSSLESS,
  RAMP,
  RESTARTED,
  SMOOTH_8,
  SMOOTH_12,
  STEEP,
} from './codestreams.ts';
import { joined } from './outcome.ts';
import { ctElements, type TinyElement, tinyDicom, tinyFragments } from './tiny-dicom.ts';
import { SHARED, tinyEnhanced } from './tiny-enhanced.ts';

const SYNTAX = {
  baseline: '1.2.840.10008.1.2.4.50',
  extended: '1.2.840.10008.1.2.4.51',
  lossless: '1.2.840.10008.1.2.4.57',
  predicted: '1.2.840.10008.1.2.4.70',
  jpegLs: '1.2.840.10008.1.2.4.80',
  nearLossless: '1.2.840.10008.1.2.4.81',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  jpeg2000Lossy: '1.2.840.10008.1.2.4.91',
  highThroughput: '1.2.840.10008.1.2.4.201',
  highThroughputLevels: '1.2.840.10008.1.2.4.202',
  highThroughputLossy: '1.2.840.10008.1.2.4.203',
} as const;

interface Pixels {
  readonly bits?: number;
  readonly stored?: number;
  readonly signed?: boolean;
  readonly rows?: number;
  readonly columns?: number;
}

/** A file of compressed pixels whose values are those that are stored. */
function compressed(
  pieces: readonly Uint8Array[],
  syntax: string,
  { bits = 16, stored = bits, signed = false, rows = 11, columns = 13 }: Pixels = {},
): Uint8Array {
  const number = (tag: number, value: number): TinyElement => ({ tag, vr: 'US', value: [value] });
  return tinyDicom(
    ctElements(
      rows,
      columns,
      [],
      [
        number(0x00280100, bits),
        number(0x00280101, stored),
        number(0x00280102, stored - 1),
        number(0x00280103, signed ? 1 : 0),
        { tag: 0x00281052, vr: 'DS', value: '0' },
        tinyFragments(pieces),
      ],
    ),
    syntax,
  );
}

const valuesOf = async (file: Uint8Array) => [...(await readDicomSlice(file, 'a.dcm')).values];

const raised = RAMP.flat().map((value) => value + 1024);
const eight: Pixels = { bits: 8 };
const twelve: Pixels = { stored: 12 };
const signed: Pixels = { signed: true };
const steep: Pixels = { rows: 5, columns: 7 };

describe('compressed pixels are read', () => {
  test.each<readonly [string, string, Uint8Array, Pixels, readonly number[]]>([
    ['JPEG of 8 bits', SYNTAX.baseline, BASELINE, eight, SMOOTH_8.flat()],
    ['JPEG of 8 bits where there is room for 16', SYNTAX.baseline, BASELINE, { stored: 8 }, SMOOTH_8.flat()],
    ['JPEG with restart markers', SYNTAX.baseline, RESTARTED, eight, SMOOTH_8.flat()],
    ['JPEG of 12 bits', SYNTAX.extended, EXTENDED, twelve, SMOOTH_12.flat()],
    ['lossless JPEG of 8 bits', SYNTAX.lossless, LOSSLESS_8, { ...eight, ...steep }, STEEP.flat().map((v) => v >> 8)],
    ['JPEG-LS', SYNTAX.jpegLs, JPEG_LS, signed, RAMP.flat()],
    ['JPEG 2000', SYNTAX.jpeg2000, JPEG_2000, signed, RAMP.flat()],
    ['JPEG 2000 in the boxes of a file', SYNTAX.jpeg2000Lossy, JP2, twelve, raised],
    ['High-Throughput JPEG 2000', SYNTAX.highThroughput, HIGH_THROUGHPUT, signed, RAMP.flat()],
    ['the same by resolutions', SYNTAX.highThroughputLevels, HIGH_THROUGHPUT, signed, RAMP.flat()],
    ['the same where something may be lost', SYNTAX.highThroughputLossy, HIGH_THROUGHPUT, signed, RAMP.flat()],
  ])('%s', async (_, syntax, codestream, pixels, values) => {
    expect(await valuesOf(compressed([codestream], syntax, pixels))).toEqual(values);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('lossless JPEG by predictor %i', async (predictor) => {
    const syntax = predictor === 1 ? SYNTAX.predicted : SYNTAX.lossless;
    expect(await valuesOf(compressed([LOSSLESS[predictor - 1]!], syntax, steep))).toEqual(STEEP.flat());
  });

  test('JPEG-LS that is nearly lossless', async () => {
    const values = await valuesOf(compressed([NEAR_LOSSLESS], SYNTAX.nearLossless));
    const errors = values.map((value, i) => Math.abs(value - raised[i]!));
    expect([Math.max(...errors), errors.some((error) => error > 0)]).toEqual([3, true]);
  });

  test('in several fragments', async () => {
    const pieces = [JPEG_LS.subarray(0, 50), JPEG_LS.subarray(50, 200), JPEG_LS.subarray(200)];
    expect(await valuesOf(compressed(pieces, SYNTAX.jpegLs, signed))).toEqual(RAMP.flat());
  });

  test('with a byte after the end that makes their number even', async () => {
    const padded = joined(JPEG_2000, Uint8Array.of(0xff));
    expect(await valuesOf(compressed([padded], SYNTAX.jpeg2000, signed))).toEqual(RAMP.flat());
  });
});

describe('frames', () => {
  const frames = (...positions: string[]) => positions.map((position) => ({ position, pixels: [] }));
  const cut = [STEEP.flat().map((v) => v - 1024)];
  const enhanced = (fragments: TinyElement) =>
    tinyEnhanced(
      frames('0\\0\\1', '0\\0\\0'),
      Object.values(SHARED),
      [{ tag: 0x00280010, vr: 'US', value: [5] }, { tag: 0x00280011, vr: 'US', value: [7] }, fragments],
      SYNTAX.lossless,
    );
  const read = async (file: Uint8Array) =>
    (await decodeArray(bytesInMemory(file), 'a.dcm', 'image', { mayBeRead: () => {} })).data;
  const [first, second] = [LOSSLESS[0]!, LOSSLESS[3]!];
  const inPieces = [first.subarray(0, 60), first.subarray(60), second.subarray(0, 30), second.subarray(30)];

  test('of several fragments each are told apart by how pictures begin', async () => {
    const data = await read(enhanced(tinyFragments(inPieces)));
    expect([...data.subarray(0, 35)].toSorted((a, b) => a - b)).toEqual(cut[0]!.toSorted((a, b) => a - b));
    expect(data.subarray(35)).toEqual(data.subarray(0, 35));
  });

  test('or by the table of where they begin', async () => {
    const data = await read(enhanced(tinyFragments(inPieces, [0, first.length + 16])));
    expect(data.subarray(35)).toEqual(data.subarray(0, 35));
  });

  test('or one fragment each', async () => {
    const data = await read(enhanced(tinyFragments([first, second])));
    expect(data.subarray(35)).toEqual(data.subarray(0, 35));
  });

  test('are refused where there are more, or one is damaged', async () => {
    const sentence = (fragments: TinyElement) => sentenceOf(() => read(enhanced(fragments)));
    expect(await sentence(tinyFragments([...inPieces, first]))).toBe(
      'a.dcm: the header states 2 frames of 5 × 7 pixels of 2 bytes, but the pixels are in 5 fragments of other frames',
    );
    expect(await sentence(tinyFragments([first, second.subarray(0, 90)]))).toBe(
      'a.dcm: the lossless JPEG data of frame 2 are damaged or cut short',
    );
  });
});

describe('compressed pixels are refused in a sentence', () => {
  const refusal = (codestream: Uint8Array, syntax: string, pixels?: Pixels) =>
    sentenceOf(() => valuesOf(compressed([codestream], syntax, pixels)));
  /** With other bytes from `at` on. */
  const changed = (codestream: Uint8Array, at: number, ...bytes: number[]) => {
    const copy = codestream.slice();
    copy.set(bytes, at);
    return copy;
  };
  const at = (codestream: Uint8Array, ...bytes: number[]) => Buffer.from(codestream).indexOf(Uint8Array.from(bytes));

  test.each<readonly [string, string, Uint8Array, Pixels, string]>([
    [
      'other rows',
      SYNTAX.baseline,
      BASELINE,
      { ...eight, rows: 12 },
      'JPEG data hold 11 × 13 pixels, but the header states 12 × 13',
    ],
    [
      'other columns',
      SYNTAX.jpegLs,
      JPEG_LS,
      { columns: 14 },
      'JPEG-LS data hold 11 × 13 pixels, but the header states 11 × 14',
    ],
    [
      'another size',
      SYNTAX.jpeg2000,
      JPEG_2000,
      { rows: 4096, columns: 1 },
      'JPEG 2000 data hold 11 × 13 pixels, but the header states 4096 × 1',
    ],
    ['more bits', SYNTAX.extended, EXTENDED, eight, 'JPEG data have 12 bits per pixel, but there is room for 8'],
    [
      'colours',
      SYNTAX.jpegLs,
      changed(JPEG_LS, at(JPEG_LS, 0xff, 0xf7) + 9, 3),
      {},
      'JPEG-LS data have 3 values per pixel instead of 1',
    ],
    [
      'a progressive picture',
      SYNTAX.baseline,
      changed(BASELINE, at(BASELINE, 0xff, 0xc0) + 1, 0xc2),
      eight,
      'JPEG data are progressive, which is not read',
    ],
    [
      'values of every other pixel',
      SYNTAX.jpeg2000,
      changed(JPEG_2000, 43, 2),
      {},
      'JPEG 2000 data have a value for only some of the pixels',
    ],
    [
      'tiles without end',
      SYNTAX.jpeg2000,
      changed(JPEG_2000, 24, 0, 0, 0, 0),
      {},
      'JPEG 2000 data are damaged or cut short',
    ],
    ['another kind', SYNTAX.jpeg2000, JPEG_LS, {}, 'JPEG 2000 data are damaged or cut short'],
  ])('of %s', async (_, syntax, codestream, pixels, words) => {
    expect(await refusal(codestream, syntax, pixels)).toBe(`a.dcm: the ${words}`);
  });

  test.each<readonly [string, string, Uint8Array, Pixels, readonly number[]]>([
    ['JPEG', SYNTAX.baseline, RESTARTED, eight, SMOOTH_8.flat()],
    ['lossless JPEG', SYNTAX.lossless, LOSSLESS[5]!, steep, STEEP.flat()],
    ['JPEG-LS', SYNTAX.jpegLs, JPEG_LS, signed, RAMP.flat()],
    ['JPEG 2000', SYNTAX.jpeg2000, JPEG_2000, signed, RAMP.flat()],
    ['High-Throughput JPEG 2000', SYNTAX.highThroughput, HIGH_THROUGHPUT, signed, RAMP.flat()],
  ])('wherever %s is cut short, and what comes after it is read', async (words, syntax, codestream, pixels, values) => {
    // The last bytes are the marker of the end and what fills up the last byte before it.
    for (let length = 0; length < codestream.length - 4; length += 7) {
      expect(await refusal(codestream.slice(0, length), syntax, pixels)).toBe(
        `a.dcm: the ${words} data are damaged or cut short`,
      );
    }
    expect(await valuesOf(compressed([codestream], syntax, pixels))).toEqual(values);
  });

  test.each<readonly [string, string, Uint8Array, Pixels]>([
    ['JPEG', SYNTAX.baseline, RESTARTED, eight],
    ['JPEG of 12 bits', SYNTAX.extended, EXTENDED, twelve],
    ['lossless JPEG', SYNTAX.lossless, LOSSLESS[5]!, steep],
    ['JPEG-LS', SYNTAX.jpegLs, JPEG_LS, signed],
    ['JPEG 2000', SYNTAX.jpeg2000, JPEG_2000, signed],
    ['High-Throughput JPEG 2000', SYNTAX.highThroughput, HIGH_THROUGHPUT, signed],
  ])('or read, whatever byte of %s is another', async (_, syntax, codestream, pixels) => {
    let refused = 0;
    for (let place = 0; place < codestream.length; place += 3) {
      const file = compressed([changed(codestream, place, codestream[place]! ^ 0x5a)], syntax, pixels);
      try {
        await valuesOf(file);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(5);
  });
});
