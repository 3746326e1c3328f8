import './dialog.css';
import { fetchedPart } from '../../fetched-part.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import type { Notices } from '../shell/notices.ts';

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
      const part = await fetchedPart(fetchPart);
      if (!signal.aborted) show(part);
    } catch (error) {
      if (!signal.aborted) this.#notices.failure(error, () => void this.open(fetchPart, show));
    }
  }
}

/** Something else is put on the page: what was talked about is no more, and each dialog ends what it has begun. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
}
