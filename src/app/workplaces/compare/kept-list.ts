import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';
import type { CompareHand, KeptShown } from './compare-face.ts';

interface Entry {
  readonly root: HTMLElement;
  readonly words: HTMLElement;
  readonly takeUp: HTMLButtonElement;
  readonly replace: HTMLButtonElement;
}

/** What was kept, a line each, and what can be done with it. */
export class KeptList {
  readonly root = make('ul', { class: 'kept-list', 'aria-label': 'Kept experiments' });
  readonly #entries: ReadonlyMap<KeptName, Entry>;

  constructor(hand: CompareHand) {
    this.#entries = new Map(KEPT_NAMES.map((name) => [name, entryOf(name, hand)]));
    this.root.append(...[...this.#entries.values()].map(({ root }) => root));
  }

  show(kept: readonly KeptShown[]): void {
    for (const [name, { root, words, takeUp, replace }] of this.#entries) {
      const shown = kept.find((other) => other.name === name);
      root.hidden = shown === undefined;
      if (!shown) continue;
      setText(words, shown.words);
      for (const action of [takeUp, replace]) action.disabled = !shown.isAnother;
    }
    this.root.hidden = kept.length === 0;
  }
}

function entryOf(name: KeptName, hand: CompareHand): Entry {
  const words = make('span', { class: 'kept-words' });
  const action = (text: string, act: () => void, title: string) =>
    button(text, act, { title, 'aria-label': `${text} ${name}` });
  const takeUp = action(
    'Swap',
    () => hand.takeUp(name),
    `Continue with ${name}, and keep the current experiment as ${name}`,
  );
  const replace = action('Replace', () => hand.replace(name), `Keep the current experiment as ${name} instead`);
  const remove = action('Remove', () => hand.remove(name), `Keep ${name} no longer`);
  const root = make(
    'li',
    {},
    make('strong', {}, name),
    words,
    make('span', { class: 'kept-actions' }, takeUp, replace, remove),
  );
  return { root, words, takeUp, replace };
}
