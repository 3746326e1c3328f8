// What the stored values of a DICOM slice mean: Hounsfield units, or a sentence why not.

import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { dicomGaps, readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { ctElements, type TinyElement, TRANSFER_SYNTAX, tinyDicom, tinySequence } from './tiny-dicom.ts';

const PIXELS = [24, 1024, 1084, 2024, 0, 3000];
const HOUNSFIELD = [-1000, 0, 60, 1000, -1024, 1976];

const without = (...tags: number[]): TinyElement[] => tags.map((tag) => ({ tag, vr: 'DS', value: '' }));
const decimal = (tag: number, value: string): TinyElement => ({ tag, vr: 'DS', value });
const code = (tag: number, value: string): TinyElement => ({ tag, vr: 'CS', value });
const word = (tag: number, value: number): TinyElement => ({ tag, vr: 'US', value: [value & 0xffff] });

const NO_RESCALE = without(0x00281052, 0x00281053);
const RESCALE = [decimal(0x00281052, '-1024'), decimal(0x00281053, '1')];
const SPACING = [decimal(0x00280030, '8\\8')];

async function slice(changes: readonly TinyElement[], pixels: readonly number[] = PIXELS, syntax?: string) {
  return readDicomSlice(tinyDicom(ctElements(2, 3, pixels, changes), syntax), 'a.dcm');
}

const hounsfield = async (...args: Parameters<typeof slice>) => [...(await slice(...args)).values];

describe('the functional groups of an enhanced slice', () => {
  const SHARED = 0x52009229;
  const PER_FRAME = 0x52009230;

  it.each([
    ['shared', SHARED, {}],
    ['of the frame', PER_FRAME, {}],
    ['of unknown length', SHARED, { undefinedLength: true }],
  ])('say how values are rescaled and how large pixels are: groups %s', async (_, groups, form) => {
    const inner = [
      tinySequence(0x00289110, SPACING, form),
      tinySequence(0x00289145, [...RESCALE, code(0x00281054, 'HU')], form),
    ];
    const changes = [...NO_RESCALE, ...without(0x00280030), tinySequence(groups, inner, form)];
    const read = await slice(changes);
    expect([...read.values]).toEqual(HOUNSFIELD);
    expect(read.pixelSizeMm).toBe(8);
  });

  it('are found in every encoding, and where their representation is unknown', async () => {
    for (const [syntax, form] of [
      [TRANSFER_SYNTAX.implicitLittle, { explicit: false }],
      [TRANSFER_SYNTAX.explicitBig, { little: false }],
      [TRANSFER_SYNTAX.explicitLittle, { explicit: false, vr: 'UN' as const }],
    ] as const) {
      const groups = tinySequence(SHARED, [tinySequence(0x00289145, RESCALE, form)], form);
      expect(await hounsfield([...NO_RESCALE, groups], PIXELS, syntax)).toEqual(HOUNSFIELD);
    }
  });

  it('stand before what the object says, and those of the frame before the shared ones', async () => {
    const rescaleBy = (intercept: string) => [tinySequence(0x00289145, [decimal(0x00281052, intercept), RESCALE[1]!])];
    const both = [tinySequence(SHARED, rescaleBy('-1')), tinySequence(PER_FRAME, rescaleBy('-2'))];
    expect((await hounsfield(both))[1]).toBe(1022);
    expect((await hounsfield(both.slice(0, 1)))[1]).toBe(1023);
  });

  it('may make values something else than Hounsfield units', async () => {
    const groups = (...inner: TinyElement[]) => [tinySequence(SHARED, inner)];
    const type = tinySequence(0x00289145, [...RESCALE, code(0x00281054, 'EDW')]);
    await expect(slice(groups(type))).rejects.toThrow('not Hounsfield units (RescaleType EDW)');
    const frameType = tinySequence(0x00189329, [code(0x00089007, 'DERIVED\\PRIMARY\\PERFUSION\\RCBF')]);
    await expect(slice(groups(frameType))).rejects.toThrow('this is a perfusion map');
    const unit = tinySequence(0x004008ea, [code(0x00080100, 'ml/100ml/s')]);
    await expect(slice(groups(tinySequence(0x00409096, [unit])))).rejects.toThrow('the values are in ml/100ml/s, not');
    const hounsfieldUnit = tinySequence(0x004008ea, [code(0x00080100, "[hnsf'U]")]);
    expect(await hounsfield(groups(tinySequence(0x00409096, [hounsfieldUnit])))).toEqual(HOUNSFIELD);
  });
});

describe('values that are not Hounsfield units, or need not be', () => {
  it.each<[string, TinyElement[], string]>([
    [
      'effective atomic numbers',
      [code(0x00281054, 'Z_EFF')],
      'a.dcm: the values are effective atomic numbers, not Hounsfield units (RescaleType Z_EFF)',
    ],
    [
      'electron densities',
      [code(0x00281054, 'ED')],
      'a.dcm: the values are electron densities, not Hounsfield units (RescaleType ED)',
    ],
    [
      'a type of nobody else',
      [code(0x00281054, 'FOO')],
      'a.dcm: the values are of type “FOO”, not Hounsfield units (RescaleType FOO)',
    ],
    [
      'no unit',
      [code(0x00281054, 'US')],
      'a.dcm: the unit of the values is unspecified (RescaleType US), so they may not be Hounsfield units',
    ],
    [
      'a map by its image type',
      [code(0x00080008, 'DERIVED\\PRIMARY\\AXIAL\\EFF_ATOMIC_NUM')],
      'a.dcm: this is an effective atomic number map, whose values are not Hounsfield units',
    ],
    [
      'a copy of a screen',
      [{ tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.7' }],
      'a.dcm: this is a secondary capture, whose values may not be Hounsfield units',
    ],
    ['no modality', [code(0x00080060, '')], 'a.dcm: the DICOM file does not state that it is a CT slice (no Modality)'],
    ['a dose', [code(0x00080060, 'RTDOSE')], 'a.dcm: this is a radiotherapy dose map, but only CT slices hold'],
    ['a segmentation', [code(0x00080060, 'SEG')], 'a.dcm: this is a segmentation, but only CT slices hold'],
    ['a structured report', [code(0x00080060, 'SR')], 'a.dcm: this is a structured report and contains no image'],
    [
      'no rescale',
      NO_RESCALE,
      'a.dcm: the DICOM file does not state how stored values become Hounsfield units (no RescaleSlope and no RescaleIntercept)',
    ],
    ['no intercept', without(0x00281052), '(no RescaleIntercept)'],
    ['no slope', without(0x00281053), '(no RescaleSlope)'],
    ['a decimal comma', [decimal(0x00281052, '-1024,5')], 'the rescale slope 1 and intercept NaN'],
  ])('are refused: %s', async (_, changes, sentence) => {
    const loading = slice(changes);
    await expect(loading).rejects.toThrow(InputError);
    await expect(loading).rejects.toThrow(sentence);
  });

  it('are read where somebody says what they are, unless the file says something else', async () => {
    const file = (...changes: TinyElement[]) => tinyDicom(ctElements(2, 3, PIXELS, changes));
    const values = async (bytes: Uint8Array, said: 'hounsfield' | 'other') => [
      ...(await readDicomSlice(bytes, 'a.dcm', said)).values,
    ];
    expect(await values(file(code(0x00281054, 'US')), 'hounsfield')).toEqual(HOUNSFIELD);
    expect(await values(file(...NO_RESCALE), 'hounsfield')).toEqual(PIXELS);
    expect(await values(file(code(0x00080060, 'MR'), ...NO_RESCALE), 'other')).toEqual(PIXELS);
    await expect(values(file(code(0x00281054, 'Z_EFF')), 'hounsfield')).rejects.toThrow('effective atomic numbers');
    await expect(values(file(code(0x00080060, 'MR')), 'hounsfield')).rejects.toThrow('this is an MR image');
  });

  it('are taken for Hounsfield units where the file says so', async () => {
    expect(await hounsfield([code(0x00281054, 'HU')])).toEqual(HOUNSFIELD);
    const ofClass: TinyElement[] = [
      code(0x00080060, ''),
      { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.2' },
    ];
    expect(await hounsfield(ofClass)).toEqual(HOUNSFIELD);
  });
});

describe('what a file leaves open', () => {
  const gaps = (...changes: TinyElement[]) => dicomGaps(tinyDicom(ctElements(2, 3, PIXELS, changes)), 'a.dcm');

  it('is told apart from what nobody can mend', async () => {
    expect(await gaps()).toEqual({ lacksPixelSize: false, doubt: null });
    expect(await gaps(...without(0x00280030))).toEqual({ lacksPixelSize: true, doubt: null });
    expect((await gaps(code(0x00281054, 'US'))).doubt).toMatch(/^the unit of the values is unspecified/);
    expect((await gaps(code(0x00080060, 'OT'))).doubt).toMatch(
      /^the DICOM file says only that its modality is another/,
    );
    expect((await gaps(...NO_RESCALE)).doubt).toMatch(/\(no RescaleSlope and no RescaleIntercept\)$/);
    await expect(gaps(code(0x00281054, 'Z_EFF'))).rejects.toThrow('a.dcm: the values are effective atomic numbers');
    await expect(gaps(code(0x00080060, 'MR'))).rejects.toThrow('a.dcm: this is an MR image');
  });
});

describe('a table of values (modality LUT)', () => {
  const table = (data: readonly number[], first = 1024, bits = 16, type = 'HU') =>
    tinySequence(0x00283000, [
      { tag: 0x00283002, vr: 'US', value: [data.length, first & 0xffff, bits] },
      code(0x00283004, type),
      { tag: 0x00283006, vr: 'OW', value: data },
    ]);

  it('is applied, its first and last entry to all that lies beyond', async () => {
    // Entry k is for the stored value 1024 + k (PS3.3 § C.11.1.1.1).
    const data = Array.from({ length: 61 }, (_, entry) => 3 * entry);
    expect(await hounsfield([...NO_RESCALE, table(data)])).toEqual([0, 0, 180, 180, 0, 180]);
  });

  it('begins at a value with a sign where stored values have one', async () => {
    const signed = [word(0x00280103, 1), ...NO_RESCALE, table([5, 6, 7], -1)];
    expect(
      await hounsfield(
        signed,
        [-2, -1, 0, 1, 2, 3].map((value) => value & 0xffff),
      ),
    ).toEqual([5, 5, 6, 7, 7, 7]);
  });

  it.each<[string, TinyElement[], string]>([
    ['beside a rescale', [table([1, 2])], 'gives both a rescale and a table (modality LUT)'],
    ['of another type', [...NO_RESCALE, table([1, 2], 0, 16, 'OD')], 'optical densities, not Hounsfield units'],
    ['beyond all there is', [...NO_RESCALE, table([1, 64536])], 'goes beyond 32767, which are not Hounsfield units'],
    ['of 12 bits', [...NO_RESCALE, table([1, 2], 0, 12)], 'the table of its values (modality LUT) is damaged'],
  ])('is refused: %s', async (_, changes, sentence) => {
    await expect(slice(changes)).rejects.toThrow(sentence);
  });
});

describe('padding', () => {
  const TWELVE_BITS = [word(0x00280101, 12), word(0x00280102, 11)];

  it('is found beyond the stored bits, without a sign and with one', async () => {
    const pixels = [63536, 1024, 1084, 2024, 63536, 1072];
    expect(await hounsfield([...TWELVE_BITS, word(0x00280120, 63536)], pixels)).toEqual([
      -1000, 0, 60, 1000, -1000, 48,
    ]);
    const signed = [...TWELVE_BITS, word(0x00280103, 1)];
    const padding: TinyElement = { tag: 0x00280120, vr: 'SS', value: [-32768 & 0xffff] };
    // −32768 cut to 12 bits is 0, which the last pixel really is.
    expect(await hounsfield([...signed, padding], [0x8000, 1024, 1084, 2024, 0xfc00, 0])).toEqual([
      -1000, 0, 60, 1000, -2048, -1024,
    ]);
  });

  it('may be a range, in either order, with signs', async () => {
    const range: TinyElement[] = [
      word(0x00280103, 1),
      { tag: 0x00280120, vr: 'SS', value: [-1500 & 0xffff] },
      { tag: 0x00280121, vr: 'SS', value: [-2000 & 0xffff] },
    ];
    const pixels = [-2001, -2000, -1750, -1500, -1499, 24].map((value) => value & 0xffff);
    expect(await hounsfield(range, pixels)).toEqual([-3025, -1000, -1000, -1000, -2523, -1000]);
  });

  it('is meant with the sign that pixels have, whatever its own representation says', async () => {
    const changes = [word(0x00280103, 1), word(0x00280120, 63536)];
    expect((await hounsfield(changes, [63536, ...PIXELS.slice(1)]))[0]).toBe(-1000);
  });
});

describe('pixels', () => {
  it('of 32 bits, with and without a sign', async () => {
    const wide = [word(0x00280100, 32), word(0x00280101, 32), word(0x00280102, 31)];
    const halves = [24, 0, 1024, 0, 0xffff, 0xffff, 0, 1, 0, 0, 1, 0];
    expect(await hounsfield(wide, halves)).toEqual([-1000, 0, Math.fround(2 ** 32 - 1025), 64512, -1024, -1023]);
    expect((await hounsfield([...wide, word(0x00280103, 1)], halves))[2]).toBe(-1025);
  });

  it('whose size the file does not say are given none, and those that are not square are refused all the same', async () => {
    expect((await slice(without(0x00280030))).pixelSizeMm).toBeNull();
    const aspect: TinyElement[] = [...without(0x00280030), { tag: 0x00280034, vr: 'IS', value: '2\\1' }];
    await expect(slice(aspect)).rejects.toThrow(
      'the pixels are 2 high for each 1 of width, but only square pixels are read',
    );
  });
});
