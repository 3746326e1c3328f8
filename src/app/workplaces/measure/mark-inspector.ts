import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { Mark } from '../../marks/mark.ts';
import { type MarkField, markFields } from '../../marks/mark-fields.ts';
import type { MarkValues } from '../../marks/mark-values.ts';
import { fillList } from '../../panels/numbers-list.ts';
import { hasLengths } from '../../panes/axis-description.ts';
import { WHOLE_STEP } from '../../present/past.ts';
import type { AxisUnits, MeasureHand } from './measure-face.ts';
import { numberRows } from './number-rows.ts';

/** What was measured at the chosen mark, and its place and size as numbers that can be typed. */
export class MarkInspector {
  readonly root: HTMLElement;
  readonly #hand: Pick<MeasureHand, 'reshape' | 'remove' | 'removeAll'>;
  readonly #say: (sentence: string) => void;
  readonly #numbers = make('dl', { class: 'numbers-list' });
  readonly #remark = make('p', { class: 'numbers-note' });
  readonly #fields = make('div', { class: 'measure-fields' });
  readonly #remove: HTMLButtonElement;
  readonly #removeAll: HTMLButtonElement;
  #mark: Mark | null = null;
  #units: AxisUnits = { horizontal: '', vertical: '' };
  /** Which mark has which fields. */
  #shape = '';
  #inputs: HTMLInputElement[] = [];

  constructor(hand: Pick<MeasureHand, 'reshape' | 'remove' | 'removeAll'>, say: (sentence: string) => void) {
    this.#hand = hand;
    this.#say = say;
    this.#remove = button('Remove', () => this.#mark && hand.remove(this.#mark.name), { title: 'Remove it (Delete)' });
    this.#removeAll = button('Remove all', () => hand.removeAll());
    this.root = make(
      'div',
      { class: 'measure-chosen', hidden: '' },
      this.#numbers,
      this.#remark,
      this.#fields,
      make('div', { class: 'measure-row' }, this.#remove, this.#removeAll),
    );
  }

  /** @param count of all marks */
  show(mark: Mark | null, units: AxisUnits, count: number): void {
    this.#mark = mark;
    this.#units = units;
    this.root.hidden = mark === null;
    if (!mark) return;
    setText(this.#remove, `Remove ${mark.name}`);
    this.#removeAll.hidden = count < 2;
    const fields = fieldsOf(mark, units);
    const shape = JSON.stringify([mark.name, units, fields.map(({ label }) => label)]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#fields.classList.toggle('measure-fields-of-points', fields.length > 3);
      this.#inputs = fields.map((field, i) => this.#input(field, i));
      this.#fields.replaceChildren(
        ...fields.map(({ label, of }, i) => {
          const unit = of === 'degrees' ? '°' : units[of];
          return make(
            'label',
            { class: 'measure-field' },
            make('span', {}, unit === '' ? label : `${label} (${unit})`),
            this.#inputs[i]!,
          );
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

  #input({ least, most }: MarkField, index: number): HTMLInputElement {
    const input = make('input', { type: 'number', step: 'any', min: String(least), max: String(most) });
    input.addEventListener('change', () => this.#typed(input, index));
    return input;
  }

  #typed(input: HTMLInputElement, index: number): void {
    const mark = this.#mark;
    if (!mark) return;
    const field = fieldsOf(mark, this.#units)[index]!;
    const value = input.valueAsNumber;
    if (Number.isFinite(value) && value >= field.least && value <= field.most) {
      this.#hand.reshape(mark.name, field.with(value), WHOLE_STEP);
      return;
    }
    input.value = String(field.value);
    this.#say(`${field.label} must be a number between ${field.least} and ${field.most}.`);
  }
}

/** Between unlike units there is no turning and no width. */
function fieldsOf({ form }: Mark, { horizontal, vertical }: AxisUnits): readonly MarkField[] {
  const fields = markFields(form);
  if (hasLengths({ horizontal: { unit: horizontal }, vertical: { unit: vertical } })) return fields;
  return fields.filter(({ label, of }) => of !== 'degrees' && !(form.kind === 'line' && label === 'Width'));
}
