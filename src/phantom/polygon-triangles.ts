import { InputError } from '../errors.ts';
import { type Corner, turn } from './polygon-corners.ts';

/** Three corners by their numbers in the outline, counter-clockwise. */
export type Triangle = readonly [number, number, number];

/**
 * Cuts a simple polygon into triangles by clipping ears (Meisters, Am. Math. Monthly 82:648, 1975). A corner is an ear
 * where the triangle that it spans with its neighbours holds no dent, not even on its sides; each is asked again only when a neighbour
 * of it was cut off, so that corners × dents are asked in all. Corners on a straight side are corners of triangles too,
 * as libraries do not have it, so that triangles share whole sides.
 *
 * @param outline simple, counter-clockwise
 * @throws InputError where rounding leaves no ear
 */
export function triangles(outline: readonly Corner[]): Triangle[] {
  const count = outline.length;
  const before = outline.map((_, i) => (i + count - 1) % count);
  const after = outline.map((_, i) => (i + 1) % count);
  const corner = (i: number) => outline[i]!;
  const turnAt = (i: number) => turn(corner(before[i]!), corner(i), corner(after[i]!));
  const dents = new Set<number>();
  for (let i = 0; i < count; i++) if (turnAt(i) <= 0) dents.add(i);

  const isEar = (i: number) => {
    if (dents.has(i)) return false;
    const [from, to] = [before[i]!, after[i]!];
    const [a, b, c] = [corner(from), corner(i), corner(to)];
    const [left, right] = [Math.min(a[0], b[0], c[0]), Math.max(a[0], b[0], c[0])];
    const [low, high] = [Math.min(a[1], b[1], c[1]), Math.max(a[1], b[1], c[1])];
    for (const dent of dents) {
      const point = corner(dent);
      // Most stand far away, and to ask so is cheap.
      if (point[0] < left || point[0] > right || point[1] < low || point[1] > high) continue;
      if (dent !== from && dent !== to && isWithin(point, a, b, c)) return false;
    }
    return true;
  };

  const cut: Triangle[] = [];
  const asked = outline.map((_, i) => i);
  const isAsked = outline.map(() => true);
  const isGone = outline.map(() => false);
  const ask = (i: number) => {
    if (!isAsked[i]) asked.push(i);
    isAsked[i] = true;
  };
  let left = count;
  let cutSinceAll = 0;
  while (left > 3) {
    const i = asked.pop();
    if (i === undefined) {
      // A corner can become an ear though its neighbours stay, when a dent in its triangle is cut off.
      if (cutSinceAll === 0) throw new InputError("the polygon's outline crosses or touches itself within rounding");
      cutSinceAll = 0;
      for (let other = 0; other < count; other++) if (!isGone[other]) ask(other);
      continue;
    }
    isAsked[i] = false;
    if (isGone[i] || !isEar(i)) continue;
    const [from, to] = [before[i]!, after[i]!];
    cut.push([from, i, to]);
    isGone[i] = true;
    after[from] = to;
    before[to] = from;
    left--;
    cutSinceAll++;
    for (const neighbour of [from, to]) {
      if (turnAt(neighbour) > 0) dents.delete(neighbour);
      ask(neighbour);
    }
  }
  const last = isGone.indexOf(false);
  return [...cut, [before[last]!, last, after[last]!]];
}

function isWithin(point: Corner, a: Corner, b: Corner, c: Corner): boolean {
  return turn(a, b, point) >= 0 && turn(b, c, point) >= 0 && turn(c, a, point) >= 0;
}
