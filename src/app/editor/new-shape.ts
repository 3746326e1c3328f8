import type { PhantomFile } from '../../phantom/phantom-file.ts';
import { boxKind } from '../../phantom/shapes/box-kinds.ts';
import type { EditedShape, Filling, Point } from './edited-shape.ts';
import { toStep } from './rounding.ts';

export type ShapeType = EditedShape['type'];

/** A filling that is seen against water, in a phantom whose values mean this. */
export function usualFilling({ values, composition }: Pick<PhantomFile, 'values' | 'composition'>): Filling {
  switch (values) {
    case 'materials':
      return { material: 'cortical-bone' };
    case 'hounsfield':
      return { value: 300 };
    case 'relative-to-water':
      return { value: composition === 'add' ? 0.1 : 1.3 };
    case 'attenuation-per-mm':
      return { value: composition === 'add' ? 0.002 : 0.027 };
    case 'arbitrary':
      return { value: composition === 'add' ? 0.1 : 1 };
  }
}

/** A shape with sides of about `size` about a point. */
export function newShape(type: ShapeType, at: Point, size: number, filling: Filling, step: number): EditedShape {
  const length = (value: number) => Math.max(step, toStep(value, step));
  const x = toStep(at.x, step);
  const y = toStep(at.y, step);
  if (type === 'polygon') {
    const half = length(size / 2);
    const corners: Point[] = [
      { x: -half, y: -half },
      { x: half, y: -half },
      { x: 0, y: half },
    ];
    return polygonThrough(
      corners.map((corner) => ({ x: x + corner.x, y: y + corner.y })),
      filling,
      step,
    );
  }
  const { sides, halves } = boxKind(type);
  const side = length((size * halves) / 2);
  return { type, x, y, [sides[0]]: side, [sides[1]]: side, angleDeg: 0, ...filling } as unknown as EditedShape;
}

export function polygonThrough(corners: readonly Point[], filling: Filling, step: number): EditedShape {
  return {
    type: 'polygon',
    points: corners.map(({ x, y }) => [toStep(x, step), toStep(y, step)]),
    ...filling,
  };
}
