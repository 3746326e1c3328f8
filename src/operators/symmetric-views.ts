import type { ViewRange } from '../compute/device.ts';
import type { LoweredScan } from '../geometry/lowered-scan.ts';

/**
 * Four views at θ, 90° − θ, 90° + θ and 180° − θ, in this order; where rays run apart, at β, β + 90°, β + 180° and
 * β + 270°.
 */
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
 * multiples of 45° coincide with their own partners and are left to the plain kernel. Where rays run apart, the mirror image
 * of a view has the channels the other way round, so that only turns of the whole are left; parallel rays may be read from
 * their other end. Views that are not turns of one another have no partners.
 */
export function symmetricViews({ turnsRad, diverges }: LoweredScan, range: ViewRange): SymmetricViews {
  if (!turnsRad) return { groups: [], rest: viewsIn(range) };
  const free = new FreeViews(turnsRad, range);
  const groups: ViewGroup[] = [];
  for (let view = range.from; view < range.to; view++) {
    if (!free.has(view)) continue;
    const partners = partnersOf(diverges, turnsRad[view]!).map((angle) => free.at(angle));
    const group = [view, ...partners];
    if (group.every((member) => member !== undefined) && new Set(group).size === 4) {
      for (const member of group) free.take(member as number);
      groups.push(group as unknown as ViewGroup);
    }
  }
  // Only now: a view without partners of its own may have become the partner of a later one.
  return { groups, rest: free.all() };
}

function partnersOf(diverges: boolean, angleRad: number): number[] {
  if (diverges) return [1, 2, 3].map((quarters) => angleRad + (quarters * Math.PI) / 2);
  return [Math.PI / 2 - angleRad, Math.PI / 2 + angleRad, Math.PI - angleRad];
}

/** The numbers of the views of a range. */
export function viewsIn({ from, to }: ViewRange): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The views of a range that are in no group yet, found by their angles. */
export class FreeViews {
  readonly #range: ViewRange;
  readonly #byAngle = new Map<number, number[]>();
  readonly #taken = new Set<number>();

  constructor(turnsRad: Float64Array, range: ViewRange) {
    this.#range = range;
    for (let view = range.from; view < range.to; view++) {
      const key = keyOf(turnsRad[view]!);
      const same = this.#byAngle.get(key);
      if (same) same.push(view);
      else this.#byAngle.set(key, [view]);
    }
  }

  has(view: number): boolean {
    return !this.#taken.has(view);
  }

  /** A free view at an angle; rounding may have put it under the next key. */
  at(angleRad: number): number | undefined {
    const key = keyOf(angleRad);
    for (const near of [key, key - 1, key + 1]) {
      const free = this.#byAngle.get(near)?.find((view) => !this.#taken.has(view));
      if (free !== undefined) return free;
    }
    return undefined;
  }

  take(view: number): void {
    this.#taken.add(view);
  }

  all(): number[] {
    return viewsIn(this.#range).filter((view) => this.has(view));
  }
}

function keyOf(angleRad: number): number {
  const turned = ((angleRad % TURN) + TURN) % TURN;
  return Math.round(turned / SAME_ANGLE_RAD) % Math.round(TURN / SAME_ANGLE_RAD);
}
