import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { KEPT_NAMES, type KeptName } from '../../present/kept-experiments.ts';
import type { CompareHand, KeptShown } from './compare-face.ts';

interface Entry {
  readonly root: HTMLElement;
  /** Its name and its words. */
  readonly told: HTMLElement;
  readonly words: HTMLElement;
  readonly takeUp: HTMLButtonElement;
  readonly replace: HTMLButtonElement;
}

/**
 * What can be done with each that was kept, and below what it differs by: words that grow or shrink move no button from
 * under a hand.
 */
export class KeptList {
  readonly root: HTMLElement;
  readonly #entries: ReadonlyMap<KeptName, Entry>;

  constructor(hand: CompareHand) {
    this.#entries = new Map(KEPT_NAMES.map((name) => [name, entryOf(name, hand)]));
    const entries = [...this.#entries.values()];
    this.root = make(
      'div',
      { class: 'kept' },
      make('ul', { class: 'kept-list', 'aria-label': 'Kept experiments' }, ...entries.map(({ root }) => root)),
      make('ul', { class: 'kept-told', 'aria-label': 'What they differ by' }, ...entries.map(({ told }) => told)),
    );
  }

  show(kept: readonly KeptShown[]): void {
    for (const [name, { root, told, words, takeUp, replace }] of this.#entries) {
      const shown = kept.find((other) => other.name === name);
      root.hidden = shown === undefined;
      told.hidden = shown === undefined;
      if (!shown) continue;
      setText(words, shown.words);
      for (const action of [takeUp, replace]) action.disabled = !shown.isAnother;
    }
    this.root.hidden = kept.length === 0;
  }
}

function entryOf(name: KeptName, hand: CompareHand): Entry {
  const id = `kept-words-${name}`;
  const words = make('span', { class: 'kept-words', id });
  const action = (text: string, act: () => void, title: string) =>
    button(text, act, { title, 'aria-label': `${text} ${name}`, 'aria-describedby': id });
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
    make('span', { class: 'kept-actions' }, takeUp, replace, remove),
  );
  const told = make('li', {}, make('strong', {}, name), words);
  return { root, told, words, takeUp, replace };
}
