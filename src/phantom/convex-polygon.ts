import { InputError } from '../errors.ts';
import { type Corner, turn } from './polygon-corners.ts';

/**
 * The half-planes of a convex polygon, [corners × 3]: outward unit normal and distance from the origin, in the unit of
 * the corners. Corners may run either way round.
 *
 * @throws InputError where corners coincide, the area is nothing, or the outline is not convex
 */
export function polygonEdges(corners: readonly Corner[]): Float64Array {
  const count = corners.length;
  const turnsAt = corners.map((corner, i) =>
    turn(corners[(i + count - 1) % count]!, corner, corners[(i + 1) % count]!),
  );
  if (corners.some((corner, i) => length(corner, corners[(i + 1) % count]!) === 0)) {
    throw new InputError('two neighbouring corners of the polygon coincide');
  }
  const left = turnsAt.filter((t) => t > 0).length;
  const right = turnsAt.filter((t) => t < 0).length;
  if (left === 0 && right === 0) throw new InputError('the polygon has no area: its corners lie on one line');
  const orientation = left > 0 ? 1 : -1;
  // Each corner turning the same way is not enough: a pentagram does too, going round twice.
  if ((left > 0 && right > 0) || Math.round(turnsAround(corners)) !== orientation) {
    throw new InputError('the polygon is not convex; split it into convex parts');
  }
  const edges = new Float64Array(count * 3);
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % count]!;
    const edgeLength = length(from, to) * orientation;
    const normalX = (to[1] - from[1]) / edgeLength;
    const normalY = (from[0] - to[0]) / edgeLength;
    // From the middle, so that the same edge run the other way has exactly the negative half-plane.
    const distance = normalX * ((from[0] + to[0]) / 2) + normalY * ((from[1] + to[1]) / 2);
    edges.set([normalX, normalY, distance], i * 3);
  });
  return edges;
}

function length(from: Corner, to: Corner): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1]);
}

/** How many times the outline goes round, counter-clockwise counted positive. */
function turnsAround(corners: readonly Corner[]): number {
  const count = corners.length;
  let total = 0;
  corners.forEach((at, i) => {
    const before = corners[(i + count - 1) % count]!;
    const after = corners[(i + 1) % count]!;
    const incoming = Math.atan2(at[1] - before[1], at[0] - before[0]);
    const outgoing = Math.atan2(after[1] - at[1], after[0] - at[0]);
    total += Math.atan2(Math.sin(outgoing - incoming), Math.cos(outgoing - incoming));
  });
  return total / (2 * Math.PI);
}
