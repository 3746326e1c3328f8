// What all slices have at one place: under the pointer, and at the marks.

import { expect, test } from 'vitest';
import type { Mark } from '../../../../src/app/marks/mark.ts';
import { type MeasuredPicture, measuredPicture } from '../../../../src/app/marks/measured-picture.ts';
import { HostCopies } from '../../../../src/app/runs/host-copies.ts';
import { sliceScale } from '../../../../src/app/views/display-units.ts';
import { hoverAt } from '../../../../src/app/views/readout.ts';
import { slicePicture } from '../../../../src/app/views/slice-picture.ts';
import { markRows, pointedRow } from '../../../../src/app/workplaces/compare/lane-values.ts';
import type { DeviceArray } from '../../../../src/compute/device.ts';
import type { DisplayUnit } from '../../../../src/experiment/experiment.ts';
import { squareGrid } from '../../../../src/geometry/grid.ts';
import { MadeUpEngine } from '../../runs/made-up-engine.ts';

const WATER = 0.02;

/** A slice whose values, in display units, grow by one from pixel to pixel. */
function pictureOf(pixels: number, pixelSizeMm: number, unit: DisplayUnit = 'HU') {
  const shownAs = sliceScale(unit, 1, WATER);
  const data = Float32Array.from({ length: pixels * pixels }, (_, i) => shownAs.fromDisplay(i));
  const array = { rows: pixels, columns: pixels, data } as unknown as DeviceArray;
  return slicePicture(array, squareGrid(pixels, pixelSizeMm), {
    values: shownAs,
    window: 'slice',
    waterMuPerMm: WATER,
  });
}
async function measured(...of: Parameters<typeof pictureOf>): Promise<MeasuredPicture> {
  const picture = pictureOf(...of);
  const { data } = picture.array as unknown as { data: Float32Array };
  const engine = { ...new MadeUpEngine().engine, hostValues: () => data };
  return measuredPicture({ ...picture, engine }, new HostCopies());
}

test('each slice says the value of its own pixel at the place, whatever its grid', async () => {
  // 4 × 4 pixels of 10 mm, and 2 × 2 of 20 mm: the same field.
  const pictures = [await measured(4, 10), await measured(2, 20), null];
  const texts = (x: number, y: number) => pointedRow(pictures, { x, y }).cells.map(({ text }) => text);
  expect(texts(-15, 15)).toEqual(['0', '0', '—']);
  expect(texts(15, 15)).toEqual(['3', '1', '—']);
  expect(texts(-5, -5)).toEqual(['9', '2', '—']);
  expect(texts(19, -19)).toEqual(['15', '3', '—']);
  expect(texts(21, 0)).toEqual(['—', '—', '—']);
  expect(pointedRow(pictures, null)).toEqual({
    name: 'At pointer, HU',
    cells: Array(3).fill({ text: '—', against: null }),
  });
});

test('slices in several units say theirs', async () => {
  const row = pointedRow([await measured(2, 10), await measured(2, 10, 'arbitrary')], { x: 5, y: 5 });
  expect([row.name, ...row.cells.map(({ text }) => text)]).toEqual(['At pointer', '1 HU', '1.000 arb. units']);
});

test('marks on slices have a row each, with what they measure in each slice', async () => {
  const pictures = [await measured(4, 10), await measured(2, 20), null];
  const whole: Mark = {
    ...{ name: 'A', plane: 'slice' },
    form: { kind: 'rectangle', middle: { x: 0, y: 0 }, halfWidth: 20, halfHeight: 20, angleDeg: 0 },
  };
  const pin: Mark = { name: 'B', plane: 'slice', form: { kind: 'pin', at: { x: -15, y: 15 } } };
  const elsewhere: Mark = { name: 'C', plane: 'sinogram', form: { kind: 'pin', at: { x: 1, y: 1 } } };
  const rows = markRows(pictures, [whole, pin, elsewhere]);
  expect(rows.map(({ name }) => name)).toEqual(['Mark A', 'Mark B']);
  // 0 … 15: mean 7.5, SD √(Σ(i − 7.5)²/15) = 4.761; 0 … 3: mean 1.5, SD 1.291.
  expect(rows[0]!.cells.map(({ text }) => text)).toEqual(['7.5 ± 4.8 HU', '1.5 ± 1.3 HU', '—']);
  expect(rows[1]!.cells[0]!.text).toBe('0 HU');
});

test('a place that is pointed at in one picture is a pixel in another', () => {
  const [fine, coarse] = [pictureOf(4, 10), pictureOf(2, 20)];
  expect(hoverAt(fine, { x: 15, y: -5 })).toEqual({ row: 2, column: 3, horizontalValue: 15, verticalValue: -5 });
  expect(hoverAt(coarse, { x: 15, y: -5 })).toEqual({ row: 1, column: 1, horizontalValue: 10, verticalValue: -10 });
  expect(hoverAt(fine, { x: 20.1, y: 0 })).toBeNull();
});
