import { expect } from 'vitest';
import { decodeArray, shortNames } from '../../../src/files/decoding.ts';
import { comparable, factsOf, type SharedTable, sha256 } from '../shared-facts.ts';

const JPEG = 'the pixels are compressed with JPEG: save the slice uncompressed first';
const LOSSLESS_JPEG = 'the pixels are compressed with lossless JPEG: save the slice uncompressed first';
const JPEG_LS = 'the pixels are compressed with JPEG-LS: save the slice uncompressed first';
const JPEG_2000 = 'the pixels are compressed with JPEG 2000: save the slice uncompressed first';
const LOCALIZER = 'this is the localizer (scout view) of a CT examination, not a slice';

const REFUSED: Readonly<Record<string, string>> = {
  'dicom-quirks/all-VR-UN-j2k-NIH-pancreas-CT.dcm': JPEG_2000,
  'dicom-quirks/deflated-8bit-no-spacing-image_dfl.dcm':
    'this is an image of modality “OT”, but only CT slices hold Hounsfield units',
  'dicom-quirks/dicomdir-16px/77654033/CR1/6154': 'this is a radiograph, but only CT slices hold Hounsfield units',
  'dicom-quirks/dicomdir-16px/98892001/CT2N/6293': LOCALIZER,
  'dicom-quirks/dicomdir-16px/98892001/CT2N/6924': LOCALIZER,
  'dicom-quirks/dicomdir-16px/DICOMDIR':
    'this is a directory of a disc (DICOMDIR) and contains no image: open one of the files it lists',
  'dicom-quirks/enhanced-multiframe-eCT_Supplemental.dcm':
    'this is a perfusion map, whose values are not Hounsfield units',
  'dicom-quirks/float-pixel-data-parametric_map_float.dcm':
    'the pixels are floating-point numbers, but only integers are read from DICOM',
  'dicom-quirks/jpegls-15of16bit-signed-JLSL_16_15_1_1F.dcm': JPEG_LS,
  'dicom-quirks/malformed-stray-leading-byte-no_meta.dcm': `is a DICOM file with a stray byte before it; an image must be a ${shortNames('image', ' or ')} file`,
  'dicom-series-head-phantom/localizer/I10.dcm': LOCALIZER,
  'dicom-transfer-syntaxes/ctimage-j2k-lossless-1.2.840.10008.1.2.4.90.dcm': JPEG_2000,
  'dicom-transfer-syntaxes/ctimage-j2k-lossy-1.2.840.10008.1.2.4.91.dcm': JPEG_2000,
  'dicom-transfer-syntaxes/ctimage-jpeg-baseline8-1.2.840.10008.1.2.4.50.dcm': JPEG,
  'dicom-transfer-syntaxes/ctimage-jpeg-extended12-1.2.840.10008.1.2.4.51.dcm': JPEG,
  'dicom-transfer-syntaxes/ctimage-jpeg-lossless-p14-1.2.840.10008.1.2.4.57.dcm': LOSSLESS_JPEG,
  'dicom-transfer-syntaxes/ctimage-jpeg-lossless-sv1-1.2.840.10008.1.2.4.70.dcm': LOSSLESS_JPEG,
  'dicom-transfer-syntaxes/ctimage-jpegls-lossless-1.2.840.10008.1.2.4.80.dcm': JPEG_LS,
  'dicom-transfer-syntaxes/ctimage-jpegls-near-1.2.840.10008.1.2.4.81.dcm': JPEG_LS,
  'dicom-transfer-syntaxes/enhanced-CT0012-2frames-fragmented-no-bot-jpeg12.dcm': JPEG,
  'dicom-transfer-syntaxes/nema-CT1_J2KR-signed.dcm': JPEG_2000,
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
    // The stored values again, as they were before they were rescaled.
    const stored = Float64Array.from(data, (value) => Math.round((value - intercept) / slope));
    expect(factsOf(stored, shape, pixels.dtype)).toEqual(comparable(pixels));
  },
};
