import type { KeptName } from '../../present/kept-experiments.ts';
import type { Differing } from '../../present/what-differs.ts';
import type { Compared, CompareLook, Way } from './compare-look.ts';
import type { MeasureRow } from './lane-measures.ts';

/** What a hand can do in *Compare*. */
export interface CompareHand {
  way(way: Way): void;
  /** Looks at another experiment, in the first or second place. */
  look(place: 'first' | 'second', compared: Compared): void;
  /** Moves the divider to a part of the picture's width. @param moving while the hand goes on */
  divide(divider: number, moving: boolean): void;
  /** Shows the other of two in one place; of a swipe, changes sides. */
  flip(): void;
  /** Blinks, or stands still. */
  toggleBlinking(): void;
  setRate(changesPerSecond: number): void;
  /** Makes what was kept the present experiment, and keeps what was there in its place. */
  takeUp(name: KeptName): void;
  /** Keeps the present experiment in the place of what was kept. */
  replace(name: KeptName): void;
  remove(name: KeptName): void;
  compareBackends(): void;
}

/** An experiment that was kept, in words. */
export interface KeptShown {
  readonly name: KeptName;
  /** What it differs by from the present one. */
  readonly words: string;
  /** Whether it is another experiment than the present one. */
  readonly isAnother: boolean;
}

export interface CompareShown {
  readonly look: Pick<CompareLook, 'way' | 'divider' | 'changesPerSecond'>;
  /** Whether the two change places by themselves. */
  readonly isBlinking: boolean;
  /** Whether motion is unwelcome, so that nothing does anything by itself. */
  readonly isStill: boolean;
  /** The two that are looked at, of those there are. */
  readonly pair: readonly [Compared, Compared] | null;
  readonly there: readonly Compared[];
  /** Whether there is a GPU to compare the CPU with. */
  readonly hasGpu: boolean;
  readonly kept: readonly KeptShown[];
}

/** What is seen of *Compare*, besides the stage. */
export interface CompareFace {
  /** Stands above the stage. */
  readonly bar: HTMLElement;
  /** Stands above the numbers of the run. */
  readonly root: HTMLElement;
  show(shown: CompareShown): void;
  /** Numbers are on their way. */
  await(there: readonly Compared[]): void;
  /** What all slices have where one points. */
  showPointed(row: MeasureRow): void;
  /** What they have at marks. */
  showMarks(rows: readonly MeasureRow[]): void;
  /** @param reference the one that the others' numbers are compared with */
  showNumbers(
    there: readonly Compared[],
    reference: KeptName | null,
    rows: readonly MeasureRow[],
    differing: readonly Differing[],
  ): void;
}
