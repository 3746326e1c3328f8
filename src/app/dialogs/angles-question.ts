import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { make } from '../element.ts';
import type { ArrayAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-files.ts';
import { Choice, numberField, sentence } from './question.ts';

const UNITS: readonly (readonly [AngleUnit, string])[] = [
  ['degrees', 'degrees'],
  ['radians', 'radians'],
];

/** What a file's angles are in, or over which arc the views go where no file has their angles. */
export class AnglesQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #unit = new Choice<AngleUnit>('angle-unit', UNITS);
  readonly #arc = numberField('Arc of the views, counter-clockwise', 180, '°');
  #array: OpenedArray | null = null;

  constructor() {
    this.#unit.root.classList.add('arrays-inline');
    this.root.append(this.#unit.root, this.#arc.root);
  }

  get answer(): Pick<ArrayAnswers, 'angleUnit' | 'arcDeg'> {
    return { angleUnit: this.#array ? this.#unit.value : 'degrees', arcDeg: this.#arc.value };
  }

  show(sinogram: OpenedArray | null, angles: OpenedArray | null): void {
    this.root.hidden = sinogram === null;
    this.#unit.root.hidden = angles === null;
    this.#arc.root.hidden = angles !== null;
    if (!angles || angles === this.#array) return;
    this.#array = angles;
    const guess = angles.angles;
    this.#unit.preset('What are the angles in?', guess?.unit ?? 'degrees', guess?.why ? sentence(guess.why) : null);
  }
}
