import type { Scan } from '../geometry/scan.ts';
import type { ViewRange } from './contract.ts';

/** Four views at θ, 90° − θ, 90° + θ and 180° − θ, in this order; of a fan at β, β + 90°, β + 180° and β + 270°. */
export type ViewGroup = readonly [number, number, number, number];

export interface SymmetricViews {
  readonly groups: readonly ViewGroup[];
  /** Views that have no partners, for the plain kernel. */
  readonly rest: readonly number[];
}

/** Angles closer than this are the same: far less than a position's last bit over the largest grid. */
const SAME_ANGLE_RAD = 1e-10;
const TURN = 2 * Math.PI;

/**
 * Finds the views of a range that can be back-projected four at a time. Each view is in one group at most; those at
 * multiples of 45° coincide with their own partners and are left to the plain kernel. A fan's source stands elsewhere in
 * the mirror image of a view, with the channels the other way round, so that only turns of the whole are left.
 */
export function symmetricViews(scan: Scan, range: ViewRange): SymmetricViews {
  const byAngle = new Map<number, number[]>();
  const keyOf = (angleRad: number) => {
    const turned = ((angleRad % TURN) + TURN) % TURN;
    return Math.round(turned / SAME_ANGLE_RAD) % Math.round(TURN / SAME_ANGLE_RAD);
  };
  for (let view = range.from; view < range.to; view++) {
    const key = keyOf(scan.anglesRad[view]!);
    const same = byAngle.get(key);
    if (same) same.push(view);
    else byAngle.set(key, [view]);
  }
  const taken = new Set<number>();
  /** A free view at an angle; rounding may have put it under the next key. */
  const find = (angleRad: number): number | undefined => {
    const key = keyOf(angleRad);
    for (const near of [key, key - 1, key + 1]) {
      const free = byAngle.get(near)?.find((view) => !taken.has(view));
      if (free !== undefined) return free;
    }
    return undefined;
  };
  const groups: ViewGroup[] = [];
  for (let view = range.from; view < range.to; view++) {
    if (taken.has(view)) continue;
    const angle = scan.anglesRad[view]!;
    const partners = partnersOf(scan, angle).map(find);
    const group = [view, ...partners];
    if (group.every((member) => member !== undefined) && new Set(group).size === 4) {
      for (const member of group) taken.add(member as number);
      groups.push(group as unknown as ViewGroup);
    }
  }
  // Only now: a view without partners of its own may have become the partner of a later one.
  const every = Array.from({ length: range.to - range.from }, (_, i) => range.from + i);
  return { groups, rest: every.filter((view) => !taken.has(view)) };
}

function partnersOf(scan: Scan, angleRad: number): number[] {
  if (scan.geometry === 'fan') return [1, 2, 3].map((quarters) => angleRad + (quarters * Math.PI) / 2);
  return [Math.PI / 2 - angleRad, Math.PI / 2 + angleRad, Math.PI - angleRad];
}
