// Phantoms and shapes for the editor's tests.

import fc from 'fast-check';
import type { BoxShape, EditedShape, PolygonShape } from '../../../src/app/editor/edited-shape.ts';
import type { PhantomFile } from '../../../src/phantom/phantom-file.ts';

/** Lengths as files have them: with digits of their own, not those of the editor. */
const number = (min: number, max: number) =>
  fc.integer({ min: Math.round(min * 1e4), max: Math.round(max * 1e4) }).map((tenThousandths) => tenThousandths / 1e4);

const clip = fc.option(
  fc.array(fc.record({ normalDeg: number(-180, 180), distance: number(0, 20) }), { maxLength: 2 }),
  {
    nil: undefined,
  },
);
const place = { x: number(-100, 100), y: number(-100, 100), angleDeg: number(-180, 180), value: number(-500, 500) };

const ellipses = fc
  .record({ semiAxisX: number(0.5, 90), semiAxisY: number(0.5, 90), clip, ...place })
  .map(({ clip: cut, ...rest }): BoxShape => ({ type: 'ellipse', ...rest, ...(cut && { clip: cut }) }));
const rectangles = fc
  .record({ width: number(0.5, 90), height: number(0.5, 90), clip, ...place })
  .map(({ clip: cut, ...rest }): BoxShape => ({ type: 'rectangle', ...rest, ...(cut && { clip: cut }) }));

/** Corners on rays about a middle, so that no outline crosses itself. */
export const polygons: fc.Arbitrary<PolygonShape> = fc
  .record({ radii: fc.array(number(5, 60), { minLength: 3, maxLength: 9 }), ...place })
  .map(({ radii, x, y, value }) => ({
    type: 'polygon',
    points: radii.map((radius, i): [number, number] => {
      const angleRad = (2 * Math.PI * i) / radii.length;
      const digits = (length: number) => Math.round(length * 1e4) / 1e4;
      return [digits(x + radius * Math.cos(angleRad)), digits(y + radius * Math.sin(angleRad))];
    }),
    value,
  }));

export const boxes: fc.Arbitrary<BoxShape> = fc.oneof(ellipses, rectangles);
export const shapes: fc.Arbitrary<EditedShape> = fc.oneof(boxes, polygons);

/** A phantom in Hounsfield units and millimetres. */
export function phantomOf(...list: EditedShape[]): PhantomFile {
  return {
    version: 1,
    name: 'a phantom',
    fieldSizeMm: 256,
    unitMm: 1,
    values: 'hounsfield',
    composition: 'replace',
    shapes: list,
  };
}

export const disk = (x: number, y: number, radius: number, value = 0): BoxShape => ({
  type: 'ellipse',
  x,
  y,
  semiAxisX: radius,
  semiAxisY: radius,
  angleDeg: 0,
  value,
});

export const triangle: PolygonShape = {
  type: 'polygon',
  points: [
    [0, 0],
    [40, 0],
    [0, 40],
  ],
  value: 100,
};
