import type { Saveable } from './saveable.ts';

/** Asks an element of the page what of it can be saved: whoever made it adds to the list. */
export class SaveOffer extends Event {
  readonly offers: Saveable[] = [];

  constructor() {
    super('offersave');
  }
}
