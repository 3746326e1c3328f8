import { InputError } from '../errors.ts';

export type Corner = readonly [number, number];

/**
 * Cuts a simple polygon into convex ones: triangles by clipping ears (Meisters, Am. Math. Monthly 82:648, 1975), then
 * neighbours joined again where their union is convex (Hertel & Mehlhorn, FCT 1983, LNCS 158:207). Neighbours share
 * whole edges, end to end, so that their half-planes are each other's exact negatives.
 *
 * @param corners either way round
 * @returns convex outlines, counter-clockwise; one where the polygon is convex
 * @throws InputError with a sentence for an outline that crosses or touches itself, repeats a corner or has no area
 */
export function convexParts(corners: readonly Corner[]): Corner[][] {
  mustBeSimple(corners);
  const outline = signedArea(corners) > 0 ? [...corners] : corners.toReversed();
  return isConvex(outline) ? [outline] : joined(triangles(outline));
}

function mustBeSimple(corners: readonly Corner[]): void {
  const count = corners.length;
  const at = (i: number) => corners[i % count]!;
  for (let i = 0; i < count; i++) {
    if (length(at(i), at(i + 1)) === 0)
      throw new InputError('two neighbouring corners of the polygon are the same point');
  }
  if (corners.every((corner, i) => turn(corner, at(i + 1), at(i + 2)) === 0)) {
    throw new InputError('the polygon has no area: its corners lie on one line');
  }
  for (let i = 0; i < count; i++) {
    const [from, to, next] = [at(i), at(i + 1), at(i + 2)];
    const along = (to[0] - from[0]) * (next[0] - to[0]) + (to[1] - from[1]) * (next[1] - to[1]);
    let meets = turn(from, to, next) === 0 && along < 0;
    for (let other = i + 2; other < count && other + 1 < i + count; other++) {
      meets ||= segmentsMeet(from, to, at(other), at(other + 1));
    }
    if (meets) throw new InputError("the polygon's outline crosses or touches itself");
  }
}

function triangles(outline: readonly Corner[]): Corner[][] {
  const left = [...outline];
  const cut: Corner[][] = [];
  while (left.length > 3) {
    const ear = left.findIndex((_, i) => isEar(left, i));
    if (ear < 0) throw new InputError("the polygon's outline crosses or touches itself within rounding");
    cut.push([left[(ear + left.length - 1) % left.length]!, left[ear]!, left[(ear + 1) % left.length]!]);
    left.splice(ear, 1);
  }
  return [...cut, left];
}

/** Whether a corner and its neighbours span a triangle that holds no other corner, not even on its sides. */
function isEar(outline: readonly Corner[], i: number): boolean {
  const before = outline[(i + outline.length - 1) % outline.length]!;
  const at = outline[i]!;
  const after = outline[(i + 1) % outline.length]!;
  if (turn(before, at, after) <= 0) return false;
  return !outline.some(
    (corner) =>
      corner !== before &&
      corner !== at &&
      corner !== after &&
      turn(before, at, corner) >= 0 &&
      turn(at, after, corner) >= 0 &&
      turn(after, before, corner) >= 0,
  );
}

/** Joins neighbours for as long as any two make a convex part. */
function joined(parts: readonly Corner[][]): Corner[][] {
  const left = [...parts];
  for (let i = 0; i < left.length; i++) {
    for (let j = i + 1; j < left.length; j++) {
      const union = unionOf(left[i]!, left[j]!);
      if (!union || !isConvex(union)) continue;
      left[i] = union;
      left.splice(j, 1);
      j = i;
    }
  }
  return left;
}

/** The outline around two parts that share an edge, or nothing. */
function unionOf(one: readonly Corner[], other: readonly Corner[]): Corner[] | null {
  for (let i = 0; i < one.length; i++) {
    const from = one[i]!;
    const to = one[(i + 1) % one.length]!;
    const j = other.findIndex((corner, k) => corner === to && other[(k + 1) % other.length] === from);
    if (j < 0) continue;
    const rest = Array.from({ length: other.length - 2 }, (_, k) => other[(j + 2 + k) % other.length]!);
    return [...one.slice(0, i + 1), ...rest, ...one.slice(i + 1)];
  }
  return null;
}

function isConvex(outline: readonly Corner[]): boolean {
  return outline.every((corner, i) => {
    const after = outline[(i + 1) % outline.length]!;
    return turn(corner, after, outline[(i + 2) % outline.length]!) >= 0;
  });
}

function signedArea(corners: readonly Corner[]): number {
  const [originX, originY] = corners[0]!;
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    twice += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
  });
  return twice / 2;
}

/** Whether two segments have a point in common. */
function segmentsMeet(from: Corner, to: Corner, otherFrom: Corner, otherTo: Corner): boolean {
  const sides = [turn(from, to, otherFrom), turn(from, to, otherTo)] as const;
  const otherSides = [turn(otherFrom, otherTo, from), turn(otherFrom, otherTo, to)] as const;
  if (sides[0] * sides[1] < 0 && otherSides[0] * otherSides[1] < 0) return true;
  return (
    (sides[0] === 0 && isBetween(from, to, otherFrom)) ||
    (sides[1] === 0 && isBetween(from, to, otherTo)) ||
    (otherSides[0] === 0 && isBetween(otherFrom, otherTo, from)) ||
    (otherSides[1] === 0 && isBetween(otherFrom, otherTo, to))
  );
}

/** Whether a point of the line through two others lies between them, or is one of them. */
function isBetween(from: Corner, to: Corner, point: Corner): boolean {
  const across = (point[0] - from[0]) * (point[0] - to[0]) + (point[1] - from[1]) * (point[1] - to[1]);
  return across <= 0;
}

function length(from: Corner, to: Corner): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1]);
}

/** Positive for a turn to the left, 0 for straight on (within rounding), negative to the right. */
export function turn(before: Corner, at: Corner, after: Corner): number {
  const cross = (at[0] - before[0]) * (after[1] - at[1]) - (at[1] - before[1]) * (after[0] - at[0]);
  return Math.abs(cross) <= 1e-12 * length(before, at) * length(at, after) ? 0 : cross;
}
