// Real DICOM files that lie beside the project: what `shared-files.test.ts`, which compares each, does not say of them.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
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
