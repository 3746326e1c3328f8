import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { Mark } from '../../marks/mark.ts';
import { type MarkField, markFields } from '../../marks/mark-fields.ts';
import type { MarkValues } from '../../marks/mark-values.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { WHOLE_STEP } from '../../present/past.ts';
import type { MeasureHand } from './measure-face.ts';
import { numberRows } from './number-rows.ts';

/** What was measured at the chosen mark, and its place and size as numbers that can be typed. */
export class MarkInspector {
  readonly root: HTMLElement;
  readonly #hand: Pick<MeasureHand, 'reshape' | 'remove'>;
  readonly #say: (sentence: string) => void;
  readonly #numbers = make('dl', { class: 'numbers-list' });
  readonly #remark = make('p', { class: 'numbers-note' });
  readonly #fields = make('div', { class: 'measure-fields' });
  readonly #remove: HTMLButtonElement;
  #mark: Mark | null = null;
  #shape = '';
  #inputs: HTMLInputElement[] = [];

  constructor(hand: Pick<MeasureHand, 'reshape' | 'remove'>, say: (sentence: string) => void) {
    this.#hand = hand;
    this.#say = say;
    this.#remove = button('Remove', () => this.#mark && hand.remove(this.#mark.name), { title: 'Remove it (Delete)' });
    this.root = make(
      'div',
      { class: 'measure-chosen', hidden: '' },
      this.#numbers,
      this.#remark,
      this.#fields,
      this.#remove,
    );
  }

  show(mark: Mark | null, isToScale: boolean): void {
    this.#mark = mark;
    this.root.hidden = mark === null;
    if (!mark) return;
    setText(this.#remove, `Remove ${mark.name}`);
    const fields = this.#fieldsOf(mark, isToScale);
    const shape = JSON.stringify([mark.name, isToScale, fields.map(({ label }) => label)]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#inputs = fields.map((field, i) => this.#input(field, i));
      this.#fields.replaceChildren(
        ...fields.map(({ label, of }, i) => {
          const unit = of === 'degrees' ? '°' : isToScale ? 'mm' : '';
          return make('label', { class: 'measure-field' }, make('span', {}, label), this.#inputs[i]!, unit);
        }),
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

  /** Between unlike units there is no turning and no width. */
  #fieldsOf({ form }: Mark, isToScale: boolean): readonly MarkField[] {
    const fields = markFields(form);
    return isToScale
      ? fields
      : fields.filter(({ label, of }) => of !== 'degrees' && !(form.kind === 'line' && label === 'Width'));
  }

  #input({ least, most }: MarkField, index: number): HTMLInputElement {
    const input = make('input', { type: 'number', step: 'any', min: String(least), max: String(most) });
    input.addEventListener('change', () => this.#typed(input, index));
    return input;
  }

  #typed(input: HTMLInputElement, index: number): void {
    const mark = this.#mark;
    if (!mark) return;
    const field = this.#fieldsOf(mark, JSON.parse(this.#shape)[1])[index]!;
    const value = input.valueAsNumber;
    if (Number.isFinite(value) && value >= field.least && value <= field.most) {
      this.#hand.reshape(mark.name, field.with(value), WHOLE_STEP);
      return;
    }
    input.value = String(field.value);
    this.#say(`${field.label} must be a number between ${field.least} and ${field.most}.`);
  }
}
