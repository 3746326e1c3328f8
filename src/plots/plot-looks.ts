import type { PlotSeries } from './plot.ts';

/** Signs that points are drawn as. */
export type MarkerShape = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'down';

/** How a series is told from others: by its sign and its dashes as much as by its colour. */
export interface PlotLook {
  /** Which of the plot's colours, or the quiet one of text. */
  readonly colour: number | 'quiet';
  /** Pixels drawn and left out in turn; empty for a line that is whole, `null` where none is drawn. */
  readonly dash: readonly number[] | null;
  /** `null` where the line alone is enough. */
  readonly marker: MarkerShape | null;
  /** Which of its points have the sign: each of so many. */
  readonly markerEvery: number;
}

export const PLOT_COLOURS = 6;
const MARKERS: readonly MarkerShape[] = ['circle', 'square', 'triangle', 'diamond', 'cross', 'down'];
const THEORY_DASHES: readonly (readonly number[])[] = [
  [6, 4],
  [2, 3],
  [9, 3, 2, 3],
  [12, 4],
  [5, 2, 1, 2, 1, 2],
  [3, 6],
];
/** More than six series have their colours once more, in lines of other dashes. */
const FURTHER_DASHES: readonly (readonly number[])[] = [[], [10, 2], [4, 2], [1, 2]];
/** The first curve of a group is whole. */
const GROUP_DASHES: readonly (readonly number[])[] = [[], ...THEORY_DASHES];
/** Curves of more points have signs here and there. */
const MOST_SIGNS = 25;
const SIGNS_ON_A_CURVE = 10;

/**
 * Theory has the colour of what it is the theory of, where each of several measured series has one, or else none of its own,
 * so that it is seen over what it is beside; a broken line and no sign.
 */
export function plotLooks(series: readonly PlotSeries[]): PlotLook[] {
  const measured = series.filter(({ isTheory }) => !isTheory).length;
  const inPairs = measured > 1 && series.length - measured === measured;
  let measuredBefore = 0;
  let theoryBefore = 0;
  const inGroup = new Map<number, number>();
  return series.map((one) => {
    if (one.group !== undefined) {
      const place = inGroup.get(one.group) ?? 0;
      inGroup.set(one.group, place + 1);
      return lookInGroup(one, one.group, place);
    }
    if (one.isTheory) {
      const place = theoryBefore++;
      const dash = THEORY_DASHES[place % THEORY_DASHES.length]!;
      const colour = inPairs ? place % PLOT_COLOURS : 'quiet';
      return { colour, dash: one.kind === 'points' ? null : dash, marker: signOfTheory(one), markerEvery: 1 };
    }
    const place = measuredBefore++;
    const few = lengthOf(one) <= MOST_SIGNS;
    const hasSigns = one.kind === 'points' || few || (measured > 1 && one.kind === 'line');
    const round = Math.floor(place / PLOT_COLOURS);
    return {
      colour: place % PLOT_COLOURS,
      dash: one.kind === 'points' ? null : FURTHER_DASHES[round % FURTHER_DASHES.length]!,
      marker: hasSigns && one.kind !== 'steps' ? MARKERS[(place + round) % MARKERS.length]! : null,
      markerEvery: markerEvery(one),
    };
  });
}

/** @param place among those of its group */
function lookInGroup(one: PlotSeries, group: number, place: number): PlotLook {
  const round = Math.floor(group / PLOT_COLOURS);
  return {
    colour: group % PLOT_COLOURS,
    dash: one.kind === 'points' ? null : GROUP_DASHES[place % GROUP_DASHES.length]!,
    marker: one.kind === 'steps' ? null : MARKERS[(group + round) % MARKERS.length]!,
    markerEvery: markerEvery(one),
  };
}

function markerEvery(one: PlotSeries): number {
  const length = lengthOf(one);
  return one.kind === 'points' || length <= MOST_SIGNS ? 1 : Math.ceil(length / SIGNS_ON_A_CURVE);
}

function lengthOf({ x, expected = 0 }: PlotSeries): number {
  return Math.max(x.length, expected);
}

function signOfTheory({ kind }: PlotSeries): MarkerShape | null {
  return kind === 'points' ? 'cross' : null;
}
