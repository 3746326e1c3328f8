import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { type ByteSource, bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { unpack } from '../../src/files/zip/decoder.ts';
import { sentenceOf } from '../support/sentences.ts';
import { ctElements, type TinyElement, tinyDicom } from './tiny-dicom.ts';
import { SHARED, tinyEnhanced } from './tiny-enhanced.ts';
import { shorts, tinyMetaimage, tinyNifti } from './tiny-volumes.ts';

const decodedFrom = (source: ByteSource) => decodeArray(source, 'a.zip', 'image', { mayBeRead: () => {} });
const decoded = (files: Zippable) => decodedFrom(bytesInMemory(zipSync(files)));

/** Two rows of three pixels, all of one value. */
function slice(value: number, heightMm: number, changes: readonly TinyElement[] = []): Uint8Array {
  return tinyDicom(
    ctElements(2, 3, new Array(6).fill(value), [
      { tag: 0x0020000e, vr: 'UI', value: '1.2.3' },
      { tag: 0x00200032, vr: 'DS', value: `0\\0\\${heightMm}` },
      { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
      ...changes,
    ]),
  );
}

const SERIES = { 'study/1.dcm': slice(1024, 4), 'study/2.dcm': slice(1124, 2), 'study/3.dcm': slice(1224, 6) };
const LOCALIZER = slice(0, 3, [{ tag: 0x0020000e, vr: 'UI', value: '1.2.9' }]);
const HEIGHTS = [...new Array(6).fill(100), ...new Array(6).fill(0), ...new Array(6).fill(200)];

/** Bytes of an archive with a number of it changed, counted from where a record begins. */
function changed(bytes: Uint8Array, signature: number, offset: number, value: number, width: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at++;
  if (width === 2) view.setUint16(at + offset, value, true);
  else view.setUint32(at + offset, value, true);
  return copy;
}
const ENTRY = 0x02014b50;
const END = 0x06054b50;

// Archives by Python 3.11's zipfile, deflated and stored, of a real series of 5 slices and its localizer are read as pydicom
// 3.0.2 reads the slices: 1 310 720 CT numbers with the same sum, −1 051 373 843.
describe('a ZIP archive', () => {
  test.each([6, 0] as const)('of the slices of a series is their volume (level %i)', async (level) => {
    const files = Object.fromEntries(
      Object.entries(SERIES).map(([name, bytes]) => [name, [bytes, { level }] as const]),
    );
    const { shape, data, sliceSpacingMm, values, remarks } = await decoded(files as unknown as Zippable);
    expect({ shape, sliceSpacingMm, values, remarks }).toEqual({
      ...{ shape: [3, 2, 3], sliceSpacingMm: 2, values: 'hounsfield', remarks: [] },
    });
    expect([...data]).toEqual(HEIGHTS);
  });

  test('of several series is the largest one, and it is said', async () => {
    const files = { ...SERIES, 'study/scout.dcm': LOCALIZER, 'study/readme.txt': new Uint8Array([65, 66]) };
    const { data, remarks } = await decoded(files);
    expect([...data]).toEqual(HEIGHTS);
    expect(remarks).toEqual(['a.zip: the archive holds 2 series; the largest, of 3 images, is read.']);
  });

  test('passes over what systems and discs leave in it', async () => {
    const rubbish = { '__MACOSX/study/._1.dcm': LOCALIZER, '.DS_Store': LOCALIZER, 'study/DICOMDIR': LOCALIZER };
    const { data, remarks } = await decoded({ ...rubbish, ...SERIES });
    expect([[...data], remarks]).toEqual([HEIGHTS, []]);
  });

  test('of one file is what that file is', async () => {
    const nifti = await decoded({ 'b.nii': tinyNifti([1, 1, 1]) });
    expect([nifti.shape, nifti.sliceSpacingMm]).toEqual([[2, 3, 3], 2]);
    const frames = [0, 1].map((i) => ({ position: `0\\0\\${i}`, pixels: new Array(6).fill(1024 + i) }));
    const enhanced = await decoded({ 'c.dcm': tinyEnhanced(frames, Object.values(SHARED)) });
    expect([...enhanced.data]).toEqual([...new Array(6).fill(0), ...new Array(6).fill(1)]);
  });

  test('of a header and its voxels is a volume', async () => {
    const files = {
      'x/tiny.mhd': tinyMetaimage({ ElementDataFile: 'tiny.raw' }, new Uint8Array()),
      'x/tiny.raw': shorts(),
    };
    expect((await decoded(files)).shape).toEqual([2, 3, 3]);
    const { 'x/tiny.raw': _, ...alone } = files;
    expect(await sentenceOf(() => decoded(alone))).toBe(
      'a.zip: x/tiny.mhd: also needs tiny.raw, which the archive a.zip lacks',
    );
  });

  test('is opened on the page as it is', async () => {
    const source = bytesInMemory(zipSync(SERIES));
    expect(await recogniseFiles([{ name: 'a.zip', source }])).toMatchObject({
      kind: 'phantom',
      phantom: { image: 'a.zip' },
    });
  });

  test('is read no farther than its directory says, whatever its data inflate to', async () => {
    // 64 MiB of zeros take 65 kB; the directory is made to say that they are 3 bytes.
    const bomb = changed(zipSync({ 'a.dcm': new Uint8Array(2 ** 26) }), ENTRY, 24, 3, 4);
    let bytesRead = 0;
    const source = bytesInMemory(bomb);
    const counting: ByteSource = {
      sizeBytes: source.sizeBytes,
      read: async (start, end) => {
        const bytes = await source.read(start, end);
        bytesRead += bytes.length;
        return bytes;
      },
    };
    expect(await sentenceOf(() => decodedFrom(counting))).toMatch(
      /^a\.zip: a\.dcm: is damaged or cut short in the ZIP archive/,
    );
    expect(bytesRead).toBeLessThan(2 * bomb.length + 2 ** 17);
  });

  const whole = zipSync(SERIES);
  test.each<readonly [string, Uint8Array, RegExp]>([
    ['its end is missing', whole.slice(0, -10), /^a\.zip: the ZIP archive is damaged or cut short/],
    [
      'it is encrypted',
      changed(whole, ENTRY, 8, 1, 2),
      /^a\.zip: study\/1\.dcm is encrypted; unpack the archive first/,
    ],
    ['it is packed otherwise', changed(whole, ENTRY, 10, 12, 2), /is packed by method 12, but only deflate is read/],
    ['an entry is huge', changed(whole, ENTRY, 24, 2 ** 31, 4), /is larger than 1 GiB, the maximum/],
    ['sizes cannot be', changed(whole, ENTRY, 24, 2 ** 29, 4), /is stated to unpack from \d+ to 536870912 bytes/],
    ['it is of the large kind', changed(whole, END, 10, 0xffff, 2), /\(ZIP64\) are not read; unpack it first/],
    ['it is one of several', changed(whole, END, 4, 1, 2), /^a\.zip: is one part of an archive of several/],
    ['it holds too many files', changed(whole, END, 10, 20_000, 2), /holds 20000 files, but at most 10000/],
    [
      'an entry’s data are damaged',
      changed(whole, ENTRY, 16, 7, 4),
      /1\.dcm: is damaged or cut short in the ZIP archive/,
    ],
    ['an entry is not where it should be', changed(whole, ENTRY, 42, 9, 4), /1\.dcm: is damaged or cut short/],
    [
      'there is no image in it',
      zipSync({ 'a.txt': new Uint8Array([65]) }),
      /should hold an image or the slices of a DICOM series, but a\.zip: a\.txt is a text file/,
    ],
    [
      'there is nothing in it',
      changed(zipSync({ 'a/': new Uint8Array() }), END, 6, 0, 2),
      /should hold an image or the slices of a DICOM series$/,
    ],
    [
      'there are several images in it',
      zipSync({ 'a.nii': tinyNifti([1, 1, 1]), 'b.nii': tinyNifti([1, 1, 1]) }),
      /^a\.zip: the archive holds 2 images \(a\.nii, b\.nii\); unpack it, and open one of them/,
    ],
    [
      'a slice is missing',
      zipSync({ a: slice(0, 0), b: slice(0, 1), c: slice(0, 3) }),
      /^a\.zip: c: is 2 mm above a\.zip: b, where slices are 1\.5 mm apart on average/,
    ],
  ])('is refused where %s', async (_, bytes, sentence) => {
    expect(await sentenceOf(() => decodedFrom(bytesInMemory(bytes)))).toMatch(sentence);
  });
});

describe('stored entries', () => {
  const MiB = 2 ** 20;
  const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => i);
  /** The only entry of an archive, with one byte of it another one where that is asked for. */
  const entryOf = async (length: number, changedAt?: number) => {
    const archive = zipSync({ 'a.bin': bytesOf(length) }, { level: 0 });
    if (changedAt !== undefined) archive[30 + 'a.bin'.length + changedAt]! ^= 1;
    const [entry] = await unpack(bytesInMemory(archive), 'a.zip');
    return entry!.source;
  };
  const DAMAGED = 'a.zip: a.bin: is damaged or cut short in the ZIP archive';

  test('that are small are looked at whole, whichever part is asked for but their beginning', async () => {
    const sound = await entryOf(MiB);
    expect(await sound.read(5, 8)).toEqual(Uint8Array.of(5, 6, 7));
    const source = await entryOf(MiB, MiB - 1);
    expect(await source.read(0, 3)).toEqual(Uint8Array.of(0, 1, 2));
    expect(await sentenceOf(() => source.read(5, 8))).toBe(DAMAGED);
    expect(await sentenceOf(() => source.read(0, MiB))).toBe(DAMAGED);
  });

  test('that are large are looked at when they have been read in order, and by ranges read as they are', async () => {
    const length = MiB + 100;
    const sound = await entryOf(length);
    const source = await entryOf(length, 50);
    for (const each of [sound, source]) {
      expect(await each.read(MiB, MiB + 2)).toEqual(Uint8Array.of(0, 1));
      // The head, and then from within it.
      await each.read(0, 1000);
      await each.read(900, MiB);
    }
    expect(await sound.read(MiB, length)).toEqual(bytesOf(100));
    expect(await sentenceOf(() => source.read(MiB, length))).toBe(DAMAGED);
    expect(await sentenceOf(() => source.read(3, 4))).toBe(DAMAGED);
  });
});
