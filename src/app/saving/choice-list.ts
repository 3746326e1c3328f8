import { make } from '../elements/element.ts';

export interface Choosable<Value> {
  readonly value: Value;
  readonly name: string;
  readonly title: string;
  /** What there is to say of it: a sentence or a few words. */
  readonly note: string;
  /** Those of one group follow one another, below its name. */
  readonly group?: string;
  /** Whether it cannot be chosen; its note says why. */
  readonly isOff: boolean;
}

/** A list of which one is chosen, each with a note below it: the browser's radio buttons, so that arrows go through them. */
export class ChoiceList<Value> {
  readonly root: HTMLFieldSetElement;
  readonly #name: string;
  readonly #onChoose: (value: Value) => void;
  readonly #list = make('div', { class: 'choice-list' });
  #chosen: Value | null = null;

  constructor(title: string, name: string, onChoose: (value: Value) => void) {
    this.#name = name;
    this.#onChoose = onChoose;
    this.root = make('fieldset', { class: 'choices' }, make('legend', {}, title), this.#list);
  }

  /** `null` where nothing can be chosen. */
  get value(): Value | null {
    return this.#chosen;
  }

  /** @param wanted the name of what is chosen, or else the first that can be */
  show(choices: readonly Choosable<Value>[], wanted: string): void {
    const possible = choices.filter(({ isOff }) => !isOff);
    const chosen = possible.find(({ name }) => name === wanted) ?? possible[0] ?? null;
    let group: string | undefined;
    const rows: HTMLElement[] = [];
    for (const choice of choices) {
      if (choice.group !== group && choice.group) rows.push(make('h3', {}, choice.group));
      group = choice.group;
      rows.push(this.#row(choice, choice === chosen));
    }
    this.#list.replaceChildren(...rows);
    this.#chosen = chosen?.value ?? null;
    if (chosen) this.#onChoose(chosen.value);
  }

  focus(): void {
    this.#list.querySelector<HTMLInputElement>('input:checked')?.focus();
  }

  #row({ value, name, title, note, isOff }: Choosable<Value>, isChosen: boolean): HTMLElement {
    const input = make('input', { type: 'radio', name: this.#name, value: name });
    input.checked = isChosen;
    input.disabled = isOff;
    input.addEventListener('change', () => {
      this.#chosen = value;
      this.#onChoose(value);
    });
    const noteId = `${this.#name}-${name}-note`;
    input.setAttribute('aria-describedby', noteId);
    return make(
      'div',
      { class: 'choice' },
      make('label', {}, input, title),
      make('p', { class: 'choice-note', id: noteId }, note),
    );
  }
}
