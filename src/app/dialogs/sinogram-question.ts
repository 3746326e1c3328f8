import type { ReadingsKind } from '../../experiment/guess-readings.ts';
import { NO_BEAM } from '../../experiment/guess-white.ts';
import { shortNumber } from '../../experiment/short-number.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';
import { button, make } from '../elements/element.ts';
import type { ArrayAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { Choice, numberField, sentence } from './question.ts';
import { ThumbnailPicture } from './thumbnail-picture.ts';

const KINDS: readonly (readonly [ReadingsKind, string])[] = [
  ['line-integrals', 'line integrals, −ln(I/I₀): 0 beside the object'],
  ['transmission', 'raw readings: counts, or transmission'],
  ['arbitrary', 'line integrals in arbitrary units'],
];

const OF_EMISSION = 'The file holds what a source inside the object emitted: sums along lines, in a unit of their own.';

const BY_FILE = 'The file with the scan’s geometry says how bright the beam is.';

/** What the values of a sinogram, or of projections, are, and which of a sinogram's axes is which. */
export class SinogramQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #kind = new Choice<ReadingsKind>('readings', KINDS, () => this.#showNumbers());
  readonly #white = numberField('White: reading without an object', 1);
  readonly #dark = numberField('Dark: reading without a beam', 0);
  readonly #scale = numberField('Scale factor', 1);
  readonly #preview = new ThumbnailPicture();
  readonly #turn: HTMLButtonElement;
  readonly #turnedWhy = make('p', { class: 'arrays-why' });
  /** Which of two axes is which; projections have a question of their own for their three. */
  readonly #axes = make('div', { class: 'arrays-axes' });
  #array: OpenedArray | null = null;
  #geometry: GeometryFile | null = null;
  #files = { hasWhite: false, hasDark: false };
  #isTurned = false;

  /** @param onTurned told when a hand has turned it */
  constructor(onTurned: () => void) {
    this.#turn = button('Transpose: rows are channels', () => {
      this.#isTurned = !this.#isTurned;
      this.#showTurned();
      onTurned();
    });
    this.#axes.append(this.#preview.root, this.#turn, this.#turnedWhy);
    const numbers = make('div', { class: 'arrays-numbers' }, this.#white.root, this.#dark.root, this.#scale.root);
    this.root.append(make('div', {}, this.#kind.root, numbers), this.#axes);
  }

  get answer(): Pick<ArrayAnswers, 'kind' | 'white' | 'dark' | 'scale' | 'transpose'> {
    return {
      kind: this.#array ? this.#kind.value : 'line-integrals',
      white: this.#white.value,
      dark: this.#dark.value,
      scale: this.#scale.value,
      transpose: this.#isTurned,
    };
  }

  /**
   * @param array the sinogram, or `null` where none is one
   * @param geometry what a file says of its scan
   */
  show(
    array: OpenedArray | null,
    files: { readonly hasWhite: boolean; readonly hasDark: boolean },
    geometry: GeometryFile | null,
  ): void {
    this.root.hidden = array === null;
    const isNew = array !== this.#array || files.hasWhite !== this.#files.hasWhite || geometry !== this.#geometry;
    this.#geometry = geometry;
    this.#array = array;
    this.#files = files;
    if (array && isNew) this.#preset(array);
    this.#showNumbers();
  }

  #preset({ look, readings: said }: OpenedArray): void {
    const readings = look?.readings;
    const { hasWhite } = this.#files;
    const white = readings?.white ?? null;
    const isUnseen = readings?.kind === 'transmission' && white === null;
    const unseen = isUnseen ? ` The white reading must be measured, since ${NO_BEAM}.` : '';
    const seems = white === null ? unseen : ` The white reading seems to be ${shortNumber(white)}.`;
    const ofValues = readings?.why ? sentence(readings.why) + seems : null;
    const byFile = hasWhite ? undefined : this.#geometry?.measurement;
    const why = byFile?.kind
      ? BY_FILE
      : hasWhite
        ? 'White readings were opened too.'
        : said?.kind
          ? OF_EMISSION
          : ofValues;
    const guess = hasWhite ? 'transmission' : (byFile?.kind ?? said?.kind ?? readings?.kind ?? 'line-integrals');
    const isStack = this.#array?.shape.length === 3;
    this.#kind.preset(`What are the values of the ${isStack ? 'projections' : 'sinogram'}?`, guess, why);
    this.#white.set(byFile?.white ?? (isUnseen ? null : (white ?? 1)));
    this.#axes.hidden = isStack;
    this.#isTurned = !isStack && (look?.orientation.isTransposed ?? false);
    this.#turnedWhy.textContent = look?.orientation.why ? sentence(look.orientation.why) : '';
    this.#turnedWhy.hidden = !look?.orientation.why;
    this.#showTurned();
  }

  #showNumbers(): void {
    if (!this.#array) return;
    const isRaw = this.#kind.value === 'transmission';
    this.#white.root.hidden = !isRaw || this.#files.hasWhite;
    this.#dark.root.hidden = !isRaw || this.#files.hasDark;
    this.#scale.root.hidden = isRaw;
  }

  #showTurned(): void {
    const { shape, look } = this.#array!;
    const [views, channels] = this.#isTurned ? [shape[1], shape[0]] : [shape[0], shape[1]];
    this.#turn.ariaPressed = String(this.#isTurned);
    this.#turn.textContent = this.#isTurned ? 'Transposed: rows are channels' : 'Transpose: rows are channels';
    if (look)
      this.#preview.show(look.thumbnail, this.#isTurned, `${views} views (down) × ${channels} channels (across)`);
    this.#preview.root.hidden = !look;
  }
}
