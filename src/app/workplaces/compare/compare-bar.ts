import { button, make } from '../../elements/element.ts';
import type { CompareHand, CompareShown } from './compare-face.ts';
import { type Compared, labelOf, WAY_NAMES, WAYS, type Way } from './compare-look.ts';

const PLACES = ['first', 'second'] as const;

/** Above the stage: how experiments are looked at, and which two. */
export class CompareBar {
  readonly root: HTMLElement;
  readonly #ways: ReadonlyMap<Way, HTMLButtonElement>;
  readonly #pair: HTMLElement;
  readonly #places: Readonly<Record<(typeof PLACES)[number], HTMLSelectElement>>;

  constructor(hand: CompareHand) {
    this.#ways = new Map(WAY_NAMES.map((way) => [way, button(WAYS[way], () => hand.way(way))]));
    const place = (name: (typeof PLACES)[number], label: string) => {
      const select = make('select', { 'aria-label': label });
      select.addEventListener('change', () => hand.look(name, select.value as Compared));
      return select;
    };
    this.#places = { first: place('first', 'First experiment'), second: place('second', 'Second experiment') };
    this.#pair = make('div', { class: 'compare-pair' }, this.#places.first, 'and', this.#places.second);
    this.root = make(
      'div',
      { class: 'compare-bar', role: 'group', 'aria-label': 'How to compare' },
      make('div', { class: 'compare-ways' }, ...this.#ways.values()),
      this.#pair,
    );
  }

  show({ way, pair, there }: CompareShown): void {
    for (const [name, choice] of this.#ways) choice.setAttribute('aria-pressed', String(name === way));
    this.#pair.hidden = way === 'beside' || there.length < 3;
    for (const [at, name] of PLACES.entries()) {
      const select = this.#places[name];
      const names = there.map(labelOf).join();
      // What is open under a hand is not to be made anew.
      if (Array.from(select.options, ({ label }) => label).join() !== names) {
        select.replaceChildren(...there.map((compared) => new Option(labelOf(compared), compared)));
      }
      if (pair) select.value = pair[at]!;
    }
  }
}
