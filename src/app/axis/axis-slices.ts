import type { DeviceArray } from '../../compute/device.ts';
import {
  type Fineness,
  finenessesOf,
  type HeldReadings,
  negativePart,
  sliceAbout,
} from '../../experiment/about-axes.ts';

/** A slice about one axis, as far as it has been made. */
export interface AxisSlice {
  /** The first that was made, to be looked at beside others. */
  readonly small: AxisImage;
  /** The finest so far. */
  readonly fine: AxisImage;
  /** What is least at the right axis; `null` where it is not yet known, or cannot be. */
  readonly figure: number | null;
}

/** [pixels × pixels] */
export interface AxisImage {
  readonly values: Float32Array;
  readonly pixels: number;
}

interface Made extends AxisSlice {
  /** How many of the finenesses have been made. */
  readonly done: number;
}

/**
 * Slices of the same readings about several axes: all of them small at first, from the one that is looked at outwards, and
 * then finer and finer. What has been made stays as long as it is wanted.
 */
export class AxisSlices<A extends DeviceArray = DeviceArray> {
  readonly #held: HeldReadings<A>;
  readonly #signal: AbortSignal;
  readonly #onMade: () => void;
  readonly #made = new Map<number, Made>();
  readonly #finenesses: readonly Fineness[];
  /** Wanted, the most urgent first. */
  #wanted: readonly number[] = [];
  #working: Promise<void> | null = null;

  constructor(held: HeldReadings<A>, signal: AbortSignal, onMade: () => void) {
    this.#held = held;
    this.#signal = signal;
    this.#onMade = onMade;
    this.#finenesses = finenessesOf(held.experiment);
  }

  of(offset: number): AxisSlice | null {
    return this.#made.get(offset) ?? null;
  }

  /** @returns rejects as the work does, with the signal's reason where it is given up */
  want(offsets: readonly number[], selected: number): Promise<void> {
    this.#wanted = offsets.toSorted((a, b) => Math.abs(a - selected) - Math.abs(b - selected));
    for (const offset of this.#made.keys()) if (!offsets.includes(offset)) this.#made.delete(offset);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  /** Resolves when nothing is being made any more. */
  async ended(): Promise<void> {
    await this.#working?.catch(() => undefined);
  }

  async #work(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      await this.#make(next.offset, next.place);
      this.#signal.throwIfAborted();
    }
  }

  /** What is to be made now: nothing finer before all are there less finely. */
  #next(): { readonly offset: number; readonly place: number } | null {
    for (const place of this.#finenesses.keys()) {
      const offset = this.#wanted.find((wanted) => (this.#made.get(wanted)?.done ?? 0) <= place);
      if (offset !== undefined) return { offset, place };
    }
    return null;
  }

  async #make(offset: number, place: number): Promise<void> {
    const fineness = this.#finenesses[place]!;
    const { pixels } = fineness;
    const image = { values: await sliceAbout(this.#held, offset, fineness, this.#signal), pixels };
    const before = this.#made.get(offset);
    if (!this.#wanted.includes(offset) || (place > 0 && !before)) return;
    this.#made.set(offset, {
      ...{ small: before?.small ?? image, fine: image, done: place + 1 },
      figure: before?.figure ?? this.#figureOf(offset, fineness, image),
    });
    this.#onMade();
  }

  /** Few views leave more below 0 than an axis that is a little off. */
  #figureOf(offset: number, { isOfFewViews }: Fineness, { values, pixels }: AxisImage): number | null {
    const { opposite } = this.#held;
    if (opposite) return opposite(offset);
    return isOfFewViews ? null : negativePart(values, pixels);
  }
}
