import { make } from '../elements/element.ts';
import type { ImageAnswers } from '../files/image-answers.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { Choice, numberField } from './question.ts';

/** How far apart the slices of a volume are, and of numbered files which is the lowest. */
export class SlicesQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #first = new Choice<'lowest' | 'highest'>('first-slice', [
    ['lowest', 'the lowest, at the smallest z'],
    ['highest', 'the highest'],
  ]);
  readonly #spacing = numberField('Distance from slice to slice', null, 'mm', {
    min: '0.0001',
    placeholder: 'as pixels',
  });
  #array: OpenedArray | null = null;

  constructor() {
    this.#first.root.classList.add('arrays-inline');
    this.root.append(make('div', {}, this.#first.root, this.#spacing.root));
  }

  get answer(): Pick<ImageAnswers, 'sliceSpacingMm' | 'isFirstHighest'> {
    const isFirstHighest = this.#array?.files !== undefined && this.#first.value === 'highest';
    return { sliceSpacingMm: this.#spacing.value, isFirstHighest };
  }

  /** @param array the volume, or `null` where none is one or its file says it all */
  show(array: OpenedArray | null): void {
    this.root.hidden = array === null;
    if (!array || array === this.#array) return;
    this.#array = array;
    this.#spacing.set(array.sliceSpacingMm ?? null);
    this.#first.root.hidden = array.files === undefined;
    // That a mirrored volume looks like any other is why it is asked.
    if (array.files) this.#first.preset(`Which slice is ${array.files[0]!}?`, 'lowest', null);
  }
}
