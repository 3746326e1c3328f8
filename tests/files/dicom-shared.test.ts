// Real DICOM files that lie beside the project, compared with what other programs read of them (pydicom, gdcm: facts.json).

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';

interface Facts {
  readonly rows: number;
  readonly cols: number;
  readonly slope: number;
  readonly intercept: number;
  readonly spacing: readonly number[];
  readonly pixels?: { readonly dtype: string; readonly sha256_le_c: string };
}

/** What is refused, and why. */
const REFUSED: readonly (readonly [RegExp, RegExp])[] = [
  [/DICOMDIR$/, /a directory of a disc \(DICOMDIR\)/],
  [/malformed-stray-leading-byte/, /is a DICOM file with a stray byte before it; an image must be/],
  [/float-pixel-data/, /the pixels are floating-point numbers/],
  [/enhanced-multiframe/, /this is a perfusion map, whose values are not Hounsfield units/],
  [/deflated-8bit/, /an image of modality “OT”, but only CT slices/],
  [/\/CR1\//, /this is a radiograph/],
  [/\/CT2N\/|\/localizer\//, /the localizer \(scout view\)/],
  [/j2k|J2KR/, /compressed with JPEG 2000/],
  [/jpegls/, /compressed with JPEG-LS/],
  [/jpeg-lossless/, /compressed with lossless JPEG/],
  [/jpeg-baseline|jpeg-extended|jpeg12/, /compressed with JPEG:/],
];

const FACTS = sharedDataPath('files', 'facts.json');
const all: Record<string, Facts> = existsSync(FACTS) ? JSON.parse(readFileSync(FACTS, 'utf8')) : {};
const files = Object.entries(all).filter(([file]) => /^(derived\/)?dicom(-|\/)/.test(file) && !/LICENSE/.test(file));

/**
 * Slices with padding: sha256 of the Hounsfield units as little-endian float32, by pydicom 3.0.2 (apply_modality_lut) and
 * NumPy, −1000 where pixels are PixelPaddingValue.
 */
const PADDED: ReadonlyMap<string, string> = new Map([
  [
    'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/13.dcm',
    '2d8605a703221ca4be1ac3bf1b62502769b8472e45cc542d151f07dcbd3e035b',
  ],
  [
    'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/14.dcm',
    '51ef628abb4fd5fcdf8347da7d2e347769e086bd98c6942faf3237ef2dcc3832',
  ],
  [
    'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/15.dcm',
    '94758c379e197fc389d42a4c19ae0176583133c2f4796ae7325f71fe4f29526c',
  ],
]);

/** The stored values again, as they were before they were rescaled: little endian. */
function storedBytes(values: Float32Array, { slope, intercept, pixels }: Facts): Uint8Array {
  const stored = Array.from(values, (value) => Math.round((value - intercept) / slope));
  return new Uint8Array((pixels!.dtype === 'int16' ? Int16Array : Uint16Array).from(stored).buffer);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeOnSharedData('real DICOM files', () => {
  it('are read as other programs read them, or refused with the reason', async () => {
    let read = 0;
    for (const [file, facts] of files) {
      const bytes = new Uint8Array(readFileSync(sharedDataPath('files', ...file.split('/'))));
      const [, refusal] = REFUSED.find(([name]) => name.test(file)) ?? [];
      if (refusal) {
        const reading = decodeArray(bytesInMemory(bytes), file, 'image', { mayBeRead: () => {} });
        await expect(reading, file).rejects.toThrow(refusal);
        continue;
      }
      const slice = await readDicomSlice(bytes, file);
      expect([slice.rows, slice.columns], file).toEqual([facts.rows, facts.cols]);
      expect(slice.pixelSizeMm, file).toBeCloseTo(facts.spacing[0]!, 9);
      const padded = PADDED.get(file);
      const seen = padded ? new Uint8Array(slice.values.buffer) : storedBytes(slice.values, facts);
      expect(sha256(seen), file).toBe(padded ?? facts.pixels!.sha256_le_c);
      read++;
    }

    // What is refused: compressions, frames, modalities and the damaged one.
    expect([read, files.length - read]).toEqual([32, 21]);
  });

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
