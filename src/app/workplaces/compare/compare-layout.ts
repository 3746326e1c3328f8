import type { Lane } from '../../lanes/lane.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { Layout, Slot } from '../../stage/layout.ts';
import { VIEWS } from '../../views/registry.ts';
import { type Compared, labelOf, type Way } from './compare-look.ts';

/**
 * What stands on the stage.
 *
 * @param there the experiments that there are
 * @param pair the two that are looked at; `null` where there is only one
 */
export function compareLayout(
  way: Way,
  there: readonly Compared[],
  pair: readonly [Compared, Compared] | null,
  laneOf: (compared: Compared) => Lane,
): Layout {
  const sliceOf = (compared: Compared): Slot => ({
    view: VIEWS.get('slice'),
    lane: laneOf(compared),
    title: labelOf(compared),
  });
  const phantom: Slot = { view: VIEWS.get('phantom'), lane: PRESENT };
  // Three leave one of four equal places to what was scanned.
  if (way === 'beside') return [...there.map(sliceOf), ...(there.length === 3 ? [phantom] : [])];
  if (!pair) return [sliceOf('current'), phantom];
  const [first, second] = pair;
  if (way !== 'difference') {
    return [{ ...sliceOf(first), over: laneOf(second), title: `${labelOf(first)} and ${labelOf(second)}` }];
  }
  const title = `${labelOf(first)} − ${labelOf(second)}`;
  const departure: Slot = { view: VIEWS.get('departure'), lane: laneOf(second), from: laneOf(first), title };
  return [sliceOf(first), sliceOf(second), departure, phantom];
}
