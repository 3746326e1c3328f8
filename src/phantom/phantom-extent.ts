import { columnCentreMm, rowCentreMm } from '../geometry/grid.ts';
import type { Ellipse, Phantom, Shape } from './phantom.ts';

/** Of phantoms that were asked for: a control that moves asks again and again. */
const radii = new WeakMap<Phantom, number>();

/** The radius in mm about the axis of a circle that holds all of a phantom; what has the value 0 does not count. */
export function phantomRadiusMm(phantom: Phantom): number {
  const known = radii.get(phantom);
  if (known !== undefined) return known;
  const radius = radiusMm(phantom);
  radii.set(phantom, radius);
  return radius;
}

function radiusMm(phantom: Phantom): number {
  if (phantom.kind === 'shapes') return Math.max(0, ...phantom.shapes.map(shapeRadiusMm));
  const { grid, values } = phantom.volume ?? phantom;
  // Of a volume all slices, one below the other.
  const allRows = values.length / grid.columns;
  let radius = 0;
  for (let row = 0; row < allRows; row++) {
    const y = Math.abs(rowCentreMm(grid, row % grid.rows)) + grid.pixelSizeMm / 2;
    for (let column = 0; column < grid.columns; column++) {
      if (values[row * grid.columns + column] === 0) continue;
      radius = Math.max(radius, Math.hypot(Math.abs(columnCentreMm(grid, column)) + grid.pixelSizeMm / 2, y));
    }
  }
  return radius;
}

/** Directions in which a shape's extent is asked: between them a circle about the axis is missed by 10⁻⁵ of its radius. */
const DIRECTIONS = 720;
/** By which a point on a cut may miss it. */
const ROUNDING_MM = 1e-6;

function shapeRadiusMm(shape: Shape): number {
  if (shape.value === 0) return 0;
  if (shape.type === 'convex-polygon') return polygonRadiusMm(shape.edges);
  if (shape.clip) return clippedRadiusMm(shape, shape.clip);
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

/** The farthest point is on what is left of the ellipse's outline, or where a cut meets that outline or another cut. */
function clippedRadiusMm(ellipse: Ellipse, clip: Float64Array): number {
  const { centreXMm, centreYMm, semiAxisXMm, semiAxisYMm, cosine, sine } = ellipse;
  /** Where a point of the plane, in which the ellipse is the unit circle, lies about the axis. */
  const placed = (u: number, v: number): readonly [number, number] => [
    centreXMm + u * semiAxisXMm * cosine - v * semiAxisYMm * sine,
    centreYMm + u * semiAxisXMm * sine + v * semiAxisYMm * cosine,
  ];
  const points: (readonly [number, number])[] = [];
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    points.push(placed(Math.cos(angle), Math.sin(angle)));
  }
  // The cuts in that plane: a·u + b·v = d, (a, b) of length 1.
  const cuts: (readonly [number, number, number])[] = [];
  for (let i = 0; i < clip.length; i += 3) {
    const [x, y, distance] = clip.subarray(i, i + 3) as unknown as [number, number, number];
    const a = (x * cosine + y * sine) * semiAxisXMm;
    const b = (y * cosine - x * sine) * semiAxisYMm;
    const length = Math.hypot(a, b);
    cuts.push([a / length, b / length, (distance - x * centreXMm - y * centreYMm) / length]);
  }
  for (const [i, [a, b, d]] of cuts.entries()) {
    const half = Math.sqrt(Math.max(0, 1 - d * d));
    points.push(placed(a * d - b * half, b * d + a * half), placed(a * d + b * half, b * d - a * half));
    for (const [a1, b1, d1] of cuts.slice(i + 1)) {
      const area = a * b1 - a1 * b;
      const [u, v] = [(d * b1 - d1 * b) / area, (a * d1 - a1 * d) / area];
      // Parallel cuts meet nowhere.
      if (Math.hypot(u, v) <= 1) points.push(placed(u, v));
    }
  }
  return Math.max(0, ...points.filter((point) => isKept(point, clip)).map(([x, y]) => Math.hypot(x, y)));
}

function isKept([x, y]: readonly [number, number], clip: Float64Array): boolean {
  for (let i = 0; i < clip.length; i += 3) {
    const [normalX, normalY, distance] = clip.subarray(i, i + 3) as unknown as [number, number, number];
    if (normalX * x + normalY * y > distance + ROUNDING_MM) return false;
  }
  return true;
}

/** A polygon of more edges than this has no cuts, so that its edges stand in order; a rectangle with all its cuts has twelve. */
const MOST_UNORDERED = 16;

/** The farthest corner: where two edges meet and no other cuts it off. */
function polygonRadiusMm(edges: Float64Array): number {
  const count = edges.length / 3;
  let radius = 0;
  for (let i = 0; i < count; i++) {
    const [x0, y0, d0] = edges.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    const others =
      count > MOST_UNORDERED ? [(i + 1) % count] : Array.from({ length: count - i - 1 }, (_, k) => i + 1 + k);
    for (const j of others) {
      const [x1, y1, d1] = edges.subarray(3 * j, 3 * j + 3) as unknown as [number, number, number];
      const area = x0 * y1 - x1 * y0;
      // Parallel edges, those of a corner on a straight side among them, meet nowhere.
      if (Math.abs(area) < 1e-9) continue;
      const corner = [(d0 * y1 - d1 * y0) / area, (x0 * d1 - x1 * d0) / area] as const;
      if (isKept(corner, edges)) radius = Math.max(radius, Math.hypot(...corner));
    }
  }
  return radius;
}
