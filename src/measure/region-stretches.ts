import type { PlanePoint } from './plane.ts';
import type { RegionShape } from './region-shape.ts';

/** A part of a horizontal line, in the unit of the axes. */
export interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** What a region reaches over. */
export interface RegionBox extends Stretch {
  readonly bottom: number;
  readonly top: number;
}

type Turned = Extract<RegionShape, { readonly angleDeg: number }>;

/** Directions closer to that of a line than this, in radians, are the same. */
const SAME_DIRECTION = 1e-12;

/** The smallest upright box about a region; of a polygon without corners one from ∞ to −∞. */
export function regionBox(shape: RegionShape): RegionBox {
  if ('corners' in shape) {
    const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
    for (const { x, y } of shape.corners) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = Math.min(box.bottom, y);
      box.top = Math.max(box.top, y);
    }
    return box;
  }
  const { x, y } = shape.middle;
  const { across, up } = halfBox(shape);
  return { left: x - across, right: x + across, bottom: y - up, top: y + up };
}

/** The parts of the horizontal line at `y` that lie in a region, from left to right. A height within its box is asked for. */
export function regionStretches(shape: RegionShape, y: number): readonly Stretch[] {
  switch (shape.kind) {
    case 'circle': {
      const { middle, radius } = shape;
      return ellipseStretch({ kind: 'ellipse', middle, halfWidth: radius, halfHeight: radius, angleDeg: 0 }, y);
    }
    case 'ellipse':
      return ellipseStretch(shape, y);
    case 'rectangle':
      return rectangleStretch(shape, y);
    case 'polygon':
    case 'freehand':
      return polygonStretches(shape.corners, y);
  }
}

function halfBox(shape: Exclude<RegionShape, { readonly corners: unknown }>) {
  if (shape.kind === 'circle') return { across: shape.radius, up: shape.radius };
  const { halfWidth, halfHeight } = shape;
  const { cos, sin } = direction(shape.angleDeg);
  return shape.kind === 'ellipse'
    ? { across: Math.hypot(halfWidth * cos, halfHeight * sin), up: Math.hypot(halfWidth * sin, halfHeight * cos) }
    : {
        across: Math.abs(halfWidth * cos) + Math.abs(halfHeight * sin),
        up: Math.abs(halfWidth * sin) + Math.abs(halfHeight * cos),
      };
}

function direction(angleDeg: number) {
  const angle = (angleDeg * Math.PI) / 180;
  return { cos: Math.cos(angle), sin: Math.sin(angle) };
}

/**
 * With d = y − middle, the ellipse is A·Δx² + 2B·Δx + C ≤ 0 on the line, whose discriminant B² − A·C comes to
 * A − (d/(a·b))².
 */
function ellipseStretch({ middle, halfWidth, halfHeight, angleDeg }: Turned, y: number): readonly Stretch[] {
  if (!(halfWidth > 0 && halfHeight > 0)) return [];
  const { cos, sin } = direction(angleDeg);
  const d = y - middle.y;
  const a = (cos / halfWidth) ** 2 + (sin / halfHeight) ** 2;
  const b = d * cos * sin * (1 / halfWidth ** 2 - 1 / halfHeight ** 2);
  // At the very top rounding may make it negative.
  const half = Math.sqrt(Math.max(0, a - (d / (halfWidth * halfHeight)) ** 2)) / a;
  const x = middle.x - b / a;
  return [{ left: x - half, right: x + half }];
}

/** What two strips about the middle have in common on the line. */
function rectangleStretch({ middle, halfWidth, halfHeight, angleDeg }: Turned, y: number): readonly Stretch[] {
  if (!(halfWidth > 0 && halfHeight > 0)) return [];
  const { cos, sin } = direction(angleDeg);
  const d = y - middle.y;
  let left = -Infinity;
  let right = Infinity;
  for (const [slope, start, half] of [
    [cos, d * sin, halfWidth],
    [-sin, d * cos, halfHeight],
  ] as const) {
    // Whether the line runs along inside the strip is known from its height, which is within the box.
    if (Math.abs(slope) < SAME_DIRECTION) continue;
    const ends = [(-half - start) / slope, (half - start) / slope] as const;
    left = Math.max(left, Math.min(...ends));
    right = Math.min(right, Math.max(...ends));
  }
  return [{ left: middle.x + left, right: middle.x + right }];
}

/** Between the first and the second crossing with a side, the third and the fourth, and so on. */
function polygonStretches(corners: readonly PlanePoint[], y: number): readonly Stretch[] {
  const crossings: number[] = [];
  for (let i = 0; i < corners.length; i++) {
    const [one, other] = [corners[i]!, corners[(i + 1) % corners.length]!];
    if (one.y > y === other.y > y) continue;
    // Always from the lower corner: a neighbour with the same side, which goes round the other way, has the same crossing.
    const [low, high] = one.y < other.y ? [one, other] : [other, one];
    crossings.push(low.x + ((y - low.y) / (high.y - low.y)) * (high.x - low.x));
  }
  crossings.sort((a, b) => a - b);
  return Array.from({ length: crossings.length / 2 }, (_, i) => ({
    left: crossings[2 * i]!,
    right: crossings[2 * i + 1]!,
  }));
}
