import { describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { sentenceOf } from '../support/sentences.ts';
import type { TinyElement } from './tiny-dicom.ts';
import { measures, orientation, rescale, SHARED, type TinyFrame, tinyEnhanced } from './tiny-enhanced.ts';

const decoded = (file: Uint8Array, mayBeRead: (shape: readonly number[]) => void = () => {}) =>
  decodeArray(bytesInMemory(file), 'a.dcm', 'image', { mayBeRead });

/** Stored values that count up from `first`. */
const frame = (first: number, position: string, groups: readonly TinyElement[] = []): TinyFrame => ({
  position,
  pixels: Array.from({ length: 6 }, (_, i) => first + i),
  groups,
});

describe('an enhanced image of several frames', () => {
  test('is the volume that its frames make, each with its own place and rescale', async () => {
    const file = tinyEnhanced(
      [
        frame(1100, '-1\\-2\\9', [rescale('1', '-1024')]),
        frame(500, '-1\\-2\\6', [rescale('2', '-1000')]),
        frame(1200, '-1\\-2\\3', [rescale('0.5', '-600.5')]),
      ],
      [SHARED.measures, SHARED.orientation],
    );
    const { shape, data, pixelSize, sliceSpacingMm, values, remarks } = await decoded(file);
    expect({ shape, pixelSize, sliceSpacingMm, values, remarks }).toEqual({
      ...{ shape: [3, 2, 3], pixelSize: { mm: 0.5 }, sliceSpacingMm: 3, values: 'hounsfield', remarks: [] },
    });
    // By pydicom 3.0.2 (pixel_array and each frame's own rescale), from the lowest frame on, columns from the patient's right.
    expect([...data]).toEqual([...[0.5, 0, -0.5, 2, 1.5, 1], ...[4, 2, 0, 10, 8, 6], ...[78, 77, 76, 81, 80, 79]]);
  });

  test('lies as its shared orientation says, in a sagittal plane', async () => {
    // Columns to the back, rows to the feet, frames from the patient's right to the left.
    const sagittal = orientation('0\\1\\0\\0\\0\\-1');
    const file = tinyEnhanced(
      [frame(1024, '-4\\0\\0'), frame(1124, '-3\\0\\0')],
      [SHARED.measures, sagittal, SHARED.rescale],
    );
    // Pixels of 0.5 mm in a plane that lies upright: across the axis 1 mm by 0.5 mm, which are not square.
    expect(await sentenceOf(() => decoded(file))).toMatch(/its pixels across the axis are 1 mm wide and 0\.5 mm high/);
    const even = tinyEnhanced(
      [frame(1024, '-4\\0\\0'), frame(1124, '-3.5\\0\\0')],
      [SHARED.measures, sagittal, SHARED.rescale],
    );
    const { shape, data, sliceSpacingMm } = await decoded(even);
    expect([shape, sliceSpacingMm]).toEqual([[2, 3, 2], 0.5]);
    // By pydicom 3.0.2, each pixel's place worked out and sorted: from the feet, from the front, from the patient's right.
    expect([...data]).toEqual([103, 3, 104, 4, 105, 5, 100, 0, 101, 1, 102, 2]);
  });

  test('is opened on the page as one volume', async () => {
    const source = bytesInMemory(tinyEnhanced([frame(1024, '0\\0\\0'), frame(1024, '0\\0\\1')]));
    expect(await recogniseFiles([{ name: 'a.dcm', source }])).toEqual({
      kind: 'phantom',
      name: 'a.dcm',
      phantom: { image: 'a.dcm' },
    });
  });

  test('is asked whether it may be read before its frames are', async () => {
    // Of twelve bytes of pixels, where there should be twenty-four: that is looked at afterwards.
    const pixels: TinyElement = { tag: 0x7fe00010, vr: 'OW', value: [1, 2, 3, 4, 5, 6] };
    const file = tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1')], Object.values(SHARED), [pixels]);
    const asked: (readonly number[])[] = [];
    const refusing = decoded(file, (shape) => {
      asked.push(shape);
      throw new Error('too large');
    });
    await expect(refusing).rejects.toThrow('too large');
    expect(asked).toEqual([[2, 2, 3]]);
  });

  test.each<readonly [string, Uint8Array, RegExp]>([
    [
      'a frame that says nothing of its place',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '')]),
      /^a\.dcm: frame 2: the DICOM file does not state where its slice is \(ImagePositionPatient/,
    ],
    [
      'a frame without a rescale',
      tinyEnhanced([frame(0, '0\\0\\0', [SHARED.rescale]), frame(0, '0\\0\\1')], [SHARED.measures, SHARED.orientation]),
      /^a\.dcm: frame 2: the DICOM file does not state how stored values become Hounsfield units/,
    ],
    [
      'a frame of other pixels',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1', [measures('0.6\\0.6')])], Object.values(SHARED)),
      /^a\.dcm: frame 2: has pixels of another size than a\.dcm: frame 1; save the frames of one volume as a file of their own/,
    ],
    [
      'a frame that lies another way',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1', [orientation('0\\1\\0\\1\\0\\0')])]),
      /^a\.dcm: frame 2: lies another way than a\.dcm: frame 1/,
    ],
    [
      'two frames at one height, such as two phases',
      tinyEnhanced([frame(0, '0\\0\\1'), frame(0, '0\\0\\1')]),
      /^a\.dcm: frame 2: is at the same height as a\.dcm: frame 1/,
    ],
    [
      'a frame that is missing',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1'), frame(0, '0\\0\\3')]),
      /^a\.dcm: frame 3: is 2 mm above a\.dcm: frame 2, where slices are 1\.5 mm apart on average/,
    ],
    [
      'fewer descriptions than frames',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1')], Object.values(SHARED), [
        { tag: 0x00280008, vr: 'IS', value: '3' },
      ]),
      /^a\.dcm: the DICOM file holds 3 frames, but describes 2 \(PerFrameFunctionalGroupsSequence\)/,
    ],
    [
      'fewer pixels than frames',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1')], Object.values(SHARED), [
        { tag: 0x7fe00010, vr: 'OW', value: [1, 2, 3, 4, 5, 6] },
      ]),
      /^a\.dcm: the header states 2 frames of 2 × 3 pixels of 2 bytes, but the pixels take 12 bytes/,
    ],
    [
      'an MR image',
      tinyEnhanced([frame(0, '0\\0\\0'), frame(0, '0\\0\\1')], Object.values(SHARED), [
        { tag: 0x00080060, vr: 'CS', value: 'MR' },
      ]),
      /^a\.dcm: this is an MR image, but only CT slices hold Hounsfield units/,
    ],
  ])('is refused for %s', async (_, file, sentence) => {
    expect(await sentenceOf(() => decoded(file))).toMatch(sentence);
  });
});
