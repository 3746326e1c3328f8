import type { ViewRange } from '../../compute/device.ts';
import type { Grid } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { viewsIn } from '../symmetric-views.ts';
import { ABSENT, type TurnedGroup, turnedGroups } from './turned-groups.ts';

/** A group takes about as long as two of its views by themselves. */
const LEAST_PRESENT = 3;

/**
 * Views of a range that are back-projected together, a quarter turn apart, and those that go by themselves.
 *
 * @param canMirror whether a view read backwards has its numbers at the same places as the view
 */
export function volumeGroups(
  { turnsRad }: LoweredScan,
  range: ViewRange,
  { rows, columns, centreXMm = 0, centreYMm = 0 }: Grid,
  canMirror: boolean,
): { readonly groups: readonly TurnedGroup[]; readonly rest: readonly number[] } {
  if (!turnsRad || rows !== columns || centreXMm !== 0 || centreYMm !== 0) return { groups: [], rest: viewsIn(range) };
  const turned = turnedGroups(turnsRad, range, canMirror);
  const present = (group: TurnedGroup) => group.filter((view) => view !== ABSENT);
  const groups = turned.groups.filter((group) => present(group).length >= LEAST_PRESENT);
  const few = turned.groups.filter((group) => present(group).length < LEAST_PRESENT);
  return { groups, rest: [...few.flatMap(present), ...turned.rest].sort((a, b) => a - b) };
}
