import { unzipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { volumeSlabs } from '../../src/experiment/volume-slabs.ts';
import { attenuation, placeOf } from '../../src/experiment/written-run.ts';
import { readDicomSlice } from '../../src/files/dicom/dicom.ts';
import { uidOf } from '../../src/files/dicom/uid.ts';
import { readNpy } from '../../src/files/npy/npy.ts';
import { ARRAY_FORMATS } from '../../src/files/writing/registry.ts';
import type { WrittenArray } from '../../src/files/writing/written-array.ts';
import { columnCentreMm, type Grid, rowCentreMm, sliceCentreMm } from '../../src/geometry/grid.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';

const WATER = 0.02;
/** 60 × 60 × 60 mm about z = 6 mm: slices lie farther apart than pixels. */
const GRID: Grid = { rows: 30, columns: 30, pixelSizeMm: 2, slices: 20, sliceSpacingMm: 3, centreZMm: 6 };

/** Water in air with a ball of 943.5 HU and 8 mm at (20, 10, 15) mm: in no plane it lies where its mirror image would. */
function ballInWater(): Float32Array {
  const values = new Float32Array(20 * 30 * 30);
  for (let slice = 0; slice < 20; slice++) {
    for (let row = 0; row < 30; row++) {
      for (let column = 0; column < 30; column++) {
        const [x, y, z] = [columnCentreMm(GRID, column), rowCentreMm(GRID, row), 6 + sliceCentreMm(GRID, slice)];
        const isBall = Math.hypot(x - 20, y - 10, z - 15) < 8;
        const isAir = Math.hypot(x, y) > 29;
        values[(slice * 30 + row) * 30 + column] = isBall ? 1.9435 * WATER : isAir ? 0 : WATER;
      }
    }
  }
  return values;
}
const values = ballInWater();
const volume: WrittenArray = {
  ...{ name: 'volume', title: 'Ball – in water', description: 'FDK.', origin: 'phantom', shape: [20, 30, 30] },
  ...{ ...attenuation('HU', WATER), place: placeOf(GRID), window: { width: 400, level: 40 }, filter: 'ram-lak' },
  // Slabs that end with no slice in particular.
  planes: async function* () {
    for (let first = 0; first < 20; first += 7) yield values.subarray(first * 900, Math.min(20, first + 7) * 900);
  },
};
let uids = 0;
const now = {
  date: new Date(2026, 10, 30, 9, 5, 7),
  newUid: () => uidOf(Uint8Array.of(...new Array(15).fill(0), ++uids)),
};

async function written(format: string, array: WrittenArray): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of ARRAY_FORMATS.get(format).pieces(array, now)) parts.push(piece);
  return Buffer.concat(parts);
}

const series = written('dicom', volume).then((archive) => unzipSync(archive));

test('NPY: all slices in the volume’s own unit', async () => {
  const { shape, data } = readNpy(await written('npy', volume), 'volume.npy');
  expect(shape).toEqual([20, 30, 30]);
  expect(data).toEqual(values);
});

// nibabel 5.4.2 reads this file with units mm and axes R, P, S; where get_fdata() > 500 the mean of affine · (i, j, k) is
// (20.0, 10.0, 15.0).
test('NIfTI: Hounsfield units and an affine by which the ball is where it is', async () => {
  const file = await written('nifti', volume);
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  expect(file.length).toBe(352 + 4 * values.length);
  expect([0, 1, 2].map((row) => view.getFloat32(280 + 16 * row + 12, true))).toEqual([-29, 29, -22.5]);
  // The voxel next to (20, 10, 15): column 24, row 10, slice 12.
  expect(view.getFloat32(352 + 4 * ((12 * 30 + 10) * 30 + 24), true)).toBeCloseTo(943.5, 3);
});

// pydicom 3.0.2 reads these files without a warning, RescaleSlope · pixel + RescaleIntercept is within 0.5 of the HU that
// went in, and the mean place of pixels over 500 HU, by ImagePositionPatient, ImageOrientationPatient and PixelSpacing, is
// (−20.0, −10.0, 15.0) in LPS. SimpleITK 2.5.7 (GDCM) sorts the series by its geometry and says the same, spacing
// (2, 2, 3) and a determinant of +1 of its directions.
test('DICOM: a series of CT images that says where it is, what it is worth, and that there is no patient', async () => {
  const files = await series;
  const names = Object.keys(files);
  expect(names).toHaveLength(20);
  expect(names[12]).toBe('slice-13.dcm');
  const elements = elementsOf(files['slice-13.dcm']!);
  expect(elements).toMatchObject({
    '0008,0008': 'DERIVED\\SECONDARY\\AXIAL',
    '0008,0020': '20261130',
    '0008,0030': '090507',
    '0008,103e': 'Ball – in water',
    '0010,0010': 'Phantom^Simulated',
    '0018,0050': '3',
    '0018,0088': '3',
    '0020,0013': '13',
    // x, y and z are right, front and head; DICOM's are left, back and head.
    '0020,0032': '29\\-29\\13.5',
    '0020,0037': '-1\\0\\0\\0\\1\\0',
    '0028,0030': '2\\2',
    '0028,0300': 'YES',
    '0028,1053': '1',
    '0028,1054': 'HU',
    '0028,1056': 'LINEAR_EXACT',
  });
  const all = names.map((name) => elementsOf(files[name]!));
  const distinct = (tag: string) => new Set(all.map((of) => of[tag])).size;
  expect(['0020,000d', '0020,000e', '0020,0052', '0008,0018'].map(distinct)).toEqual([1, 1, 1, 20]);
  expect(all[0]!['0008,0018']).toMatch(/^2\.25\.\d+$/);
});

test('the page reads a slice of the series back, within half a step', async () => {
  const files = await series;
  const slice = await readDicomSlice(files['slice-13.dcm']!, 'slice-13.dcm');
  expect([slice.rows, slice.columns, slice.pixelSizeMm]).toEqual([30, 30, 2]);
  const wanted = values.subarray(12 * 900, 13 * 900).map((value) => 1000 * (value / WATER - 1));
  expect(Math.max(...slice.values.map((value, i) => Math.abs(value - wanted[i]!)))).toBeLessThanOrEqual(0.5001);
  expect(slice.values[10 * 30 + 24]).toBeGreaterThan(900);
});

test.each([
  ['HU', 3e6, '100'],
  ['arbitrary', 1, '0.00005'],
])('values in %s that 16 bits do not hold in steps of one have another step', async (unit, most, slope) => {
  const peak = unit === 'HU' ? WATER * (1 + most / 1000) : most;
  const scaled: WrittenArray = {
    ...{ ...volume, ...attenuation(unit as 'HU', WATER), shape: [1, 2] },
    ...{ place: placeOf({ rows: 1, columns: 2, pixelSizeMm: 1 }), planes: () => [Float32Array.of(0, peak)] },
  };
  const file = await written('dicom', scaled);
  const elements = elementsOf(file);
  expect(elements['0028,1053']).toBe(slope);
  expect(elements['0028,1054']).toBe(unit === 'HU' ? 'HU' : 'US');
  const pixels = new DataView(file.buffer, file.byteOffset + file.length - 4);
  expect(Math.abs(pixels.getInt16(2, true) * Number(slope) - most)).toBeLessThanOrEqual(0.5001 * Number(slope));
});

test('a volume on a device is read slab by slab, and nothing stays there', async () => {
  const operators = new CpuOperators(new InPlaceExecutor(cpuTasks));
  const release = vi.spyOn(operators, 'release');
  const grid: Grid = { rows: 512, columns: 512, pixelSizeMm: 1, slices: 10 };
  const held = await operators.create(5120, 512);
  held.data.forEach((_, i) => {
    held.data[i] = i % 4099;
  });
  const lengths: number[] = [];
  let at = 0;
  for await (const slab of volumeSlabs(operators, held, grid, null)) {
    lengths.push(slab.length / 512 / 512);
    expect(slab[0]).toBe(at % 4099);
    at += slab.length;
    expect(slab.at(-1)).toBe((at - 1) % 4099);
  }
  expect(lengths).toEqual([8, 2]);
  expect(release).toHaveBeenCalledTimes(2);
});

/** By tag, as text; explicit VR little endian. */
function elementsOf(file: Uint8Array): Record<string, string> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const found: Record<string, string> = {};
  for (let at = 132; at < file.length; ) {
    const tag = [0, 2]
      .map((i) =>
        view
          .getUint16(at + i, true)
          .toString(16)
          .padStart(4, '0'),
      )
      .join(',');
    const isLong = ['OB', 'OW'].includes(String.fromCharCode(file[at + 4]!, file[at + 5]!));
    const length = isLong ? view.getUint32(at + 8, true) : view.getUint16(at + 6, true);
    at += isLong ? 12 : 8;
    expect(length % 2, tag).toBe(0);
    // Padded with a space, or with a zero.
    found[tag] = new TextDecoder().decode(file.subarray(at, at + length)).replace(/[ \0]$/, '');
    at += length;
  }
  return found;
}
