import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';

/** How experiments are looked at next to each other. */
export const WAYS = {
  difference: 'Difference',
  beside: 'Side by side',
  swipe: 'Swipe',
  blink: 'Blink',
} as const;
export type Way = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as Way[];

/** An experiment that is compared, as it is called in links. */
export const COMPARED = ['current', ...KEPT_NAMES] as const;
export type Compared = 'current' | KeptName;

/** How the room shows what it compares: what comes back with the present experiment, and with a link to it. */
export interface CompareLook {
  readonly way: Way;
  /** The two that are looked at, where it is two. */
  readonly first: Compared;
  readonly second: Compared;
  /** Where the second begins when it is swiped, as a part of the picture's width. */
  readonly divider: number;
  /** How often blinking changes to the other picture. */
  readonly changesPerSecond: number;
}

/** More than three flashes in a second can harm (WCAG 2.3.1). */
export const CHANGES_PER_SECOND = [0.5, 1, 2, 3] as const;

export const FIRST_LOOK: CompareLook = {
  ...{ way: 'difference', first: 'current', second: 'A', divider: 0.5, changesPerSecond: 1 },
};

/** What of it is chosen, of which each change is a step; moving the divider is as moving a picture, which is none. */
export type CompareChoices = Pick<CompareLook, 'way' | 'first' | 'second'>;

export function choicesOf({ way, first, second }: CompareLook): CompareChoices {
  return { way, first, second };
}

export function labelOf(compared: Compared): string {
  return compared === 'current' ? 'Current' : compared;
}

/** The one whose numbers the others' are compared with: the first that was kept; `null` where nothing was. */
export function referenceOf(there: readonly Compared[]): KeptName | null {
  return there.find((compared) => compared !== 'current') ?? null;
}

/** The two that are looked at, of those that there are; `null` where there is only one. */
export function pairSeen(
  { first, second }: Pick<CompareLook, 'first' | 'second'>,
  there: readonly Compared[],
): readonly [Compared, Compared] | null {
  const one = there.includes(first) ? first : there[0]!;
  const other = second !== one && there.includes(second) ? second : there.find((compared) => compared !== one);
  return other === undefined ? null : [one, other];
}

/** The divider so much farther to the right, within the picture; steps stay on round numbers. */
export function dividedAt(look: CompareLook, divider: number): CompareLook {
  return { ...look, divider: Number(Math.min(1, Math.max(0, divider)).toFixed(3)) };
}

/** Blinking so many steps faster. */
export function blinkingFaster(look: CompareLook, steps: number): CompareLook {
  const at = CHANGES_PER_SECOND.findLastIndex((rate) => rate <= look.changesPerSecond);
  const to = Math.min(CHANGES_PER_SECOND.length - 1, Math.max(0, at + steps));
  return { ...look, changesPerSecond: CHANGES_PER_SECOND[to]! };
}

/** The look with another first or second; where both would be the same, they change places. */
export function lookingAt(look: CompareLook, place: 'first' | 'second', compared: Compared): CompareLook {
  const otherPlace = place === 'first' ? 'second' : 'first';
  const other = look[otherPlace] === compared ? look[place] : look[otherPlace];
  return { ...look, [place]: compared, [otherPlace]: other };
}
