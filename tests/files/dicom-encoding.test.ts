// How DICOM files are written, and how long a reader may be kept busy by them.

import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { ByteSource } from '../../src/files/byte-source.ts';
import { describeFile, formatOf } from '../../src/files/describe-file.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { bytesOf, joined } from './outcome.ts';
import {
  ctElements,
  type TinyElement,
  TRANSFER_SYNTAX,
  tinyDicom,
  tinyDirectory,
  tinyFragments,
} from './tiny-dicom.ts';

const PIXELS = [24, 1024, 2024, 1064, 0, 65535];
const HOUNSFIELD = [-1000, 0, 1000, 40, -1024, 64511];

const elements = (...changes: TinyElement[]) => ctElements(2, 3, PIXELS, changes);
const read = async (file: Uint8Array | ByteSource) => [...(await readDicomSlice(file, 'a.dcm')).values];

describe('a file without its first 132 bytes', () => {
  it.each([
    ['implicit', TRANSFER_SYNTAX.implicitLittle],
    ['explicit', TRANSFER_SYNTAX.explicitLittle],
    ['big-endian', TRANSFER_SYNTAX.explicitBig],
  ])('is read: %s', async (_, syntax) => {
    const file = tinyDicom(elements(), syntax, { bare: true });
    expect(formatOf(file)?.name).toBe('dicom');
    expect(await read(file)).toEqual(HOUNSFIELD);
  });

  it('is read with the header that says how it is written', async () => {
    const whole = tinyDicom(elements(), TRANSFER_SYNTAX.implicitLittle);
    expect(await read(whole.subarray(132))).toEqual(HOUNSFIELD);
  });

  it('is named where it is not read', () => {
    const file = tinyDicom(elements(), TRANSFER_SYNTAX.explicitLittle, { bare: true });
    expect(describeFile(file)).toBe('a DICOM file without its header');
    expect(describeFile(joined(bytesOf(' '), file))).toBe('a DICOM file with a stray byte before it');
  });
});

it('a header that names another encoding than the one that follows does not mislead', async () => {
  const explicit = tinyDicom(elements(), TRANSFER_SYNTAX.explicitLittle, { bare: true });
  const header = tinyDicom([], TRANSFER_SYNTAX.implicitLittle);
  expect(await read(joined(header, explicit))).toEqual(HOUNSFIELD);
});

it('a directory of a disc is named', async () => {
  await expect(read(tinyDirectory())).rejects.toThrow(
    'a.dcm: this is a directory of a disc (DICOMDIR) and contains no image: open it with the files it lists, or one of them',
  );
});

describe('pixels in items', () => {
  const inItems = (...contents: Uint8Array[]) => tinyFragments(contents);
  const RUN_LENGTHS = '1.2.840.10008.1.2.5';

  /** PS3.5 annex G: the number of segments and where they begin, in 64 bytes; then high bytes, then low bytes. */
  function runLengths(high: readonly number[], low: readonly number[]): Uint8Array {
    const header = new Uint32Array(16);
    header.set([2, 64, 64 + high.length]);
    return joined(new Uint8Array(header.buffer), new Uint8Array([...high, ...low]));
  }

  it('are unpacked where they are run-length encoded', async () => {
    // 24, 1024 twice, 1064, 0, 65535: literal runs, a run of two, and the control byte −128 that means nothing.
    const high = [0, 0, 255, 4, 128, 0, 4, 1, 0, 255];
    const low = [0, 24, 255, 0, 2, 0x28, 0, 255];
    const file = (frame: Uint8Array) => tinyDicom(elements(inItems(frame)), RUN_LENGTHS);
    expect(await read(file(runLengths(high, low)))).toEqual([-1000, 0, 0, 40, -1024, 64511]);
    const damaged = 'a.dcm: the header states 2 × 3 pixels of 2 bytes, but their run-length encoding is damaged or';
    await expect(read(file(runLengths(high, low.slice(0, -2))))).rejects.toThrow(damaged);
    await expect(read(file(runLengths(high, [130])))).rejects.toThrow(damaged);
    await expect(read(file(new Uint8Array(64)))).rejects.toThrow(damaged);
  });

  it('are put together where they are plain', async () => {
    const bytes = new Uint8Array(Uint16Array.from(PIXELS).buffer);
    const file = (...contents: Uint8Array[]) => tinyDicom(elements(inItems(...contents)), '1.2.840.10008.1.2.1.98');
    expect(await read(file(bytes.subarray(0, 4), bytes.subarray(4)))).toEqual(HOUNSFIELD);
    await expect(read(file(bytes.subarray(4)))).rejects.toThrow('but the pixels take 8 bytes');
  });
});

describe('a reader', () => {
  const TOO_MANY = 'a.dcm: the DICOM file has more than 1048576 elements before its image';

  it('reads no more of a file than it needs, however large the file is', async () => {
    const long: TinyElement = { tag: 0x00091001, vr: 'UN', value: new Uint8Array(2 ** 18) };
    const file = tinyDicom(elements(long));
    const asked: number[] = [];
    const source: ByteSource = {
      sizeBytes: file.length + 2 ** 40,
      read: async (start, end) => {
        asked.push(end - start);
        return file.subarray(start, end);
      },
    };
    expect(await read(source)).toEqual(HOUNSFIELD);
    expect(Math.max(...asked)).toBeLessThan(2 ** 20);
    expect(asked.length).toBeLessThan(9);
  });

  it('passes over representations it has no use for', async () => {
    const wide: TinyElement = { tag: 0x00091001, vr: 'SV', value: new Uint8Array(8) };
    expect(await read(tinyDicom(elements(wide)))).toEqual(HOUNSFIELD);
  });

  it.each<[string, Uint8Array, string]>([
    ['elements without end', bytesOf('\x09\0\x01\x10LO\0\0'.repeat(2 ** 20 + 1)), TOO_MANY],
    [
      'items without end',
      joined(bytesOf('\x08\0\x15\x11SQ\0\0\xff\xff\xff\xff'), bytesOf('\xfe\xff\x00\xe0\0\0\0\0'.repeat(2 ** 20 + 1))),
      TOO_MANY,
    ],
    [
      'sequences nested without end',
      bytesOf('\x08\0\x15\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff'.repeat(20_000)),
      'a.dcm: the DICOM file has sequences nested more than 16 deep',
    ],
  ])('is not kept busy by %s', async (_, body, sentence) => {
    const file = joined(tinyDicom([]), body, tinyDicom(elements(), undefined, { bare: true }));
    await expect(read(file)).rejects.toThrow(new InputError(sentence));
  });

  it('stops where too much stands before the picture', async () => {
    const start = joined(tinyDicom([]), bytesOf('\x09\0\x01\x10UN\0\0\0\0\0\x10'));
    const source: ByteSource = { sizeBytes: 2 ** 30, read: async (from, to) => start.subarray(from, to) };
    await expect(read(source)).rejects.toThrow('a.dcm: more than 67108864 bytes precede the image');
  });
});
