import { expect } from 'vitest';
import { decodeArray, shortNames } from '../../../src/files/decoding.ts';
import { comparable, factsOf, type SharedTable, sha256 } from '../shared-facts.ts';

const OTHER = 'the DICOM file says only that its modality is another (OT), so its values may not be Hounsfield units';
const PERFUSION = 'this is a perfusion map, whose values are not Hounsfield units';
const LOCALIZER = 'this is the localizer (scout view) of a CT examination, not a slice';

const REFUSED: Readonly<Record<string, string>> = {
  'dicom-quirks/deflated-8bit-no-spacing-image_dfl.dcm': OTHER,
  'dicom-quirks/dicomdir-16px/77654033/CR1/6154': 'this is a radiograph, but only CT slices hold Hounsfield units',
  'dicom-quirks/dicomdir-16px/98892001/CT2N/6293': LOCALIZER,
  'dicom-quirks/dicomdir-16px/98892001/CT2N/6924': LOCALIZER,
  'dicom-quirks/dicomdir-16px/DICOMDIR':
    'this is a directory of a disc (DICOMDIR) and contains no image: open it with the files it lists, or one of them',
  'dicom-quirks/enhanced-multiframe-eCT_Supplemental.dcm': PERFUSION,
  'dicom-quirks/float-pixel-data-parametric_map_float.dcm': OTHER,
  'dicom-quirks/jpegls-15of16bit-signed-JLSL_16_15_1_1F.dcm':
    'the DICOM file does not state that it is a CT slice (no Modality)',
  'dicom-quirks/malformed-stray-leading-byte-no_meta.dcm': `is a DICOM file with a stray byte before it; an image must be a ${shortNames('image', ' or ')} file`,
  'dicom-series-head-phantom/localizer/I10.dcm': LOCALIZER,
  'dicom-transfer-syntaxes/enhanced-CT0012-2frames-fragmented-no-bot-jpeg12.dcm': PERFUSION,
};

/**
 * Slices with padding: sha256 of the Hounsfield units as little-endian float32, by pydicom 3.0.2 (apply_modality_lut) and
 * NumPy, −1000 where pixels are PixelPaddingValue.
 */
const PADDED: Readonly<Record<string, string>> = {
  'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/13.dcm':
    '2d8605a703221ca4be1ac3bf1b62502769b8472e45cc542d151f07dcbd3e035b',
  'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/14.dcm':
    '51ef628abb4fd5fcdf8347da7d2e347769e086bd98c6942faf3237ef2dcc3832',
  'dicom-quirks/ge-tilt18.5-uneven-spacing-padding/15.dcm':
    '94758c379e197fc389d42a4c19ae0176583133c2f4796ae7325f71fe4f29526c',
  'dicom-transfer-syntaxes/nema-CT1_J2KR-signed.dcm':
    '7b82b2290a1801f69365d67f55e97d13d0e243e210184c1e7addef711c749169',
};

/**
 * Refused as Hounsfield units, and read where somebody says that their values are others: with the rescale that they state
 * elsewhere than the facts have it.
 */
const OF_OTHER_VALUES: Readonly<Record<string, { readonly slope: number; readonly intercept: number }>> = {
  'dicom-quirks/deflated-8bit-no-spacing-image_dfl.dcm': { slope: 1, intercept: 0 },
  'dicom-quirks/dicomdir-16px/77654033/CR1/6154': { slope: 0.684, intercept: 200 },
  'dicom-quirks/enhanced-multiframe-eCT_Supplemental.dcm': { slope: 1, intercept: -1024 },
  'dicom-quirks/float-pixel-data-parametric_map_float.dcm': { slope: 1, intercept: 0 },
  'dicom-quirks/jpegls-15of16bit-signed-JLSL_16_15_1_1F.dcm': { slope: 1, intercept: 0 },
  'dicom-series-head-phantom/localizer/I10.dcm': { slope: 1, intercept: -1024 },
  'dicom-transfer-syntaxes/enhanced-CT0012-2frames-fragmented-no-bot-jpeg12.dcm': { slope: 1, intercept: -1024 },
};

/** By pydicom 3.0.2: the facts' program took numbers of 15 bits with a sign for 15 without. */
const SIGNED_15 = 'dicom-quirks/jpegls-15of16bit-signed-JLSL_16_15_1_1F.dcm';
const OF_SIGNED_15 = {
  ...{ min: -16384, max: 16383, mean: expect.closeTo(-4043.6239624023438, 9) },
  sha256_le_c: 'bb0a20c386271e836966f81064e1b439a2951b1faa35b48ddbd34e11fb926b6c',
};

interface DicomFacts {
  readonly slope: number;
  readonly intercept: number;
  readonly spacing: readonly number[];
}

export const dicomTable: SharedTable = {
  title: 'DICOM',
  covers: /^(derived\/)?dicom(-|\/)/,
  refused: REFUSED,
  read: (file, source) => decodeArray(source, file, 'image', { mayBeRead: () => {} }),
  check: async (file, source, facts) => {
    const { slope, intercept, spacing } = facts as unknown as DicomFacts;
    const { shape, data, pixelSize } = await decodeArray(source, file, 'image', { mayBeRead: () => {} });
    expect(pixelSize).toEqual({ mm: expect.closeTo(spacing[0]!, 9) });
    const pixels = facts.pixels!;
    const padded = PADDED[file];
    if (padded) {
      expect([shape, sha256(new Uint8Array(data.buffer))]).toEqual([pixels.shape, padded]);
      return;
    }
    expect(factsOf(stored(data, slope, intercept), shape, pixels.dtype)).toEqual(comparable(pixels));
  },
  checkRefused: async (file, source, facts) => {
    const rescale = OF_OTHER_VALUES[file];
    if (!rescale) return;
    const { shape, data } = await decodeArray(source, file, 'image', { mayBeRead: () => {}, said: 'other' });
    const { dtype, ...pixels } = comparable(facts.pixels!);
    const values = dtype === 'float32' ? data : stored(data, rescale.slope, rescale.intercept);
    expect(factsOf(values, shape, dtype)).toEqual({ dtype, ...pixels, ...(file === SIGNED_15 && OF_SIGNED_15) });
  },
};

/** Stored values again, as they were before they were rescaled. */
function stored(data: Float32Array, slope: number, intercept: number): Float64Array {
  return Float64Array.from(data, (value) => Math.round((value - intercept) / slope));
}
