import { choiceText } from '../../experiment/choice-text.ts';
import { make } from '../elements/element.ts';
import type { OfferedKnob } from './offered-knobs.ts';

const USUAL_STEPS = '6';

/** One knob and its values, to be chosen: a range of a number, or some of a few words. */
export class KnobForm {
  readonly root: HTMLFieldSetElement;
  readonly #knobs: readonly OfferedKnob[];
  readonly #select: HTMLSelectElement;
  readonly #from = numberInput();
  readonly #to = numberInput();
  readonly #steps = numberInput({ min: '2', step: '1', value: USUAL_STEPS });
  readonly #scale = make(
    'select',
    {},
    make('option', { value: 'linear' }, 'evenly'),
    make('option', { value: 'log' }, 'by equal factors'),
  );
  readonly #unit = make('span', { class: 'sweep-unit' });
  readonly #range: HTMLElement;
  readonly #words = make('div', { class: 'sweep-words', role: 'group', 'aria-label': 'Its values' });
  #boxes: { readonly word: string; readonly box: HTMLInputElement }[] = [];

  /** @param none what stands for no knob; left out, there must be one */
  constructor(legend: string, knobs: readonly OfferedKnob[], chosen: string, none?: string) {
    this.#knobs = knobs;
    this.#select = make(
      'select',
      { 'aria-label': legend },
      ...(none === undefined ? [] : [make('option', { value: '' }, none)]),
      ...knobs.map(({ path, label }) => make('option', { value: path }, label)),
    );
    this.#select.value = chosen;
    this.#range = make(
      'div',
      { class: 'sweep-range' },
      labelled('From', this.#from),
      labelled('to', this.#to, this.#unit),
      labelled('Values', this.#steps),
      labelled('Spaced', this.#scale),
    );
    this.root = make(
      'fieldset',
      { class: 'sweep-knob' },
      make('legend', {}, legend),
      this.#select,
      this.#range,
      this.#words,
    );
    this.#select.addEventListener('change', () => this.#show());
    this.#show();
  }

  /** As a sweep's file says it; `null` where no knob is chosen. What is wrong with it is found there. */
  get json(): object | null {
    const knob = this.#knob;
    if (!knob) return null;
    const { path } = knob;
    if (knob.kind === 'words') {
      return { path, values: this.#boxes.filter(({ box }) => box.checked).map(({ word }) => word) };
    }
    const [from, to, steps] = [this.#from, this.#to, this.#steps].map((input) => input.valueAsNumber);
    return { path, label: knob.label, values: { from, to, steps, scale: this.#scale.value } };
  }

  get #knob(): OfferedKnob | undefined {
    return this.#knobs.find(({ path }) => path === this.#select.value);
  }

  #show(): void {
    const knob = this.#knob;
    this.#range.hidden = knob?.kind !== 'number';
    this.#words.hidden = knob?.kind !== 'words';
    if (knob?.kind === 'number') {
      const { from, to, scale } = knob.range;
      this.#from.value = String(from);
      this.#to.value = String(to);
      this.#scale.value = scale;
      this.#unit.textContent = knob.unit;
    } else if (knob) {
      this.#boxes = knob.words.map((word) => {
        const box = make('input', { type: 'checkbox' });
        box.checked = true;
        return { word, box };
      });
      this.#words.replaceChildren(
        ...this.#boxes.map(({ word, box }) => make('label', {}, box, choiceText(knob.path, word))),
      );
    }
  }
}

export function numberInput(attributes: Readonly<Record<string, string>> = {}): HTMLInputElement {
  return make('input', { type: 'number', step: 'any', ...attributes });
}

/** A control behind its name, which is the whole of its name: neither its choices nor its unit. */
export function labelled(text: string, input: HTMLElement, ...after: (Node | string)[]): HTMLLabelElement {
  input.setAttribute('aria-label', text);
  return make('label', { class: 'sweep-field' }, make('span', {}, text), input, ...after);
}
