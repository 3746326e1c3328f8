import type { PlotContent } from '../../plots/plot.ts';
import type { PlotLayout } from '../../plots/plot-layout.ts';
import { isSeen } from '../../plots/plot-shapes.ts';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { PlotFigureOptions } from './plot.ts';
import { type CursorMove, movedPoint, nearestPoint, type PlotPoint, pointText } from './plot-cursor.ts';

const NEAR_PIXELS = 40;
const MOVES: Readonly<Record<string, CursorMove>> = {
  ...{ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
  ...{ PageUp: 'far-left', PageDown: 'far-right', Home: 'first', End: 'last' },
};

/** Of the area that a cursor goes about in. */
export const CURSOR_ATTRIBUTES = {
  // An application: the arrows go from point to point.
  role: 'application',
  'aria-roledescription': 'plot',
  'aria-keyshortcuts': 'ArrowLeft ArrowRight ArrowUp ArrowDown PageUp PageDown Home End',
} as const;

/** The point of a plot that the pointer or the keys are at: a ring about it, and what it reads. */
export class PlotCursorView {
  /** What the keys have come to; the pointer does not speak. */
  readonly spoken = make('div', { class: 'visually-hidden', role: 'status' });
  readonly #options: Pick<PlotFigureOptions, 'onChosen' | 'onPointed'>;
  readonly #ring = make('div', { class: 'plot-ring', hidden: '' });
  readonly #reading = make('p', { class: 'plot-reading', 'aria-hidden': 'true', hidden: '' });
  #content: PlotContent | null = null;
  #layout: PlotLayout | null = null;
  #at: PlotPoint | null = null;
  #isByKeys = false;
  #pointed: PlotPoint | null = null;

  /** @param area gets the ring and the reading */
  constructor(area: HTMLElement, options: Pick<PlotFigureOptions, 'onChosen' | 'onPointed'>) {
    this.#options = options;
    area.append(this.#ring, this.#reading);
    const follow = (event: PointerEvent) => {
      const found = this.#under(event, area);
      if (!found && this.#isByKeys) return;
      this.#isByKeys = false;
      this.#goTo(found);
    };
    area.addEventListener('pointermove', follow);
    area.addEventListener('pointerdown', follow);
    area.addEventListener('pointerleave', () => {
      if (!this.#isByKeys) this.#goTo(null);
    });
    area.addEventListener('click', () => this.#choose());
    area.addEventListener('keydown', (event) => this.#press(event));
    area.addEventListener('blur', () => {
      this.#isByKeys = false;
      this.#goTo(null);
    });
  }

  /** The plot has been drawn, perhaps with other content. */
  show(content: PlotContent, layout: PlotLayout): void {
    this.#content = content;
    this.#layout = layout;
    this.#show();
  }

  #under(event: PointerEvent, area: HTMLElement): PlotPoint | null {
    if (!this.#content || !this.#layout) return null;
    const box = area.getBoundingClientRect();
    const [across, down] = [event.clientX - box.left, event.clientY - box.top];
    return nearestPoint(this.#content, this.#layout, across, down, NEAR_PIXELS);
  }

  #goTo(point: PlotPoint | null): void {
    this.#at = point;
    this.#show();
  }

  #press(event: KeyboardEvent): void {
    if (!this.#content || !this.#layout || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' && this.#at && this.#options.onChosen) this.#choose();
    else if (event.key === 'Escape' && this.#at) {
      this.#at = null;
      this.#isByKeys = false;
    } else if (MOVES[event.key]) {
      this.#at = movedPoint(this.#content, this.#layout, this.#at, MOVES[event.key]!);
      this.#isByKeys = true;
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.#show();
    setText(this.spoken, this.#at ? pointText(this.#content, this.#at) : '');
  }

  #choose(): void {
    if (this.#at) this.#options.onChosen?.(this.#at.series, this.#at.point);
  }

  #show(): void {
    const [content, layout, at] = [this.#content, this.#layout, this.#at];
    const series = at && content?.series[at.series];
    const [x, y] = series ? [series.x[at.point], series.y[at.point]] : [];
    const isThere = layout && x !== undefined && y !== undefined && isSeen(x, y, layout);
    this.#tellPointed(isThere ? at : null);
    this.#ring.hidden = !isThere;
    this.#reading.hidden = !isThere;
    if (!isThere) return;
    const down = layout.down(y);
    this.#ring.style.transform = `translate(${layout.across(x)}px, ${down}px)`;
    setText(this.#reading, pointText(content!, at!));
    this.#reading.classList.toggle('is-above', down > layout.top + layout.frameHeight / 2);
  }

  #tellPointed(point: PlotPoint | null): void {
    const before = this.#pointed;
    if (point?.series === before?.series && point?.point === before?.point) return;
    this.#pointed = point;
    this.#options.onPointed?.(point);
  }
}
