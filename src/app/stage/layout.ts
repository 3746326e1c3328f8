import type { Lane } from '../lanes/lane.ts';
import { PRESENT } from '../lanes/present.ts';
import type { View } from '../views/any-view.ts';

/** A place on the stage: what is to be seen of whom. */
export interface Slot {
  readonly view: View;
  readonly lane: Lane;
  /** Whose slice that of the lane is taken from, for what lies between two; the present one's without it. */
  readonly from?: Lane;
  /** Whose picture lies over the lane's, for a tool to wipe or to flip; its pane is the same with and without it. */
  readonly over?: Lane;
  /** Over its pane, instead of the view's own title. */
  readonly title?: string;
  /** Whether its picture is a drawing of something else, without axes: lengths and values mean nothing there. */
  readonly isDrawing?: boolean;
}

/** What shares the stage, in reading order. */
export type Layout = readonly Slot[];

/** Unique on the page: the view's name, and the lanes' where they are not the present one. */
export function slotId({ view, lane, from = PRESENT }: Slot): string {
  const parts = [lane === PRESENT ? [] : lane.name, from === PRESENT ? [] : ['from', from.name]];
  return [view.name, ...parts.flat()].join('-');
}

/** The lanes whose pictures a slot shows. */
export function lanesOf({ lane, from, over }: Slot): readonly Lane[] {
  return [lane, ...(from ? [from] : []), ...(over ? [over] : [])];
}

export function titleOf({ view, lane, title }: Slot): string {
  return title ?? view.title(lane);
}

/** A layout with another slot in the place of its last one. */
export function withLast(layout: Layout, last: Slot): Layout {
  return [...layout.slice(0, -1), last];
}

/** So many slots share the stage at most. */
const MOST_SLOTS = 4;

/**
 * A layout with another slot, for what may stand anywhere: in the phantom's place, or else beside what is there, or, where
 * that is as much as there may be, in the place of the last.
 */
export function withAnother(layout: Layout, another: Slot): Layout {
  if (layout.some(({ view }) => view.name === 'phantom'))
    return layout.map((slot) => (slot.view.name === 'phantom' ? another : slot));
  return layout.length < MOST_SLOTS ? [...layout, another] : withLast(layout, another);
}

/** The slots that have something to show: of measured data, those that do without a phantom. */
export function slotsFor(layout: Layout, hasPhantom: boolean): Layout {
  return hasPhantom ? layout : layout.filter(({ view }) => !view.needsPhantom);
}
