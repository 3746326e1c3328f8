import type { AngleUnit } from '../../experiment/guess-angles.ts';
import { make } from '../elements/element.ts';
import type { ArrayAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { Choice, numberField, sentence } from './question.ts';

const UNITS: readonly (readonly [AngleUnit, string])[] = [
  ['degrees', 'degrees'],
  ['radians', 'radians'],
];

const ENDS = {
  180: 'The last view continues into the mirror image of the first, as in a half turn.',
  360: 'The last view continues into the first, as in a full turn.',
} as const;

interface AskedViews {
  readonly views: number;
  readonly isTurned: boolean;
  readonly isKeyed: boolean;
  readonly isCone: boolean;
}

/** What a file's angles are in, or over which arc the views go where no file has their angles. */
export class AnglesQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #unit = new Choice<AngleUnit>('angle-unit', UNITS);
  readonly #arc = numberField('Arc of the views, counter-clockwise', 180, '°');
  readonly #first = numberField('Which angle is that of the first view, counted from 0', 0, '', {
    min: '0',
    step: '1',
  });
  readonly #firstWhy = make('p', { class: 'arrays-why' });
  readonly #arcWhy = make('p', { class: 'arrays-why' });
  #array: OpenedArray | null = null;
  /** What the arc was preset for, so that what a hand has typed stays. */
  #presetFor = '';
  /** The same of the first view's angle. */
  #firstPresetFor = '';

  constructor() {
    this.#unit.root.classList.add('arrays-inline');
    this.root.append(this.#unit.root, make('div', {}, this.#firstWhy, this.#first.root, this.#arcWhy, this.#arc.root));
  }

  get answer(): Pick<ArrayAnswers, 'angleUnit' | 'arcDeg' | 'firstAngle'> {
    return {
      angleUnit: this.#array ? this.#unit.value : 'degrees',
      arcDeg: this.#arc.value,
      firstAngle: this.#first.root.hidden ? null : this.#first.value,
    };
  }

  /**
   * @param views how many there are
   * @param isTurned whether the sinogram's rows are channels
   * @param isKeyed whether some of the views are no projections, which a file says
   * @param isCone whether they are of a cone, which turns all around; parallel rays see all in half a turn
   */
  show(
    sinogram: OpenedArray | null,
    angles: OpenedArray | null,
    { views, isTurned, isKeyed, isCone }: AskedViews,
  ): void {
    this.root.hidden = sinogram === null;
    if (sinogram) this.#presetArc(sinogram, isTurned, isCone);
    this.#arcWhy.hidden ||= angles !== null;
    this.#unit.root.hidden = angles === null;
    this.#arc.root.hidden = angles !== null;
    const listed = angles?.shape.reduce((product, length) => product * length, 1) ?? 0;
    const hasMore = listed > views && !isKeyed;
    this.#first.root.hidden = !hasMore;
    this.#firstWhy.hidden = !hasMore;
    if (angles && hasMore) this.#presetFirst(angles, listed, views);
    if (!angles || angles === this.#array) return;
    this.#array = angles;
    const { angles: guess, angleUnit: said, isTurnGuessed } = angles;
    const turn = isTurnGuessed
      ? ' Which way they turn it does not: clockwise is a guess, else the slice is mirrored.'
      : '';
    const why = said ? `The file says so.${turn}` : guess?.why ? sentence(guess.why) : null;
    this.#unit.preset('In which unit are the angles?', said ?? guess?.unit ?? 'degrees', why);
  }

  #presetFirst({ name, firstView = 0 }: OpenedArray, listed: number, views: number): void {
    const isGuess = firstView > 0 && firstView + views <= listed;
    this.#firstWhy.textContent = isGuess
      ? `There are ${listed} angles for ${views} views. Before angle ${firstView} nothing turns, as while white and dark readings are taken.`
      : `There are ${listed} angles for ${views} views.`;
    const presetFor = `${name} ${views}`;
    if (presetFor === this.#firstPresetFor) return;
    this.#firstPresetFor = presetFor;
    this.#first.set(isGuess ? firstView : 0);
  }

  #presetArc({ name, shape, look }: OpenedArray, isTurned: boolean, isCone: boolean): void {
    const isStack = shape.length === 3;
    // What is seen of a stack are lines of all its planes, which do not follow one another.
    const guess = isStack ? null : (look?.arcDeg[isTurned ? 'turned' : 'asStored'] ?? null);
    this.#arcWhy.hidden = guess === null;
    this.#arcWhy.textContent = guess === null ? '' : ENDS[guess];
    const presetFor = `${name} ${isTurned} ${isCone}`;
    if (presetFor === this.#presetFor) return;
    this.#presetFor = presetFor;
    this.#arc.set(guess ?? (isCone ? 360 : 180));
  }
}
