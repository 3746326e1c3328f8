import type { DisplayWindow } from '../panes/window-level.ts';
import type { PartOfMoment, PresentExperiment } from '../present/present-experiment.ts';
import type { WindowKind } from './view.ts';

/** Windows that do not belong to the experiment; `null` follows the data. */
export type OtherKind = Exclude<WindowKind, 'slice'>;

/** What a hand has made of how pictures are shown, apart from the slice's window, which is part of the experiment. */
export type TurnedState = Readonly<Record<OtherKind, DisplayWindow | null>> & { readonly inverted: boolean };

const FOLLOWING = { unfiltered: null, sinogram: null, difference: null, similarity: null, radiograph: null } as const;
/** In links too, so that nothing more has to be said of another one there. */
export const TURNED_KINDS = Object.keys(FOLLOWING) as OtherKind[];
export const AS_AT_FIRST: TurnedState = { ...FOLLOWING, inverted: false };

/**
 * The windows that a hand has turned, and whether pictures are inverted. Each is a step of the present experiment's past,
 * whether or not the experiment itself is another one.
 */
export class TurnedWindows implements PartOfMoment<TurnedState> {
  readonly isStep = true;
  readonly #present: PresentExperiment;
  #state = AS_AT_FIRST;

  constructor(present: PresentExperiment) {
    this.#present = present;
    present.addPart('windows', this);
  }

  state(): TurnedState {
    return this.#state;
  }

  bring(state: TurnedState | null): void {
    this.#state = state ?? AS_AT_FIRST;
  }

  get inverted(): boolean {
    return this.#state.inverted;
  }

  /** `null` where no hand has turned it. */
  of(kind: OtherKind): DisplayWindow | null {
    return this.#state[kind];
  }

  /** Turns a window. @param finished when the hand lets go */
  turn(kind: WindowKind, window: DisplayWindow, finished: boolean): void {
    const step = { gesture: `window of the ${kind}`, moving: !finished };
    if (kind === 'slice') this.#present.change({ display: window }, step);
    else {
      this.#state = { ...this.#state, [kind]: window };
      this.#present.again(step);
    }
  }

  invert(inverted: boolean): void {
    this.#state = { ...this.#state, inverted };
    this.#present.again();
  }

  /** For another subject, and in one step with it: all windows follow the data. */
  forget(): void {
    this.#state = { ...this.#state, ...FOLLOWING };
  }

  /** Another filter, which is the present one already, puts a plain back-projection on another scale. */
  forgetUnfiltered(): void {
    this.#state = { ...this.#state, unfiltered: null };
    this.#present.note();
  }

  /** Everything is shown as at first. @param display the window of the slice */
  reset(display: DisplayWindow | null): void {
    this.#state = AS_AT_FIRST;
    this.#present.change({ display });
  }
}
