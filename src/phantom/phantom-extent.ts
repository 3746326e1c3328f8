import { columnCentreMm, rowCentreMm } from '../geometry/image-grid.ts';
import type { Phantom, Shape } from './phantom.ts';

/** The radius in mm about the axis of a circle that holds all of a phantom; what has the value 0 does not count. */
export function phantomRadiusMm(phantom: Phantom): number {
  if (phantom.kind === 'shapes') return Math.max(0, ...phantom.shapes.map(shapeRadiusMm));
  const { grid, values } = phantom;
  let radius = 0;
  for (let row = 0; row < grid.rows; row++) {
    const y = Math.abs(rowCentreMm(grid, row)) + grid.pixelSizeMm / 2;
    for (let column = 0; column < grid.columns; column++) {
      if (values[row * grid.columns + column] === 0) continue;
      radius = Math.max(radius, Math.hypot(Math.abs(columnCentreMm(grid, column)) + grid.pixelSizeMm / 2, y));
    }
  }
  return radius;
}

/** Directions in which a shape's extent is asked: between them a circle about the axis is missed by 10⁻⁵ of its radius. */
const DIRECTIONS = 720;

function shapeRadiusMm(shape: Shape): number {
  if (shape.value === 0) return 0;
  if (shape.type === 'convex-polygon') return polygonRadiusMm(shape.edges);
  let radius = 0;
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    const alongX = (x * shape.cosine + y * shape.sine) * shape.semiAxisXMm;
    const alongY = (y * shape.cosine - x * shape.sine) * shape.semiAxisYMm;
    radius = Math.max(radius, shape.centreXMm * x + shape.centreYMm * y + Math.hypot(alongX, alongY));
  }
  return radius;
}

/** The farthest corner: each is where an edge meets the next. */
function polygonRadiusMm(edges: Float64Array): number {
  let radius = 0;
  for (let i = 0; i < edges.length; i += 3) {
    const [x0, y0, d0] = edges.subarray(i, i + 3) as unknown as [number, number, number];
    const next = (i + 3) % edges.length;
    const [x1, y1, d1] = edges.subarray(next, next + 3) as unknown as [number, number, number];
    const area = x0 * y1 - x1 * y0;
    radius = Math.max(radius, Math.hypot((d0 * y1 - d1 * y0) / area, (x0 * d1 - x1 * d0) / area));
  }
  return radius;
}
