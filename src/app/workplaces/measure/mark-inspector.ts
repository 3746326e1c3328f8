import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { Mark } from '../../marks/mark.ts';
import { type MarkAxes, type MarkField, markFields, NO_AXES } from '../../marks/mark-fields.ts';
import type { MarkValues } from '../../marks/mark-values.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { WHOLE_STEP } from '../../present/past.ts';
import type { MeasureHand } from './measure-face.ts';
import { numberRows } from './number-rows.ts';
import { refusalOf } from './refused-number.ts';

/** What was measured at the chosen mark, and its place and size as numbers that can be typed. */
export class MarkInspector {
  readonly root: HTMLElement;
  readonly #hand: Pick<MeasureHand, 'reshape' | 'remove' | 'removeAll'>;
  readonly #numbers = make('dl', { class: 'numbers-list' });
  readonly #remark = make('p', { class: 'numbers-note' });
  readonly #fields = make('div', { class: 'measure-fields' });
  /** Why what was typed was not taken. */
  readonly #refusal = make('p', { class: 'measure-refusal', role: 'alert', hidden: '' });
  readonly #remove: HTMLButtonElement;
  readonly #removeAll: HTMLButtonElement;
  #mark: Mark | null = null;
  #axes: MarkAxes = NO_AXES;
  /** Which mark has which fields. */
  #shape = '';
  #inputs: HTMLInputElement[] = [];

  constructor(hand: Pick<MeasureHand, 'reshape' | 'remove' | 'removeAll'>) {
    this.#hand = hand;
    this.#remove = button('Remove', () => this.#mark && hand.remove(this.#mark.name), { title: 'Remove it (Delete)' });
    this.#removeAll = button('Remove all', () => hand.removeAll());
    this.root = make(
      'div',
      { class: 'measure-chosen', hidden: '' },
      this.#numbers,
      this.#remark,
      this.#fields,
      this.#refusal,
      make('div', { class: 'measure-row' }, this.#remove, this.#removeAll),
    );
  }

  /** @param count of all marks */
  show(mark: Mark | null, axes: MarkAxes, count: number): void {
    if (mark !== this.#mark) this.#refuse(null);
    this.#mark = mark;
    this.#axes = axes;
    this.root.hidden = mark === null;
    if (!mark) return;
    setText(this.#remove, `Remove ${mark.name}`);
    this.#removeAll.hidden = count < 2;
    const fields = markFields(mark.form, axes);
    const shape = JSON.stringify([mark.name, fields.map((field) => [fieldName(field, axes), field.most])]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#fields.classList.toggle('measure-fields-of-points', fields.length > 3);
      this.#inputs = fields.map((field, i) => this.#input(field, i));
      this.#fields.replaceChildren(
        ...fields.map((field, i) =>
          make('label', { class: 'measure-field' }, make('span', {}, fieldName(field, axes)), this.#inputs[i]!),
        ),
      );
    }
    for (const [i, { value }] of fields.entries()) {
      const input = this.#inputs[i]!;
      // What is being typed is not written over.
      if (input !== document.activeElement || input.dataset.shown !== String(value)) input.value = String(value);
      input.dataset.shown = String(value);
    }
  }

  showValues(values: MarkValues | null): void {
    fillList(this.#numbers, numberRows(values?.numbers ?? []));
    setText(this.#remark, values?.remark ?? '');
    this.#remark.hidden = !values?.remark;
  }

  #input({ least, most }: MarkField, index: number): HTMLInputElement {
    const input = make('input', { type: 'number', step: 'any', min: String(least), max: String(most) });
    input.addEventListener('change', () => this.#typed(input, index));
    return input;
  }

  #typed(input: HTMLInputElement, index: number): void {
    const mark = this.#mark;
    if (!mark) return;
    const field = markFields(mark.form, this.#axes)[index]!;
    const why = refusalOf(field, input.valueAsNumber, unitOf(field, this.#axes));
    this.#refuse(why);
    if (why === null) this.#hand.reshape(mark.name, field.with(input.valueAsNumber), WHOLE_STEP);
    else input.value = String(field.value);
  }

  #refuse(sentence: string | null): void {
    setText(this.#refusal, sentence ?? '');
    this.#refusal.hidden = sentence === null;
  }
}

function unitOf({ of }: MarkField, axes: MarkAxes): string {
  return of === 'degrees' ? '°' : (axes[of].unit ?? '');
}

function fieldName(field: MarkField, axes: MarkAxes): string {
  const unit = unitOf(field, axes);
  return unit === '' ? field.label : `${field.label} (${unit})`;
}
