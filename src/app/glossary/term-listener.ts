import { fetchedPart } from '../../fetched-part.ts';
import type { TermHand, TermPage } from './term-hand.ts';
import { LABELS } from './term-labels.ts';

/** What hands do to ask for a term: point at a label, press it, keep a finger on it. */
const KINDS = [
  'pointerover',
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'click',
  'contextmenu',
  'scroll',
] as const;

/** Hears when a hand may ask what a word on screen means. Cards and glossary are fetched when the first label is pointed at. */
export class TermListener {
  readonly #page: TermPage;
  #hand: TermHand | null = null;

  constructor(page: TermPage) {
    this.#page = page;
    for (const kind of KINDS) document.addEventListener(kind, (event) => this.#hear(event), { capture: true });
    window.addEventListener('keydown', (event) => this.#pressed(event), { capture: true });
  }

  /** Explains what is pointed at, or what has the focus; all terms where neither is one. */
  explain(): void {
    const focused = document.activeElement;
    this.#ask((hand) => hand.explain(focused));
  }

  /** Shows all terms. */
  list(): void {
    this.#ask((hand) => hand.list());
  }

  #hear(event: Event): void {
    if (this.#hand) this.#hand.take(event);
    else if ((event.target as Element).closest?.(LABELS)) {
      const isAsked = event.type === 'click' && (event.target as Element).closest('[data-explains]');
      // What nobody has asked for may fail in silence.
      this.#fetched().then(
        (hand) => hand.take(event),
        (error: unknown) => isAsked && this.#page.notices.failure(error),
      );
    }
  }

  /** Browsers have their own help under this key. */
  #pressed(event: KeyboardEvent): void {
    this.#hand?.keyed(event);
    if (event.key !== 'F1') return;
    event.preventDefault();
    event.stopPropagation();
    this.explain();
  }

  #ask(act: (hand: TermHand) => void): void {
    this.#fetched().then(act, (error: unknown) => this.#page.notices.failure(error));
  }

  async #fetched(): Promise<TermHand> {
    const { TermHand } = await fetchedPart(() => import('./term-hand.ts'));
    this.#hand ??= new TermHand(this.#page);
    return this.#hand;
  }
}
