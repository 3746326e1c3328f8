import { expect, test } from 'vitest';
import { paneReadout } from '../../../src/app/views/readout.ts';
import { VIEWS } from '../../../src/app/views/registry.ts';
import type { PictureStep, ViewContext } from '../../../src/app/views/view.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import { FIRST_LOOK, type ProjectionKind } from '../../../src/experiment/volume-look.ts';
import { coneSettings } from '../../../src/geometry/cone/cone-settings.ts';
import type { Grid } from '../../../src/geometry/grid.ts';

const array: DeviceArray = { rows: 4, columns: 6 };
const context = {
  experiment: { scan: { geometry: 'cone' }, reconstruction: { filter: 'ram-lak' } },
  preview: null,
  unit: 'HU',
  spanOf: () => 400,
} as unknown as ViewContext;

const noteOf = (view: string, volumeGrid: Grid, look = FIRST_LOOK) => {
  const step = { kind: 'planes', axial: array, coronal: array, sagittal: array, look, volumeGrid, waterMuPerMm: 0.02 };
  return VIEWS.get(view).picture!(step as unknown as PictureStep, context)!;
};
const cube: Grid = { rows: 6, columns: 6, slices: 4, pixelSizeMm: 2 };

test('a plane says where it lies, at the centre of a voxel, and how thick it is', () => {
  expect(noteOf('axial', cube).note).toBe('z = 1 mm · 3/4');
  expect(noteOf('coronal', cube).note).toBe('y = −1 mm · 3/6');
  expect(noteOf('sagittal', cube, { ...FIRST_LOOK, xMm: -9, thicknessMm: 6, reduce: 'max' }).note).toBe(
    // The first of six: what would lie before it is not there.
    'x = −5 mm, maximum of 4 mm · 1/6',
  );
});

test('the axes of planes: x and y to the right, z and y upwards', () => {
  const { horizontal, vertical } = noteOf('sagittal', cube);
  expect([horizontal.label, horizontal.start, horizontal.end]).toEqual(['y', -6, 6]);
  expect([vertical.label, vertical.start, vertical.end]).toEqual(['z', 4, -4]);
  const coronal = noteOf('coronal', { ...cube, sliceSpacingMm: 3, centreZMm: 10 });
  expect([coronal.horizontal.label, coronal.vertical.start, coronal.vertical.end]).toEqual(['x', 16, 4]);
});

test('a view of the detector is shown as its line integrals, or as a radiograph with a window of its own, bone white', () => {
  const scan = coneSettings.scan(
    {
      ...{ geometry: 'cone', views: 4, startDeg: 0, arcDeg: 360, channels: 6, channelSpacingMm: 5, offset: 0 },
      ...{ sourceToIsocenterMm: 570, sourceToDetectorMm: 1040, detector: 'flat' },
      ...{ rows: 4, rowSpacingMm: 6, rowOffset: 0, pitchMm: 0, startZMm: 0 },
    },
    null,
  );
  const shown = (projection?: ProjectionKind) => {
    const look = { ...FIRST_LOOK, view: 1, ...(projection && { projection }) };
    const step = { kind: 'planes', projection: array, scan, look, volumeGrid: cube };
    return VIEWS.get('projection').picture!(step as unknown as PictureStep, context)!;
  };
  const [lines, radiograph] = [shown(), shown('signal')];
  expect([lines.window, lines.lowIsWhite, lines.values.unit]).toEqual(['sinogram', undefined, 'line integral']);
  expect([radiograph.window, radiograph.lowIsWhite]).toEqual(['radiograph', true]);
  expect(lines.note).toBe('view 2 of 4 at 90.0°');
  expect(radiograph.note).toBe('radiograph 2 of 4 at 90.0°');
  const hover = { row: 0, column: 5, horizontalValue: 12.5, verticalValue: 9 };
  expect(paneReadout(lines, hover, 2)).toBe('u 12.5 mm, v 9.0 mm: 2 line integral');
  expect(paneReadout(radiograph, hover, Math.exp(-2))).toBe('u 12.5 mm, v 9.0 mm: 13.5 % of air');
  expect(paneReadout(radiograph, hover, Math.exp(-6))).toBe('u 12.5 mm, v 9.0 mm: 0.248 % of air');
});
