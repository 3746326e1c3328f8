import { InputError } from '../errors.ts';
import { type Corner, turn } from './polygon-corners.ts';

/**
 * Refuses outlines that are not simple. Sides are compared with those alone whose extent in x and y theirs overlaps.
 *
 * @throws InputError for an outline that crosses or touches itself, repeats a corner or has no area
 */
export function mustBeSimple(corners: readonly Corner[]): void {
  const count = corners.length;
  const at = (i: number) => corners[i % count]!;
  for (let i = 0; i < count; i++) {
    const [[x, y], [nextX, nextY]] = [at(i), at(i + 1)];
    if (x === nextX && y === nextY) {
      throw new InputError('two neighbouring corners of the polygon coincide');
    }
  }
  if (corners.every((corner, i) => turn(corner, at(i + 1), at(i + 2)) === 0)) {
    throw new InputError('the polygon has no area: its corners lie on one line');
  }
  if (hasSpike(corners) || sidesMeet(corners)) throw new InputError("the polygon's outline crosses or touches itself");
}

/** Whether a side runs back along the one before it. */
function hasSpike(corners: readonly Corner[]): boolean {
  const count = corners.length;
  return corners.some((from, i) => {
    const [to, next] = [corners[(i + 1) % count]!, corners[(i + 2) % count]!];
    const along = (to[0] - from[0]) * (next[0] - to[0]) + (to[1] - from[1]) * (next[1] - to[1]);
    return along < 0 && turn(from, to, next) === 0;
  });
}

interface Side {
  readonly number: number;
  readonly from: Corner;
  readonly to: Corner;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** Whether two sides that are not neighbours have a point in common. */
function sidesMeet(corners: readonly Corner[]): boolean {
  const count = corners.length;
  const sides = corners.map((from, number): Side => {
    const to = corners[(number + 1) % count]!;
    return {
      number,
      from,
      to,
      left: Math.min(from[0], to[0]),
      right: Math.max(from[0], to[0]),
      low: Math.min(from[1], to[1]),
      high: Math.max(from[1], to[1]),
    };
  });
  sides.sort((one, other) => one.left - other.left);
  for (let i = 0; i < count; i++) {
    const one = sides[i]!;
    for (let j = i + 1; j < count && sides[j]!.left <= one.right; j++) {
      const other = sides[j]!;
      if (other.low > one.high || other.high < one.low) continue;
      const apart = Math.abs(one.number - other.number);
      if (apart !== 1 && apart !== count - 1 && segmentsMeet(one.from, one.to, other.from, other.to)) return true;
    }
  }
  return false;
}

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
