import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';

/** How experiments are looked at next to each other. */
export const WAYS = {
  difference: 'Difference',
  beside: 'Side by side',
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
}

export const FIRST_LOOK: CompareLook = { way: 'difference', first: 'current', second: 'A' };

export function labelOf(compared: Compared): string {
  return compared === 'current' ? 'Current' : compared;
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

/** The look with another first or second; where both would be the same, they change places. */
export function lookingAt(look: CompareLook, place: 'first' | 'second', compared: Compared): CompareLook {
  const otherPlace = place === 'first' ? 'second' : 'first';
  const other = look[otherPlace] === compared ? look[place] : look[otherPlace];
  return { ...look, [place]: compared, [otherPlace]: other };
}
