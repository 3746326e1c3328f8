import { expect } from 'vitest';
import { decodeArray, storedNumbers } from '../../../src/files/decoding.ts';
import { comparable, factsOf, type SharedTable, sha256 } from '../shared-facts.ts';

/** Coloured pictures, which are read in grey: the mean of their luminance (Rec. 709), 255 of white, by geotiff 3.0.5. */
const IN_GREY: Readonly<Record<string, number>> = {
  'tiff-variants/pillow-hopper_bigtiff.tif': 83.235836,
  // Blue all over, by its list of two colours.
  'tiff-variants/pillow-multipage-lastframe.tif': 255 * 0.0722,
};

export const tiffTable: SharedTable = {
  title: 'TIFF',
  covers: /^(derived\/tiff|tiff-variants|projections-i13-tiff)\/.*\.tiff?$/,
  refused: {},
  read: (file, source) => decodeArray(source, file, 'readings', { mayBeRead: () => {} }),
  check: async (file, source, facts) => {
    const { pixels } = facts;
    const decoded = await decodeArray(source, file, 'readings', { mayBeRead: () => {} });
    const stored = storedNumbers(decoded);
    const mean = IN_GREY[file];
    if (mean !== undefined) {
      expect(decoded.shape).toEqual(pixels!.shape.slice(0, 2));
      expect(255 * (decoded.data.reduce((sum, grey) => sum + grey, 0) / decoded.data.length)).toBeCloseTo(mean, 4);
    } else if (pixels!.dtype === 'bool') {
      expect(decoded.shape).toEqual(pixels!.shape);
      expect(sha256(Uint8Array.from(stored, (value) => Math.min(1, value)))).toBe(pixels!.sha256_le_c);
    } else {
      expect(factsOf(stored, decoded.shape, pixels!.dtype)).toEqual(comparable(pixels!));
    }
  },
};
