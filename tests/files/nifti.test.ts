import { expect, test } from 'vitest';
import { writeNifti } from '../../src/files/nifti/nifti.ts';

const shape = [3, 2, 2] as const;
const geometry = { shape, stepMm: [0.5, -0.5, 2], originMm: [-0.5, 0.25, -1] } as const;
const values = Float32Array.from({ length: 12 }, (_, i) => i / 4);

// nibabel 5.4.2 reads such a file as get_fdata()[i, j, k] = values[k, j, i] and the affine below, units mm, and says
// aff2axcodes = ('R', 'P', 'S'): what follows are the bytes that the standard's table has for it.
test('a volume is written as NIfTI-1 with its affine', () => {
  const file = writeNifti(values, geometry, 'FDK – 12 voxels');
  const view = new DataView(file.buffer);
  expect(file.length).toBe(352 + 48);
  expect(view.getInt32(0, true)).toBe(348);
  expect([0, 1, 2, 3, 4].map((i) => view.getInt16(40 + 2 * i, true))).toEqual([3, 3, 2, 2, 1]);
  expect([view.getInt16(70, true), view.getInt16(72, true)]).toEqual([16, 32]);
  expect([1, 2, 3].map((i) => view.getFloat32(76 + 4 * i, true))).toEqual([0.5, 0.5, 2]);
  expect(view.getFloat32(108, true)).toBe(352);
  expect(String.fromCharCode(...file.slice(148, 163))).toBe('FDK ? 12 voxels');
  expect(String.fromCharCode(...file.slice(344, 348))).toBe('n+1\0');
  const affine = [0, 1, 2].map((row) => [0, 1, 2, 3].map((i) => view.getFloat32(280 + 16 * row + 4 * i, true)));
  expect(affine).toEqual([
    [0.5, 0, 0, -0.5],
    [0, -0.5, 0, 0.25],
    [0, 0, 2, -1],
  ]);
  expect([...new Float32Array(file.buffer, 352)]).toEqual([...values]);
});

test('values that are no volume of its size are refused', () => {
  expect(() => writeNifti(values.subarray(1), geometry, '')).toThrow(/11 values are no volume of 3 × 2 × 2/);
});
