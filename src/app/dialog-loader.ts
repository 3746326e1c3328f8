import { InputError } from '../errors.ts';
import { NewestWish } from './newest-wish.ts';
import type { Notices } from './notices.ts';

/** Fetches dialogs when they are first asked for: most visits need none of them. The newest that is asked for is shown. */
export class DialogLoader {
  readonly #notices: Notices;
  readonly #wishes = new NewestWish();

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /**
   * Shows a dialog once its part of the page is there; tells in a sentence where it cannot be had.
   *
   * @param show is called at once when the part has come, unless another dialog was asked for meanwhile
   */
  async open<Part>(fetchPart: () => Promise<Part>, show: (part: Part) => void): Promise<void> {
    const signal = this.#wishes.begin();
    try {
      const part = await fetched(fetchPart);
      if (!signal.aborted) show(part);
    } catch (error) {
      if (!signal.aborted) this.#notices.failure(error);
    }
  }
}

/** Something else is put on the page: what was talked about is no more, and each dialog ends what it has begun. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
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
