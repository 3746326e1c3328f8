import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';
import { bytesOf, damagedFiles, joined, outcomeOf } from './outcome.ts';
import { ctElements, type TinyElement, TRANSFER_SYNTAX, tinyDicom } from './tiny-dicom.ts';

/** 2 rows of 3 pixels, no two alike, so that a flip shows. */
const PIXELS = [24, 1024, 2024, 1064, 0, 65535];
const HOUNSFIELD = [-1000, 0, 1000, 40, -1024, 64511];

function ct(
  changes: readonly TinyElement[] = [],
  transferSyntax?: string,
  pixels: readonly number[] = PIXELS,
): Uint8Array {
  return tinyDicom(ctElements(2, 3, pixels, changes), transferSyntax);
}

async function hounsfieldOf(file: Uint8Array): Promise<number[]> {
  return [...(await readDicomSlice(file, 'a.dcm')).values];
}

describe('readDicomSlice', () => {
  it.each(Object.entries(TRANSFER_SYNTAX))('reads %s', async (_, transferSyntax) => {
    expect(await readDicomSlice(ct([], transferSyntax), 'a.dcm')).toEqual({
      rows: 2,
      columns: 3,
      values: new Float32Array(HOUNSFIELD),
      pixelSizeMm: 0.75,
    });
  });

  it('reads past sequences and private elements, a small picture among them', async () => {
    const icon = joined(
      bytesOf('\xfe\xff\x00\xe0\xff\xff\xff\xff'), // an item of undefined length
      bytesOf('\x28\0\x10\0US\x02\0\x63\0'),
      bytesOf('\xe0\x7f\x10\0OW\0\0\x02\0\0\0\x01\x02'),
      bytesOf('\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0'),
    );
    const file = ct([
      { tag: 0x00091001, vr: 'UN', value: new Uint8Array([1, 2, 3, 4]) },
      { tag: 0x00880200, vr: 'SQ', value: icon, undefinedLength: true },
    ]);
    expect(await hounsfieldOf(file)).toEqual(HOUNSFIELD);
  });

  it('reads 8-bit pixels, an odd number of them', async () => {
    const changes: TinyElement[] = [
      { tag: 0x00280010, vr: 'US', value: [1] },
      { tag: 0x00280100, vr: 'US', value: [8] },
      { tag: 0x00280101, vr: 'US', value: [8] },
      { tag: 0x00280102, vr: 'US', value: [7] },
      { tag: 0x7fe00010, vr: 'OB', value: [0, 128, 255] },
    ];
    expect(await hounsfieldOf(ct(changes))).toEqual([-1024, -896, -769]);
    expect(await hounsfieldOf(ct(changes, TRANSFER_SYNTAX.explicitBig))).toEqual([-1024, -896, -769]);
    const inWords: TinyElement[] = [
      ...changes.slice(0, 4),
      { tag: 0x7fe00010, vr: 'OW', value: bytesOf('\0\x80\xff') },
    ];
    expect(await hounsfieldOf(ct(inWords))).toEqual([-1024, -896, -769]);
    await expect(hounsfieldOf(ct(inWords, TRANSFER_SYNTAX.explicitBig))).rejects.toThrow(
      new InputError('a.dcm: 8-bit pixels in big-endian words are not read: save the slice as little endian first'),
    );
  });

  it('extends the sign from the highest stored bit, and drops what stands above it', async () => {
    const twelveBits: TinyElement[] = [
      { tag: 0x00280101, vr: 'US', value: [12] },
      { tag: 0x00280102, vr: 'US', value: [11] },
    ];
    const pixels = [0x0000, 0x07ff, 0x0800, 0x0fff, 0xf001, 0x1234];
    expect(await hounsfieldOf(ct(twelveBits, undefined, pixels))).toEqual(
      [0, 2047, 2048, 4095, 1, 0x234].map((value) => value - 1024),
    );
    const signed: TinyElement[] = [...twelveBits, { tag: 0x00280103, vr: 'US', value: [1] }];
    expect(await hounsfieldOf(ct(signed, undefined, pixels))).toEqual(
      [0, 2047, -2048, -1, 1, 0x234].map((value) => value - 1024),
    );
    const shifted: TinyElement[] = [signed[0]!, { tag: 0x00280102, vr: 'US', value: [15] }, signed[2]!];
    expect(await hounsfieldOf(ct(shifted, undefined, [0x0010, 0x7ff0, 0x8000, 0xffff, 0x000f, 0]))).toEqual(
      [1, 2047, -2048, -1, 0, 0].map((value) => value - 1024),
    );
  });

  it('reads 16-bit signed pixels', async () => {
    const signed: TinyElement[] = [{ tag: 0x00280103, vr: 'US', value: [1] }];
    expect((await hounsfieldOf(ct(signed)))[5]).toBe(-1025);
    expect((await hounsfieldOf(ct(signed, TRANSFER_SYNTAX.explicitBig)))[5]).toBe(-1025);
  });

  it('rescales', async () => {
    const rescale = (slope: string, intercept: string): TinyElement[] => [
      { tag: 0x00281052, vr: 'DS', value: intercept },
      { tag: 0x00281053, vr: 'DS', value: slope },
    ];
    expect((await hounsfieldOf(ct(rescale(' 2.5e-1 ', '-8'))))[1]).toBe(248);
  });

  it('turns padding into air', async () => {
    const padding: TinyElement = { tag: 0x00280120, vr: 'US', value: [0] };
    expect(await hounsfieldOf(ct([padding]))).toEqual([-1000, 0, 1000, 40, -1000, 64511]);
    const range: TinyElement[] = [padding, { tag: 0x00280121, vr: 'US', value: [1063] }];
    expect(await hounsfieldOf(ct(range))).toEqual([-1000, -1000, 1000, 40, -1000, 64511]);
    const signed: TinyElement[] = [
      { tag: 0x00280103, vr: 'US', value: [1] },
      { tag: 0x00280120, vr: 'SS', value: [-2000 & 0xffff] },
    ];
    expect((await hounsfieldOf(ct(signed, undefined, [-2000 & 0xffff, ...PIXELS.slice(1)])))[0]).toBe(-1000);
  });

  it('reads MONOCHROME1 like MONOCHROME2', async () => {
    expect(await hounsfieldOf(ct([{ tag: 0x00280004, vr: 'CS', value: 'MONOCHROME1' }]))).toEqual(HOUNSFIELD);
  });

  it('takes the mean of two spacings that agree within 0.1 %', async () => {
    const slice = await readDicomSlice(ct([{ tag: 0x00280030, vr: 'DS', value: '0.5\\0.5004' }]), 'a.dcm');
    expect(slice.pixelSizeMm).toBeCloseTo(0.5002, 12);
  });

  it('reads a file that stands anywhere in a larger buffer', async () => {
    const file = ct();
    expect(await hounsfieldOf(joined(bytesOf('123'), file, bytesOf('45')).subarray(3, 3 + file.length))).toEqual(
      HOUNSFIELD,
    );
    expect(await hounsfieldOf(Buffer.from(file))).toEqual(HOUNSFIELD);
    expect(await hounsfieldOf(Buffer.from(ct([], TRANSFER_SYNTAX.deflated)))).toEqual(HOUNSFIELD);
  });

  it.each<[string, string]>([
    [
      '1.2.840.10008.1.2.4.55',
      'a.dcm: the pixels are compressed with a kind of JPEG that is no longer in use, which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.4.92',
      'a.dcm: the pixels are compressed with JPEG 2000 of several components, which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.4.94',
      'a.dcm: the pixels are compressed with JPEG 2000, and elsewhere (JPIP), which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.4.102',
      'a.dcm: the pixels are compressed with a video format, which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.4.110',
      'a.dcm: the pixels are compressed with JPEG XL, which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.4.204',
      'a.dcm: the pixels are compressed with High-Throughput JPEG 2000, and elsewhere (JPIP), which is not read: save the slice uncompressed first',
    ],
    [
      '1.2.840.10008.1.2.8.1',
      'a.dcm: the pixels are compressed with deflate, frame by frame, which is not read: save the slice uncompressed first',
    ],
    ['1.2.3', 'a.dcm: the DICOM file is encoded in an unknown way (transfer syntax 1.2.3)'],
  ])('names the compression of %s', async (transferSyntax, sentence) => {
    const pieces = bytesOf(
      '\xfe\xff\x00\xe0\0\0\0\0\xfe\xff\x00\xe0\x04\0\0\0\xff\xd8\xff\xd9\xfe\xff\xdd\xe0\0\0\0\0',
    );
    const file = ct([{ tag: 0x7fe00010, vr: 'OB', value: pieces, undefinedLength: true }], transferSyntax);
    await expect(readDicomSlice(file, 'a.dcm')).rejects.toThrow(new InputError(sentence));
  });

  it.each<[string, TinyElement, string]>([
    [
      'an MR image',
      { tag: 0x00080060, vr: 'CS', value: 'MR' },
      'this is an MR image, but only CT slices hold Hounsfield',
    ],
    ['another modality', { tag: 0x00080060, vr: 'CS', value: 'XC' }, 'this is an image of modality “XC”, but only CT'],
    [
      'a localizer',
      { tag: 0x00080008, vr: 'CS', value: 'ORIGINAL\\PRIMARY\\LOCALIZER' },
      'this is the localizer (scout view)',
    ],
    ['colours', { tag: 0x00280004, vr: 'CS', value: 'RGB' }, "the image's colours are RGB, but only monochrome slices"],
    ['several samples', { tag: 0x00280002, vr: 'US', value: [3] }, "the image's colours are 3 values per pixel"],
    ['no interpretation', { tag: 0x00280004, vr: 'CS', value: '' }, "the image's colours are unknown"],
    [
      'several frames',
      { tag: 0x00280008, vr: 'IS', value: '12' },
      'the DICOM file holds 12 frames, but only single slices',
    ],
    ['no rows', { tag: 0x00280010, vr: 'US', value: '' }, 'the number of rows must be between 1 and 4096, got none'],
    [
      'too many columns',
      { tag: 0x00280011, vr: 'US', value: [4097] },
      'the number of columns must be between 1 and 4096, got',
    ],
    ['one spacing', { tag: 0x00280030, vr: 'DS', value: '0.5' }, 'must be two lengths in millimetres, got 0.5'],
    ['a spacing of 0', { tag: 0x00280030, vr: 'DS', value: '0\\0' }, 'must be two lengths in millimetres, got 0 and 0'],
    ['no number', { tag: 0x00280030, vr: 'DS', value: 'a\\b' }, 'must be two lengths in millimetres, got NaN and NaN'],
    [
      'oblong pixels',
      { tag: 0x00280030, vr: 'DS', value: '0.5\\0.501' },
      'the pixels are 0.501 mm wide and 0.5 mm high',
    ],
    ['12 bits', { tag: 0x00280100, vr: 'US', value: [12] }, 'a pixel must take 8, 16 or 32 bits, got 12'],
    ['unknown signs', { tag: 0x00280103, vr: 'US', value: '' }, 'does not state whether its values are signed'],
    [
      'too many bits',
      { tag: 0x00280101, vr: 'US', value: [17] },
      '17 bits up to bit 15 do not fit into the 16 bits of a',
    ],
    ['no bits', { tag: 0x00280101, vr: 'US', value: [0] }, '0 bits up to bit 15 do not fit'],
    ['too high a bit', { tag: 0x00280102, vr: 'US', value: [16] }, '16 bits up to bit 16 do not fit'],
    [
      'a slope of 0',
      { tag: 0x00281053, vr: 'DS', value: '0' },
      'cannot be computed from the rescale slope 0 and intercept -1024',
    ],
    [
      'a slope of no number',
      { tag: 0x00281053, vr: 'DS', value: 'x' },
      'from the rescale slope NaN and intercept -1024',
    ],
    ['a huge slope', { tag: 0x00281053, vr: 'DS', value: '1e36' }, 'from the rescale slope 1e+36 and intercept -1024'],
    ['a huge intercept', { tag: 0x00281052, vr: 'DS', value: '1e39' }, 'from the rescale slope 1 and intercept 1e+39'],
    ['no picture', { tag: 0x7fe00010, vr: 'OW', value: '' }, 'the DICOM file contains no image'],
    [
      'too few pixels',
      { tag: 0x7fe00010, vr: 'OW', value: [1, 2] },
      'the header states 2 × 3 pixels of 2 bytes, but the',
    ],
    ['too many pixels', { tag: 0x7fe00010, vr: 'OW', value: [...PIXELS, 0] }, 'but the pixels take 14 bytes'],
    [
      'pixels in pieces',
      { tag: 0x7fe00010, vr: 'OW', value: PIXELS, undefinedLength: true },
      'but the pixel data are in fragments',
    ],
  ])('refuses %s with a sentence', async (_, element, sentence) => {
    const loading = readDicomSlice(ct([element]), 'a.dcm');
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(sentence);
  });

  it('refuses a file that is cut short or of another kind', async () => {
    const file = ct();
    await expect(readDicomSlice(file.subarray(0, -1), 'a.dcm')).rejects.toThrow(
      new InputError('a.dcm: the header states 2 × 3 pixels of 2 bytes, but the file ends after 11 bytes of them'),
    );
    await expect(readDicomSlice(file.subarray(0, 291), 'a.dcm')).rejects.toThrow(
      new InputError('a.dcm: the DICOM file is damaged or truncated'),
    );
    await expect(readDicomSlice(bytesOf('II*\0'), 'a.dcm')).rejects.toThrow(
      new InputError('a.dcm: is not a DICOM file'),
    );
  });

  it('refuses a deflated file that would inflate without end', async () => {
    const file = ct([], TRANSFER_SYNTAX.deflated);
    const start = Buffer.from(file).indexOf(TRANSFER_SYNTAX.deflated) + TRANSFER_SYNTAX.deflated.length;
    const bomb = joined(file.subarray(0, start), new Uint8Array(deflateRawSync(new Uint8Array(70_000_000))));
    await expect(readDicomSlice(bomb, 'a.dcm')).rejects.toThrow(
      new InputError('a.dcm: the DICOM file inflates to more than 68157440 bytes'),
    );
  });

  it('survives sequences nested without end', async () => {
    const nested = bytesOf('\x08\0\x15\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff'.repeat(20_000));
    const file = ct([{ tag: 0x00081115, vr: 'SQ', value: nested, undefinedLength: true }]);
    await expect(readDicomSlice(file, 'a.dcm')).rejects.toThrow(InputError);
  });

  it('gives a slice of finite values or a sentence, whatever the bytes', async () => {
    const valid = Object.values(TRANSFER_SYNTAX).map((transferSyntax) => ct([], transferSyntax));
    const start = valid[0]!.subarray(0, 164);
    let slices = 0;
    await fc.assert(
      fc.asyncProperty(damagedFiles(valid, start), async (bytes) => {
        const outcome = await outcomeOf('a.dcm', () => readDicomSlice(bytes, 'a.dcm'));
        if (!('value' in outcome)) return;
        slices++;
        const { rows, columns, values, pixelSizeMm } = outcome.value;
        expect(values.length).toBe(rows * columns);
        expect(values.every((value) => Number.isFinite(value))).toBe(true);
        if (pixelSizeMm !== null) expect(pixelSizeMm).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
    expect(slices).toBeGreaterThan(100);
  });
});

describeOnSharedData('readDicomSlice of CT_small.dcm', () => {
  it('reads the real slice', async () => {
    const bytes = new Uint8Array(readFileSync(sharedDataPath('CT_small.dcm')));
    const { rows, columns, values: hounsfield, pixelSizeMm } = await readDicomSlice(bytes, 'CT_small.dcm');
    expect([rows, columns, pixelSizeMm]).toEqual([128, 128, 0.661468]);
    // Read with Python's struct and NumPy: stored values plus the intercept.
    const at = (row: number, column: number) => hounsfield[row * columns + column];
    expect([at(0, 0), at(0, 127), at(127, 0), at(127, 127)]).toEqual([-849, -808, -65, -115]);
    expect([at(64, 64), at(40, 90), at(90, 40), at(64, 61)]).toEqual([904, -28, 53, 1167]);
    expect(hounsfield.reduce((sum, value) => sum + value, 0)).toBe(14826310 - 1024 * 128 * 128);
    expect([Math.min(...hounsfield), Math.max(...hounsfield)]).toEqual([-896, 1167]);
  });
});
