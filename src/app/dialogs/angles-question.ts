import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { make } from '../elements/element.ts';
import type { ArrayAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-files.ts';
import { Choice, numberField, sentence } from './question.ts';

const UNITS: readonly (readonly [AngleUnit, string])[] = [
  ['degrees', 'degrees'],
  ['radians', 'radians'],
];

const ENDS = {
  180: 'The last view continues into the mirror image of the first, as in a half turn.',
  360: 'The last view continues into the first, as in a full turn.',
} as const;

/** What a file's angles are in, or over which arc the views go where no file has their angles. */
export class AnglesQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #unit = new Choice<AngleUnit>('angle-unit', UNITS);
  readonly #arc = numberField('Arc of the views, counter-clockwise', 180, '°');
  readonly #arcWhy = make('p', { class: 'arrays-why' });
  #array: OpenedArray | null = null;
  /** What the arc was preset for, so that what a hand has typed stays. */
  #presetFor = '';

  constructor() {
    this.#unit.root.classList.add('arrays-inline');
    this.root.append(this.#unit.root, make('div', {}, this.#arcWhy, this.#arc.root));
  }

  get answer(): Pick<ArrayAnswers, 'angleUnit' | 'arcDeg'> {
    return { angleUnit: this.#array ? this.#unit.value : 'degrees', arcDeg: this.#arc.value };
  }

  /** @param isTurned whether the sinogram's rows are channels */
  show(sinogram: OpenedArray | null, angles: OpenedArray | null, isTurned: boolean): void {
    this.root.hidden = sinogram === null;
    if (sinogram) this.#presetArc(sinogram, isTurned);
    this.#arcWhy.hidden ||= angles !== null;
    this.#unit.root.hidden = angles === null;
    this.#arc.root.hidden = angles !== null;
    if (!angles || angles === this.#array) return;
    this.#array = angles;
    const guess = angles.angles;
    this.#unit.preset(
      'In which unit are the angles?',
      guess?.unit ?? 'degrees',
      guess?.why ? sentence(guess.why) : null,
    );
  }

  #presetArc({ name, shape, look }: OpenedArray, isTurned: boolean): void {
    const isStack = shape.length === 3;
    // What is seen of a stack are lines of all its planes, which do not follow one another.
    const guess = isStack ? null : (look?.arcDeg[isTurned ? 'turned' : 'asStored'] ?? null);
    this.#arcWhy.hidden = guess === null;
    this.#arcWhy.textContent = guess === null ? '' : ENDS[guess];
    const presetFor = `${name} ${isTurned}`;
    if (presetFor === this.#presetFor) return;
    this.#presetFor = presetFor;
    this.#arc.set(guess ?? (isStack ? 360 : 180));
  }
}
