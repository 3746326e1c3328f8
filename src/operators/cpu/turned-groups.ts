import type { ViewRange } from '../../compute/device.ts';
import { FreeViews } from '../symmetric-views.ts';

/** Stands in a group for a view that the scan does not have. */
export const ABSENT = -1;
/** Views of a group that has mirror images. */
export const MIRRORED_GROUP = 8;

/**
 * Views that the symmetries of a square make of one: those at β, β + 90°, β + 180° and β + 270°, in a group of eight those
 * at −β, −β − 90°, −β − 180° and −β − 270° after them. The first is never absent, and another one is there at least.
 */
export type TurnedGroup = readonly number[];

export interface TurnedGroups {
  /** All of four views, or all of eight. */
  readonly groups: readonly TurnedGroup[];
  /** Views that have no partners. */
  readonly rest: readonly number[];
}

/** How long a group of eight, and a view by itself, take beside a group of four, as measured. */
const COST_OF_EIGHT = 1.5;
const COST_OF_ONE = 0.8;

/**
 * Finds the views of a range that can be back-projected together. A group takes as long with absent views as without, but
 * even two views less than one after the other: so an arc of any length has groups where quarter turns are whole steps.
 *
 * @param turnsRad the angle by which each view is turned about the axis, [views]
 * @param canMirror whether a view read backwards has its numbers at the same places as the view
 */
export function turnedGroups(turnsRad: Float64Array, range: ViewRange, canMirror: boolean): TurnedGroups {
  const turned = groupsOf(turnsRad, range, turns);
  if (!canMirror) return turned;
  const mirrored = groupsOf(turnsRad, range, (angleRad) => [
    ...turns(angleRad),
    ...turns(angleRad).map((angle) => -angle),
  ]);
  const cost = ({ groups, rest }: TurnedGroups, each: number) => each * groups.length + COST_OF_ONE * rest.length;
  return cost(mirrored, COST_OF_EIGHT) < cost(turned, 1) ? mirrored : turned;
}

function turns(angleRad: number): number[] {
  return [0, 1, 2, 3].map((quarters) => angleRad + (quarters * Math.PI) / 2);
}

/** Every angle belongs to the group that it is found in first, since each is an image of all the others. */
function groupsOf(turnsRad: Float64Array, range: ViewRange, images: (angleRad: number) => number[]): TurnedGroups {
  const free = new FreeViews(turnsRad, range);
  const groups: TurnedGroup[] = [];
  const rest: number[] = [];
  for (let view = range.from; view < range.to; view++) {
    if (!free.has(view)) continue;
    free.take(view);
    const [, ...others] = images(turnsRad[view]!);
    const partners = others.map((angle) => {
      const partner = free.at(angle);
      if (partner !== undefined) free.take(partner);
      return partner ?? ABSENT;
    });
    if (partners.some((partner) => partner !== ABSENT)) groups.push([view, ...partners]);
    else rest.push(view);
  }
  return { groups, rest };
}
