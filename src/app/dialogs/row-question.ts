import { FIRST_ROWS, type FirstRow, stackShape } from '../../experiment/stack-axes.ts';
import type { GeometryFile } from '../../files/geometry/geometry-file.ts';
import { make } from '../elements/element.ts';
import type { Thumbnail } from '../files/array-look.ts';
import type { RowAnswers } from '../files/array-roles.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import { axesSaid } from '../files/role-geometry.ts';
import { costOfRows, mostRows } from '../files/rows-volume.ts';
import { Choice, numberField } from './question.ts';
import { StackAxesChoice } from './stack-axes-choice.ts';
import { ThumbnailPicture } from './thumbnail-picture.ts';

const EDGES: Readonly<Record<FirstRow, string>> = {
  highest: 'the highest, as in pictures',
  lowest: 'the lowest, at the smallest z',
};

/** What is left of a grey that is not meant. */
const DIMMED = 0.4;

/** Which row of the detector is reconstructed, or which rows, of projections with parallel rays. */
export class RowQuestion {
  readonly root = make('div', { class: 'arrays-question' });
  readonly #axes = new StackAxesChoice(() => this.#follow());
  readonly #amount = new Choice<'one' | 'several'>(
    'rows-amount',
    [
      ['one', 'one row, as a slice'],
      ['several', 'several rows, as a volume'],
    ],
    () => this.#showPreview(),
  );
  readonly #row = numberField('Detector row, counted from 0', 0, '', { min: '0', step: '1' });
  readonly #first = numberField('From row', 0, '', { min: '0', step: '1' });
  readonly #last = numberField('To row', 0, '', { min: '0', step: '1' });
  readonly #rowSpacing = numberField('Row spacing', null, 'mm', { min: '0.0001', placeholder: 'as channels' });
  readonly #firstRow = new Choice<FirstRow>(
    'rows-first',
    [...FIRST_ROWS].reverse().map((row) => [row, EDGES[row]] as const),
  );
  readonly #cost = make('p', { class: 'arrays-why', role: 'status' });
  readonly #ofOne = make('div', { class: 'arrays-numbers' }, this.#row.root);
  readonly #ofSeveral: HTMLElement;
  readonly #preview = new ThumbnailPicture();
  readonly #parts: readonly HTMLElement[];
  #array: OpenedArray | null = null;
  #geometry: GeometryFile | null = null;

  constructor() {
    this.#amount.root.classList.add('arrays-inline');
    this.#firstRow.root.classList.add('arrays-inline');
    const numbers = make('div', { class: 'arrays-numbers' }, this.#first.root, this.#last.root, this.#rowSpacing.root);
    this.#ofSeveral = make('div', {}, numbers, this.#cost, this.#firstRow.root);
    const asked = make('div', {}, this.#amount.root, this.#axes.root, this.#ofOne, this.#ofSeveral);
    this.#parts = [asked, make('div', { class: 'arrays-axes' }, this.#preview.root)];
    for (const { root } of [this.#row, this.#first, this.#last]) {
      root.addEventListener('input', () => this.#showPreview());
    }
    this.#firstRow.preset('Which detector row comes first?', 'highest', null);
  }

  get answer(): { readonly row: RowAnswers | undefined } {
    if (!this.#array) return { row: undefined };
    const [axes, row] = [this.#axes.value, this.#row.value];
    if (this.#amount.value === 'one') return { row: { axes, row } };
    const [first, last] = [this.#first.value, this.#last.value];
    const volume = { first, last, firstRow: this.#firstRow.value, rowSpacingMm: this.#rowSpacing.value };
    return { row: { axes, row, volume } };
  }

  /** @param array the projections, or `null` where no row of any is meant */
  show(array: OpenedArray | null, geometry: GeometryFile | null): void {
    this.root.hidden = array === null;
    if (array === this.#array && geometry === this.#geometry) return;
    this.#geometry = geometry;
    this.#array = array?.shape.length === 3 ? array : null;
    this.root.replaceChildren(...(this.#array ? this.#parts : []));
    if (!this.#array) return;
    this.#amount.preset(
      'Which rows of the detector?',
      'one',
      'With parallel rays every row of the detector is a slice of its own.',
    );
    this.#axes.show(
      this.#array.shape,
      this.#array.files !== undefined,
      this.#array.readings?.axes ?? axesSaid(this.#array.shape, geometry),
    );
    this.#follow();
  }

  /** The middle row, and as many about it as fit, until a hand chooses others. */
  #follow(): void {
    const shape = stackShape(this.#array!.shape, this.#axes.value);
    const most = mostRows(shape);
    const first = Math.floor((shape.rows - most) / 2);
    this.#row.set(shape.rows >> 1);
    this.#first.set(first);
    this.#last.set(first + most - 1);
    this.#showPreview();
  }

  /** A projection with the row that is meant, or the first of several, where the middle of the first axis is one. */
  #showPreview(): void {
    const isOne = this.#amount.value === 'one';
    this.#ofOne.hidden = !isOne;
    this.#ofSeveral.hidden = isOne;
    const { shape, look } = this.#array!;
    const threads = navigator.hardwareConcurrency || 1;
    const stack = stackShape(shape, this.#axes.value);
    this.#cost.textContent = costOfRows(stack, this.#last.value - this.#first.value + 1, threads);
    const plane = look?.plane ?? null;
    const [first, down, across] = this.#axes.value.split('-') as [string, string, string];
    this.#preview.root.hidden = !plane;
    if (!plane) return;
    const caption = `${first.slice(0, -1)} ${shape[0]! >> 1}: ${shape[1]} ${down} (down) × ${shape[2]} ${across} (across)`;
    const isWithin = (row: number) => down === 'rows' && row >= 0 && row < shape[1]!;
    const [row, from, to] = [this.#row, this.#first, this.#last].map(({ value }) => value) as [number, number, number];
    if (isOne) {
      const line = isWithin(row) ? (row + 0.5) / shape[1]! : null;
      this.#preview.show(plane, false, line === null ? caption : `${caption}, the line: row ${row}`, line);
    } else if (isWithin(from) && isWithin(to) && from <= to) {
      const shown = dimmedBeside(plane, from / shape[1]!, (to + 1) / shape[1]!);
      this.#preview.show(shown, false, `${caption}, rows ${from} to ${to} bright`);
    } else {
      this.#preview.show(plane, false, caption);
    }
  }
}

/** The picture, darker above and below a part of its height. */
function dimmedBeside(plane: Thumbnail, from: number, to: number): Thumbnail {
  const greys = plane.greys.map((grey, i) => {
    const height = (Math.floor(i / plane.columns) + 0.5) / plane.rows;
    return height < from || height > to ? grey * DIMMED : grey;
  });
  return { ...plane, greys };
}
