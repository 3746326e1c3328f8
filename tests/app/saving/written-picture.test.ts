import { expect, test } from 'vitest';
import { writtenPicture } from '../../../src/app/saving/written-picture.ts';
import { differenceScale, SIGNAL_SCALE, sinogramScale, sliceScale } from '../../../src/app/views/display-units.ts';
import { volumeAxes } from '../../../src/app/views/plane-picture.ts';
import { slicePicture } from '../../../src/app/views/slice-picture.ts';
import type { Picture, Plane } from '../../../src/app/views/view.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import type { Subject } from '../../../src/experiment/subject.ts';
import { placeOf } from '../../../src/experiment/written-run.ts';
import type { Grid } from '../../../src/geometry/grid.ts';

const WATER = 0.02;
const GRID: Grid = { rows: 6, columns: 8, slices: 4, pixelSizeMm: 0.5, sliceSpacingMm: 2, centreXMm: 1, centreZMm: 3 };
const subject = { kind: 'shapes', name: 'a disk' } as unknown as Subject;
const array = (rows: number, columns: number) => ({ rows, columns }) as DeviceArray;

const written = (picture: Partial<Picture>, plane: Plane, greys = { black: 0, white: 0.04, inverted: false }) =>
  writtenPicture(
    { values: sliceScale('HU', 1, WATER), window: 'slice', waterMuPerMm: WATER, ...picture } as Picture,
    { name: 'a', plane, subject, description: '', greys },
    async () => new Float32Array(),
  );

test('planes of a volume are where their voxels are', () => {
  const x = volumeAxes.x(GRID);
  const { originMm, columnStepMm, rowStepMm } = placeOf(GRID);
  const axial = written({ array: array(6, 8), horizontal: x, vertical: volumeAxes.yDown(GRID), acrossMm: 2 }, 'axial');
  expect(axial.place).toEqual({
    originMm: [...originMm.slice(0, 2), 2],
    columnStepMm,
    rowStepMm,
    planeStepMm: [0, 0, 0.5],
  });
  const coronal = written(
    { array: array(4, 8), horizontal: x, vertical: volumeAxes.zDown(GRID), acrossMm: -0.25 },
    'coronal',
  );
  // The highest slice on top: 3 mm and one and a half slices.
  expect(coronal.place).toEqual({
    ...{
      originMm: [originMm[0], -0.25, 6],
      columnStepMm: [0.5, 0, 0],
      rowStepMm: [0, 0, -2],
      planeStepMm: [0, 0.5, 0],
    },
  });
  const sagittal = written(
    { array: array(4, 6), horizontal: volumeAxes.y(GRID), vertical: volumeAxes.zDown(GRID), acrossMm: 1.25 },
    'sagittal',
  );
  expect(sagittal.place).toEqual({
    ...{ originMm: [1.25, -1.25, 6], columnStepMm: [0, 0.5, 0], rowStepMm: [0, 0, -2], planeStepMm: [0.5, 0, 0] },
  });
});

test('a slice lies at its height, in HU, with its window; a difference of slices has no offset', () => {
  const grid = { rows: 6, columns: 8, pixelSizeMm: 0.5, centreZMm: 4 } as const;
  const meaning = { values: sliceScale('HU', 1, WATER), window: 'slice', waterMuPerMm: WATER } as const;
  const slice = written(slicePicture(array(6, 8), grid, meaning), 'slice');
  expect([slice.place!.originMm, slice.quantity, slice.unit, slice.shown.unit, slice.shown.of(0.03)]).toEqual([
    ...[[-1.75, 1.25, 4], 'attenuation', '1/mm', 'HU', expect.closeTo(500, 9)],
  ]);
  expect(slice.window).toEqual({ width: 2000, level: 0 });
  const difference = written(
    slicePicture(array(6, 8), grid, { ...meaning, values: differenceScale('HU', 1, WATER), window: 'difference' }),
    'slice',
  );
  expect([difference.quantity, difference.shown.of(0.01)]).toEqual(['difference', 500]);
});

test('what was read stands nowhere, and says what its rows and columns are', () => {
  const horizontal = { label: 'detector u', unit: 'mm', start: -4, end: 4, steps: 'decimal' } as const;
  const vertical = { label: 'view angle', unit: '°', start: -15, end: 165, steps: 'decimal' } as const;
  const values = sinogramScale('HU', 1);
  const sinogram = written({ array: array(6, 8), horizontal, vertical, values, window: 'sinogram' }, 'sinogram');
  expect([sinogram.place, sinogram.quantity, sinogram.unit, sinogram.axes]).toEqual([
    ...[null, 'readings', 'line integral'],
    [
      'rows: view angle in degrees, the first at 0, 30 from one to the next',
      'columns: detector u in mm, the first at -3.5, 1 from one to the next',
    ],
  ]);
  const pixelMm = { width: 1, height: 2 };
  const radiograph = written(
    { array: array(6, 8), horizontal, vertical: horizontal, values: SIGNAL_SCALE, window: 'radiograph', pixelMm },
    'projection',
  );
  expect([radiograph.unit, radiograph.shown.unit, radiograph.shown.of(0.5), radiograph.pixelMm]).toEqual([
    ...['part of air', '% of air', 50, pixelMm],
  ]);
});

test('relative values are called arbitrary, so that no format takes them for HU', () => {
  const values = { ...sliceScale('1/mm', 1, WATER), unit: 'unfiltered' };
  const grid = { rows: 6, columns: 8, pixelSizeMm: 0.5 } as const;
  const meaning = { values, window: 'unfiltered', waterMuPerMm: WATER } as const;
  expect(written(slicePicture(array(6, 8), grid, meaning), 'slice').shown.unit).toBe('arbitrary units');
});
