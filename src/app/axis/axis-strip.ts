import { SMALL } from '../../experiment/about-axes.ts';
import { fixedText } from '../../number-text.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { type Greys, paintSlice } from './axis-picture.ts';
import type { AxisSlice } from './axis-slices.ts';

/** What is said of one slice of the strip. */
export interface ShownSlice {
  readonly offset: number;
  readonly slice: AxisSlice | null;
  /** What the axis there is: found, set; `null` of all others. */
  readonly mark: string | null;
  /** Whether its figure is the least of those that are there. */
  readonly isLeast: boolean;
}

interface Tile {
  readonly root: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
  readonly offset: HTMLElement;
  readonly figure: HTMLElement;
  readonly mark: HTMLElement;
  /** What is painted on it. */
  painted: Float32Array | null;
}

/** Small slices side by side, of which one is chosen. */
export class AxisStrip {
  readonly root = make('div', { class: 'axis-strip', role: 'radiogroup', 'aria-label': 'Axis of rotation' });
  readonly #tiles: Tile[] = [];
  readonly #onChosen: (place: number) => void;
  readonly #onTaken: () => void;

  /** @param onChosen the slice in this place; @param onTaken the chosen one is to be the axis */
  constructor(onChosen: (place: number) => void, onTaken: () => void) {
    this.#onChosen = onChosen;
    this.#onTaken = onTaken;
  }

  /** @param name of the figures, for whoever hears them */
  show(all: readonly ShownSlice[], chosen: number, greys: Greys | null, name: string): void {
    while (this.#tiles.length < all.length) this.#add();
    for (const { root } of this.#tiles.splice(all.length)) root.remove();
    all.forEach(({ offset, slice, mark, isLeast }, place) => {
      const tile = this.#tiles[place]!;
      const isChosen = offset === chosen;
      const figure = slice?.figure == null ? '' : `${(100 * slice.figure).toPrecision(3)} %`;
      tile.root.setAttribute('aria-checked', String(isChosen));
      tile.root.tabIndex = isChosen ? 0 : -1;
      tile.root.dataset.offset = String(offset);
      tile.root.classList.toggle('axis-least', isLeast);
      setText(tile.offset, fixedText(offset, 2));
      setText(tile.figure, isLeast ? `▾ ${figure}` : figure);
      setText(tile.mark, mark ?? '');
      const words = [
        `Offset ${fixedText(offset, 2)} channels`,
        mark,
        figure && `${name} ${figure}`,
        isLeast && 'least',
      ];
      tile.root.setAttribute('aria-label', words.filter(Boolean).join(', '));
      if (!slice || !greys || tile.painted === slice.small.values) {
        if (!slice) this.#clear(tile);
        return;
      }
      paintSlice(tile.canvas, slice.small, greys);
      tile.painted = slice.small.values;
    });
  }

  /** Gives the keyboard to the chosen one. */
  focus(): void {
    this.#tiles.find(({ root }) => root.tabIndex === 0)?.root.focus();
  }

  #clear(tile: Tile): void {
    if (!tile.painted) return;
    tile.canvas.getContext('2d')?.clearRect(0, 0, tile.canvas.width, tile.canvas.height);
    tile.painted = null;
  }

  #add(): void {
    const size = String(SMALL.pixels);
    const canvas = make('canvas', { width: size, height: size, 'aria-hidden': 'true' });
    const [offset, figure, mark] = ['axis-offset', 'axis-figure', 'axis-mark'].map((name) =>
      make('span', { class: name, 'aria-hidden': 'true' }),
    ) as [HTMLElement, HTMLElement, HTMLElement];
    const place = this.#tiles.length;
    const root = button('', () => this.#onChosen(place), { class: 'axis-tile', role: 'radio' });
    root.addEventListener('dblclick', () => this.#onTaken());
    root.append(canvas, offset, figure, mark);
    this.#tiles.push({ root, canvas, offset, figure, mark, painted: null });
    this.root.append(root);
  }
}
