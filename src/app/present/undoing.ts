import type { NewestWish } from '../runs/newest-wish.ts';
import type { Moment, PresentPair } from './moment.ts';
import type { Opening } from './opening.ts';
import { experimentKeptWith, isOwnEntry, type PageAddress } from './page-address.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** Back to what the present experiment has been, and forth: by keys, by buttons, and by the browser's own Back and Forward. */
export class Undoing {
  readonly #present: PresentExperiment;
  readonly #wishes: NewestWish;
  readonly #onBrought: (before: PresentPair) => void;

  /**
   * @param wishes what is being opened is given up
   * @param onBrought the present experiment is one that has been; before it there was another
   */
  constructor(present: PresentExperiment, wishes: NewestWish, onBrought: (before: PresentPair) => void) {
    this.#present = present;
    this.#wishes = wishes;
    this.#onBrought = onBrought;
  }

  get canUndo(): boolean {
    return this.#present.past.canUndo;
  }

  get canRedo(): boolean {
    return this.#present.past.canRedo;
  }

  undo(): void {
    this.#go(() => this.#present.past.undo());
  }

  redo(): void {
    this.#go(() => this.#present.past.redo());
  }

  /** Follows the browser to its other entries, and to links that are put into the address. */
  followBrowser(address: PageAddress, opening: Opening): void {
    window.addEventListener('popstate', ({ state }) => {
      // A link that was followed has nothing kept with it; that it is another one is told by `hashchange`.
      if (!isOwnEntry(state)) return;
      const moment = address.arrived(state);
      if (moment === 'as-asked') return;
      if (moment !== null && this.#go(() => this.#present.past.goTo(moment))) opening.stopWaiting();
      else void opening.openAddress(location.hash, experimentKeptWith(state));
    });
    window.addEventListener('hashchange', () => {
      if (isOwnEntry(history.state)) return;
      address.arrived(history.state);
      void opening.openAddress(location.hash);
    });
  }

  /** @returns whether the present experiment is the one that was to be gone to */
  #go(step: () => Moment | null): boolean {
    if (!this.#present.isOpen) return false;
    const { pair } = this.#present;
    const { presentId } = this.#present.past;
    if (step() === null) return false;
    if (this.#present.past.presentId === presentId) return true;
    this.#wishes.abandon();
    this.#present.bringParts(pair);
    this.#onBrought(pair);
    return true;
  }
}
