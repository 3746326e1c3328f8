import { make } from '../elements/element.ts';

/** A number to be typed, with its name and unit. */
export interface NumberField {
  readonly root: HTMLElement;
  /** NaN where nothing that is a number stands there. */
  readonly value: number;
  /** Empties it with `null`. */
  set(value: number | null): void;
  /** What an empty field comes to. */
  hint(text: string): void;
}

/** @param value what stands there at first; nothing for `null` */
export function numberField(
  label: string,
  value: number | null,
  unit = '',
  attributes: Readonly<Record<string, string>> = {},
): NumberField {
  const input = make('input', {
    type: 'number',
    step: 'any',
    value: value === null ? '' : String(value),
    ...attributes,
  });
  return {
    root: make(
      'label',
      { class: 'arrays-number' },
      make('span', { class: 'arrays-number-name' }, label),
      make('span', {}, input, ' ', unit),
    ),
    get value() {
      return input.valueAsNumber;
    },
    set: (next) => {
      input.value = next === null ? '' : String(next);
    },
    hint: (text) => {
      input.placeholder = text;
    },
  };
}

/** One of a few, as radio buttons under a question. */
export class Choice<Value extends string> {
  readonly root: HTMLFieldSetElement;
  readonly #legend = make('legend');
  readonly #why = make('p', { class: 'arrays-why' });
  readonly #inputs = new Map<Value, HTMLInputElement>();

  /** @param onChange also told of what the page itself presets */
  constructor(name: string, options: readonly (readonly [Value, string])[], onChange: () => void = () => {}) {
    const labels = options.map(([value, text]) => {
      const input = make('input', { type: 'radio', name, value });
      this.#inputs.set(value, input);
      return make('label', {}, input, text);
    });
    this.root = make('fieldset', { class: 'arrays-choice' }, this.#legend, this.#why, ...labels);
    this.root.addEventListener('change', onChange);
  }

  get value(): Value {
    for (const [value, input] of this.#inputs) if (input.checked) return value;
    throw new Error('a choice has been asked for its value before anything was preset');
  }

  /** @param why the reason for the guess, a sentence, or `null` where it is only what is usual */
  preset(question: string, guess: Value, why: string | null): void {
    this.#legend.textContent = question;
    this.#why.textContent = why ?? '';
    this.#why.hidden = why === null;
    this.#inputs.get(guess)!.checked = true;
  }
}

/** What speaks for a guess, which the data have been asked for, as a sentence of its own. */
export function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
