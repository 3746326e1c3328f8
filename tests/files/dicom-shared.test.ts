// Real DICOM files that lie beside the project: what `shared-files.test.ts`, which compares each, does not say of them.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray, decodeSeries } from '../../src/files/decoding.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';

describeOnSharedData('real DICOM files', () => {
  it('frames of an enhanced image, each where it says, where somebody says that its values are others', async () => {
    const file = 'dicom-quirks/enhanced-multiframe-eCT_Supplemental.dcm';
    const source = bytesInMemory(new Uint8Array(readFileSync(sharedDataPath('files', ...file.split('/')))));
    const read = await decodeArray(source, file, 'image', { mayBeRead: () => {}, said: 'other' });
    expect([read.shape, read.pixelSize, read.sliceSpacingMm]).toEqual([[2, 512, 512], { mm: 0.388672 }, 10]);
    // By pydicom 3.0.2: frame 0 is the lower one (z = −159 mm); its columns run to the patient's right, its rows to the back.
    const sums = [0, 1].map((slice) =>
      read.data.subarray(slice * 512 * 512, (slice + 1) * 512 * 512).reduce((sum, value) => sum + value, 0),
    );
    expect(sums).toEqual([-167_609_453, -170_012_051]);
    expect([150, 361].map((column) => read.data[250 * 512 + column])).toEqual([46, 49]);
  });

  it('in Hounsfield units: the body, with its padding, and the head phantom', async () => {
    const at = async (file: string, row: number, column: number) => {
      const { values, columns } = await readDicomSlice(
        new Uint8Array(readFileSync(sharedDataPath('files', ...file.split('/')))),
        file,
      );
      return values[row * columns + column];
    };
    expect(await at('dicom-transfer-syntaxes/ctimage-rle-1.2.840.10008.1.2.5.dcm', 256, 256)).toBe(67);
    expect(await at('dicom-quirks/ge-tilt18.5-uneven-spacing-padding/13.dcm', 0, 0)).toBe(-1000);
  });
});

describeOnSharedData('real files that lie together', () => {
  const together = (folder: string, files: readonly string[]) =>
    decodeSeries(
      files.map((file) => ({
        name: file,
        source: bytesInMemory(
          new Uint8Array(readFileSync(sharedDataPath('files', ...folder.split('/'), ...file.split('/')))),
        ),
      })),
      'a folder',
      { mayBeRead: () => {} },
    );

  it('a disc with its directory, a radiograph, localizers and three series of slices is its largest series', async () => {
    const read = await together('dicom-quirks/dicomdir-16px', [
      ...['DICOMDIR', '77654033/CR1/6154', '98892001/CT2N/6293', '98892001/CT2N/6924', '77654033/CT2/17106'],
      ...[2062, 2392, 2693, 3023, 3353].map((number) => `98892001/CT5N/${number}`),
    ]);
    expect([read.shape, read.sliceSpacingMm]).toEqual([[5, 16, 16], 2.5]);
    expect(read.remarks).toEqual([
      'a folder: DICOMDIR is the directory of a disc and is left out.',
      'a folder: 2 localizers (scout views) are left out: 98892001/CT2N/6293, 98892001/CT2N/6924.',
      'a folder: the files are of 3 series; the largest, of 5 images, is read.',
    ]);
    // facts.json: stored numbers of 3353, the lowest, and of 2062 have these means.
    const mean = (slice: number) =>
      read.data.subarray(256 * slice, 256 * (slice + 1)).reduce((sum, v) => sum + v, 0) / 256;
    expect([mean(0), mean(4)].toSorted((a, b) => a - b)).toEqual([669.71484375 - 1024, 955.2734375 - 1024]);
  });

  it('a head with its localizer', async () => {
    const read = await together('dicom-series-head-phantom', [
      'localizer/I10.dcm',
      ...[10, 20, 30, 40, 50].map((number) => `axial-5mm/I${number}.dcm`),
    ]);
    expect([read.shape, read.sliceSpacingMm, read.remarks]).toEqual([
      [5, 512, 512],
      expect.closeTo(5, 2),
      ['a folder: localizer/I10.dcm is a localizer (scout view) and is left out.'],
    ]);
  });

  it('slices of a tilted gantry, moved to stand above one another', async () => {
    const { shape, data, sliceSpacingMm, remarks } = await together('dicom-series-head-phantom/tilt-18.5deg-2.5mm', [
      'I10.dcm',
      'I20.dcm',
    ]);
    expect([shape, sliceSpacingMm]).toEqual([[2, 512, 512], expect.closeTo(2.371, 3)]);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^a folder: its slices lie .* tilted by 18\.5°; each is moved within its plane, by up to 0\.79\d* mm, and interpolated\.$/,
      ),
      expect.stringMatching(/^a folder: its axes are turned from the scanner's by 1[89]°/),
    ]);
    // As facts.json has it of I10, the lower one or the upper, and I20: the air that comes in is as much as goes out.
    const means = [0, 1].map((k) => data.subarray(2 ** 18 * k, 2 ** 18 * (k + 1)).reduce((a, b) => a + b, 0) / 2 ** 18);
    const stored = [138.492, 146.877].map((mean) => mean - 1024);
    for (const [i, mean] of means.toSorted((a, b) => a - b).entries())
      expect(Math.abs(mean - stored[i]!)).toBeLessThan(0.5);
  });

  it('uneven gaps are interpolated as far as slices are thick', async () => {
    const files = ['13.dcm', '14.dcm', '15.dcm'];
    const { shape, data, sliceSpacingMm, remarks } = await together(
      'dicom-quirks/ge-tilt18.5-uneven-spacing-padding',
      files,
    );
    expect([shape, sliceSpacingMm]).toEqual([[6, 512, 512], expect.closeTo(1.0166, 3)]);
    expect(remarks?.slice(0, 2)).toEqual([
      'a folder: its 3 slices are 1.081 to 4.002 mm apart; they are interpolated linearly to 6 slices that are 1.017 mm apart.',
      expect.stringMatching(/^a folder: its slices lie .* tilted by 18\.5°/),
    ]);
    // Padding of −1500 is air, and what lies between two slices is between them.
    expect(data.reduce((least, value) => Math.min(least, value), 0)).toBeGreaterThanOrEqual(-1024);
    const at = (slice: number) => data[slice * 2 ** 18 + 256 * 512 + 200]!;
    for (const k of [1, 2]) expect(at(k)).toBeCloseTo((at(k - 1) + at(k + 1)) / 2, 2);
  });

  it('gaps through which nothing was seen are refused', async () => {
    const apart = together('dicom-quirks/dicomdir-16px/77654033/CT2', ['17106', '17136', '17166', '17196']);
    await expect(apart).rejects.toThrow(
      '17136: is 202.5 mm above 17106, where slices are 68.33 mm apart on average; a slice is missing, or they are too far apart to be interpolated',
    );
  });
});
