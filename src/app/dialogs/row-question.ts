import { stackShape } from '../../experiment/stack-axes.ts';
import { make } from '../elements/element.ts';
import type { RowAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { numberField } from './question.ts';
import { StackAxesChoice } from './stack-axes-choice.ts';
import { ThumbnailPicture } from './thumbnail-picture.ts';

/** Which row of the detector is reconstructed, of projections with parallel rays or a fan. */
export class RowQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #axes = new StackAxesChoice(() => this.#follow());
  readonly #row = numberField('Detector row, counted from 0', 0, '', { min: '0', step: '1' });
  readonly #preview = new ThumbnailPicture();
  readonly #parts: readonly HTMLElement[];
  #array: OpenedArray | null = null;

  constructor() {
    const why = make(
      'p',
      { class: 'arrays-why' },
      'With parallel rays every row of the detector is a slice of its own.',
    );
    const numbers = make('div', { class: 'arrays-numbers' }, this.#axes.root, this.#row.root);
    this.#parts = [make('div', {}, why, numbers), make('div', { class: 'arrays-axes' }, this.#preview.root)];
    this.#row.root.addEventListener('input', () => this.#showPreview());
  }

  get answer(): { readonly row: RowAnswers | undefined } {
    return { row: this.#array ? { axes: this.#axes.value, row: this.#row.value } : undefined };
  }

  /** @param array the projections, or `null` where no row of any is meant */
  show(array: OpenedArray | null): void {
    this.root.hidden = array === null;
    if (array === this.#array) return;
    this.#array = array?.shape.length === 3 ? array : null;
    this.root.replaceChildren(...(this.#array ? this.#parts : []));
    if (!this.#array) return;
    this.#axes.show(this.#array.shape, this.#array.files !== undefined, this.#array.readings?.axes);
    this.#follow();
  }

  /** The middle row, until a hand chooses another. */
  #follow(): void {
    const { rows } = stackShape(this.#array!.shape, this.#axes.value);
    this.#row.set(rows >> 1);
    this.#showPreview();
  }

  /** A projection with the row that is meant, where the middle of the first axis is one. */
  #showPreview(): void {
    const { shape, look } = this.#array!;
    const plane = look?.plane ?? null;
    const [first, down, across] = this.#axes.value.split('-') as [string, string, string];
    this.#preview.root.hidden = !plane;
    if (!plane) return;
    const caption = `${first.slice(0, -1)} ${shape[0]! >> 1}: ${shape[1]} ${down} (down) × ${shape[2]} ${across} (across)`;
    const row = this.#row.value;
    const line = down === 'rows' && row >= 0 && row < shape[1]! ? (row + 0.5) / shape[1]! : null;
    this.#preview.show(plane, false, line === null ? caption : `${caption}, the line: row ${row}`, line);
  }
}
