import './plot-band.css';
import type { PlotLayout } from '../../plots/plot-layout.ts';
import { make } from '../elements/element.ts';
import { type HeldPart, movedBand } from './moved-band.ts';
import type { PlotBand, PlotBandMoved } from './plot.ts';

const EDGES = ['from', 'to'] as const;

/** What a key moves, in parts of the axis. */
const STEP_PART = 1 / 200;
const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 },
};

/** A part of a plot's horizontal axis that a hand moves: by its edges, or all of it. */
export class PlotBandView {
  readonly root = make('div', { class: 'plot-band', hidden: '' });
  readonly #edges: Readonly<Record<'from' | 'to', HTMLElement>>;
  readonly #moved: PlotBandMoved;
  #band: PlotBand | null = null;
  #layout: PlotLayout | null = null;
  #drag: { readonly held: HeldPart; readonly acrossPixels: number; readonly band: PlotBand } | null = null;

  constructor(moved: PlotBandMoved) {
    this.#moved = moved;
    const edge = (held: 'from' | 'to') =>
      make('div', { class: 'plot-band-edge', role: 'slider', tabindex: '0', 'data-edge': held });
    this.#edges = { from: edge('from'), to: edge('to') };
    this.root.append(this.#edges.from, this.#edges.to);
    this.root.addEventListener('pointerdown', (event) => this.#press(event));
    this.root.addEventListener('pointermove', (event) => this.#follow(event, false));
    this.root.addEventListener('pointerup', (event) => this.#follow(event, true));
    this.root.addEventListener('pointercancel', (event) => this.#follow(event, true));
    this.root.addEventListener('click', (event) => event.stopPropagation());
    for (const held of EDGES) this.#edges[held].addEventListener('keydown', (event) => this.#key(held, event));
  }

  show(band: PlotBand | null, layout: PlotLayout | null): void {
    this.#band = band;
    this.#layout = layout;
    this.root.hidden = !band || !layout;
    if (!band || !layout) return;
    const { least, most } = layout.horizontal;
    const across = (value: number) => layout.across(Math.min(Math.max(value, least), most));
    const [left, right] = [across(band.from), across(band.to)];
    const { style } = this.root;
    style.left = `${left}px`;
    style.width = `${Math.max(0, right - left)}px`;
    style.top = `${layout.top}px`;
    style.height = `${layout.frameHeight}px`;
    for (const held of EDGES) {
      const [edge, value] = [this.#edges[held], band[held]];
      edge.setAttribute('aria-label', band.names[held]);
      edge.setAttribute('aria-valuemin', String(Math.min(least, value)));
      edge.setAttribute('aria-valuemax', String(Math.max(most, value)));
      edge.setAttribute('aria-valuenow', String(value));
      edge.setAttribute('aria-valuetext', band.textOf(value));
      edge.title = `${band.names[held]}: ${band.textOf(value)}`;
    }
  }

  #press(event: PointerEvent): void {
    const band = this.#band;
    if (!band || event.button !== 0) return;
    const { edge } = (event.target as HTMLElement).dataset;
    const held = edge === 'from' || edge === 'to' ? edge : 'both';
    this.#drag = { held, acrossPixels: event.clientX, band };
    this.root.setPointerCapture(event.pointerId);
    if (held !== 'both') this.#edges[held].focus();
    event.preventDefault();
    event.stopPropagation();
  }

  #follow(event: PointerEvent, finished: boolean): void {
    const [drag, layout] = [this.#drag, this.#layout];
    if (!drag || !layout) return;
    event.stopPropagation();
    if (finished) this.#drag = null;
    const way = (event.clientX - drag.acrossPixels) / layout.frameWidth;
    this.#move(drag.band, drag.held, way, finished);
  }

  #key(held: 'from' | 'to', event: KeyboardEvent): void {
    const steps = STEPS[event.key];
    if (steps === undefined || !this.#band || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.#move(this.#band, held, steps * STEP_PART, true);
  }

  /** @param way in parts of the axis */
  #move(band: PlotBand, held: HeldPart, way: number, finished: boolean): void {
    const scale = this.#layout?.horizontal;
    if (!scale) return;
    const { from, to } = movedBand(scale, band, held, way);
    this.#moved(from, to, finished);
  }
}
