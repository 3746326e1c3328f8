import type { DisplaySettings } from '../../experiment/experiment.ts';
import type { SlicePicture } from '../../experiment/sweep/run-record.ts';
import type { Sweep } from '../../experiment/sweep/sweep.ts';
import { make } from '../elements/element.ts';

/** The slices of a sweep's points, at one window, with their values beneath. */
export class SweepSheet {
  readonly root = make('ul', { class: 'sweep-sheet', 'aria-label': 'Slices' });
  readonly #tiles: { readonly canvas: HTMLCanvasElement; slice: SlicePicture | null }[];
  /** `null` shows every slice at its own. */
  #window: DisplaySettings | null = null;

  constructor({ points, knobs }: Pick<Sweep, 'points' | 'knobs'>) {
    const columns = knobs[1]?.values.length ?? 0;
    if (columns > 1 && columns <= 8) this.root.style.setProperty('--sweep-columns', String(columns));
    this.#tiles = points.map(({ label }) => {
      const canvas = make('canvas', { role: 'img', 'aria-label': label });
      this.root.append(make('li', { hidden: '' }, canvas, make('span', {}, label)));
      return { canvas, slice: null };
    });
  }

  /** Shows a point's slice, of whichever of its seeds comes first. */
  show(point: number, slice: SlicePicture | null): void {
    const tile = this.#tiles[point]!;
    if (!slice || tile.slice) return;
    tile.slice = slice;
    tile.canvas.parentElement!.hidden = false;
    this.#paint(tile.canvas, slice);
  }

  /** Shows all slices at a window; each at its own for `null`. */
  setWindow(window: DisplaySettings | null): void {
    this.#window = window;
    for (const { canvas, slice } of this.#tiles) if (slice) this.#paint(canvas, slice);
  }

  #paint(canvas: HTMLCanvasElement, slice: SlicePicture): void {
    const { rows, columns, window } = slice;
    const grey = slice.greyAt(this.#window ?? window);
    const pixels = new ImageData(columns, rows);
    for (let i = 0; i < grey.length; i++) pixels.data.set([grey[i]!, grey[i]!, grey[i]!, 255], 4 * i);
    [canvas.width, canvas.height] = [columns, rows];
    canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  }
}
