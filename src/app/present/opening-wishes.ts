import type { NewestWish } from '../runs/newest-wish.ts';
import type { Notices } from '../shell/notices.ts';

export interface OpeningWishesCallbacks {
  /** Something else was asked for. */
  onBegin(): void;
  /** Nothing is being opened any more, whether something was or not. */
  onSettled(): void;
}

/**
 * What is being opened. Each wish abandons the one before it, and what goes wrong with the newest is told in a sentence, with
 * a way to try again.
 */
export class OpeningWishes {
  readonly #wishes: NewestWish;
  readonly #notices: Pick<Notices, 'failure'>;
  readonly #callbacks: OpeningWishesCallbacks;
  /** Those that have not ended, abandoned ones too. */
  readonly #underWay = new Set<Promise<boolean>>();

  /** @param wishes orders what is opened among all that puts something else on the page: the newest wins */
  constructor(wishes: NewestWish, notices: Pick<Notices, 'failure'>, callbacks: OpeningWishesCallbacks) {
    this.#wishes = wishes;
    this.#notices = notices;
    this.#callbacks = callbacks;
  }

  /** Resolves when nothing is being opened any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /**
   * Begins a wish.
   *
   * @param work opens something, and says whether that is the present experiment
   * @returns the same, `false` where it was abandoned
   */
  async open(work: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    const signal = this.#wishes.begin();
    this.#callbacks.onBegin();
    const working = Promise.race([work(signal), abandoned(signal)]).catch((error: unknown) => {
      if (!signal.aborted) this.#notices.failure(error, () => void this.open(work));
      return false;
    });
    this.#underWay.add(working);
    const isOpened = await working;
    this.#underWay.delete(working);
    if (this.#underWay.size === 0) this.#callbacks.onSettled();
    return isOpened && !signal.aborted;
  }
}

/** Rejects when a wish is abandoned: nobody waits for what is on its way for it. */
function abandoned(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
