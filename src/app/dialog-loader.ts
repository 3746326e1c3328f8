import { InputError } from '../errors.ts';
import type { Notices } from './notices.ts';

/** Fetches dialogs when they are first asked for, one at a time: most visits need none of them. */
export class DialogLoader {
  readonly #notices: Notices;
  #isFetching = false;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Shows a dialog once its part of the page is there; tells in a sentence where it cannot be had. */
  async open<Part>(fetchPart: () => Promise<Part>, show: (part: Part) => void): Promise<void> {
    // A key pressed twice is no wish for two dialogs.
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      show(await fetched(fetchPart));
    } catch (error) {
      this.#notices.failure(error);
    } finally {
      this.#isFetching = false;
    }
  }
}

/**
 * A part of the page, fetched.
 *
 * @throws InputError (rejects) where it cannot be had
 */
export async function fetched<Part>(fetchPart: () => Promise<Part>): Promise<Part> {
  return fetchPart().catch(() => {
    throw new InputError(
      'This part of the page could not be fetched; it is needed from the place the page came from, which does not answer',
    );
  });
}
