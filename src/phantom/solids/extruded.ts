import type { Shape, ShapePhantom } from '../phantom.ts';
import type { Solid, SolidPhantom } from './solid.ts';

/** Heights between which a slice goes on unchanged, in mm. */
export interface HeightRange {
  readonly zFromMm: number;
  readonly zToMm: number;
}

/** A phantom of shapes that goes on unchanged along z: ellipses become elliptical cylinders, polygons prisms. */
export function extrudedPhantom(phantom: ShapePhantom, range: HeightRange): SolidPhantom {
  const { name, about, unit, composition, fieldSizeMm, window, shapes } = phantom;
  return {
    kind: 'solids',
    name,
    ...(about && { about }),
    unit,
    composition,
    fieldSizeMm,
    heightMm: 2 * Math.max(Math.abs(range.zFromMm), Math.abs(range.zToMm)),
    ...(window && { window }),
    solids: shapes.map((shape) => extrudedShape(shape, range)),
  };
}

/** What a shape becomes between two heights. */
export function extrudedShape(shape: Shape, { zFromMm, zToMm }: HeightRange): Solid {
  const { value, material, density } = shape;
  const half = (zToMm - zFromMm) / 2;
  const isEllipse = shape.type === 'ellipse';
  const radius = isEllipse ? Math.max(shape.semiAxisXMm, shape.semiAxisYMm) : shape.reachMm;
  const centre = [shape.centreXMm, shape.centreYMm, (zFromMm + zToMm) / 2] as const;
  const reach = Math.hypot(radius, half);
  const planes = [0, 0, 1, zToMm, 0, 0, -1, -zFromMm];
  const edges = (isEllipse ? shape.clip : shape.edges) ?? [];
  for (let e = 0; e < edges.length; e += 3) planes.push(edges[e]!, edges[e + 1]!, 0, edges[e + 2]!);
  const common = {
    centreXMm: centre[0],
    centreYMm: centre[1],
    centreZMm: centre[2],
    // A little more than needed, so that rounding in single precision cuts nothing off.
    reachMm: reach + 1e-5 * (reach + Math.hypot(...centre)),
    planes: Float64Array.from(planes),
    value,
    ...(material && { material }),
    ...(density !== undefined && { density }),
  };
  if (!isEllipse) return { type: 'polyhedron', ...common };
  const { cosine, sine, semiAxisXMm: a, semiAxisYMm: b } = shape;
  return {
    type: 'cylinder',
    toLocal: Float64Array.from([cosine / a, sine / a, 0, -sine / b, cosine / b, 0, 0, 0, 1 / half]),
    ...common,
  };
}
