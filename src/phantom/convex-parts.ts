import { type Corner, signedArea, turn } from './polygon-corners.ts';
import { type Triangle, triangles } from './polygon-triangles.ts';
import { mustBeSimple } from './simple-polygon.ts';

/**
 * Cuts a simple polygon into convex ones: into triangles, which are then joined again where their union is convex (Hertel
 * & Mehlhorn, FCT 1983, LNCS 158:207). Neighbours share whole edges, end to end, so that their half-planes are each
 * other's exact negatives.
 *
 * @param corners either way round
 * @returns convex outlines, counter-clockwise; one where the polygon is convex
 * @throws InputError for an outline that crosses or touches itself, repeats a corner or has no area
 */
export function convexParts(corners: readonly Corner[]): Corner[][] {
  mustBeSimple(corners);
  const outline = signedArea(corners) > 0 ? [...corners] : corners.toReversed();
  return dentsOf(outline) === 0 ? [outline] : joined(outline, triangles(outline));
}

/** How many convex parts a polygon comes to at least: a cut ends in two dents at most (Chazelle & Dobkin 1985). */
export function leastParts(corners: readonly Corner[]): number {
  const outline = signedArea(corners) > 0 ? corners : corners.toReversed();
  return 1 + Math.ceil(dentsOf(outline) / 2);
}

/** How many corners of a counter-clockwise outline turn to the right. */
function dentsOf(outline: readonly Corner[]): number {
  const count = outline.length;
  return outline.filter((corner, i) => turn(corner, outline[(i + 1) % count]!, outline[(i + 2) % count]!) < 0).length;
}

/** A side of a part, run through counter-clockwise, and what it is joined to. */
interface Side {
  readonly from: Corner;
  before: Side;
  after: Side;
  isGone: boolean;
}

/** Takes each cut away that leaves a convex part on its place. One that must stay must stay whatever else goes. */
function joined(outline: readonly Corner[], parts: readonly Triangle[]): Corner[][] {
  const sides: Side[] = [];
  const cuts: (readonly [Side, Side])[] = [];
  const bySides = new Map<number, Side>();
  for (const part of parts) {
    const own = part.map((number): Side => ({ from: outline[number]! }) as Side);
    own.forEach((side, i) => {
      side.before = own[(i + 2) % 3]!;
      side.after = own[(i + 1) % 3]!;
      side.isGone = false;
      const [from, to] = [part[i]!, part[(i + 1) % 3]!];
      const opposite = bySides.get(to * outline.length + from);
      if (opposite) cuts.push([opposite, side]);
      bySides.set(from * outline.length + to, side);
      sides.push(side);
    });
  }
  for (const [one, other] of cuts) {
    const isConvexAt = (side: Side, opposite: Side) =>
      turn(side.before.from, side.from, opposite.after.after.from) >= 0;
    if (!isConvexAt(one, other) || !isConvexAt(other, one)) continue;
    connect(one.before, other.after);
    connect(other.before, one.after);
    one.isGone = true;
    other.isGone = true;
  }
  return outlinesOf(sides);
}

function connect(before: Side, after: Side): void {
  before.after = after;
  after.before = before;
}

function outlinesOf(sides: readonly Side[]): Corner[][] {
  const seen = new Set<Side>();
  const outlines: Corner[][] = [];
  for (const first of sides) {
    if (first.isGone || seen.has(first)) continue;
    const corners: Corner[] = [];
    for (let side = first; !seen.has(side); side = side.after) {
      seen.add(side);
      corners.push(side.from);
    }
    outlines.push(corners);
  }
  return outlines;
}
