import './plot-figure.css';
import type { PlotContent } from '../../plots/plot.ts';
import { type DrawnElement, drawnSample, plotDrawing } from '../../plots/plot-drawing.ts';
import { fileNameOf, plotCsv, svgText } from '../../plots/plot-files.ts';
import { heights, type PlotLayout, places, plotLayout } from '../../plots/plot-layout.ts';
import { plotLooks } from '../../plots/plot-looks.ts';
import { hasPositive } from '../../plots/plot-scale.ts';
import { countHidden, isSeen } from '../../plots/plot-shapes.ts';
import { PAPER_STYLE, type PlotStyle } from '../../plots/plot-style.ts';
import { axisText, plotInWords, readingWithUnit } from '../../plots/plot-words.ts';
import { button, make } from '../elements/element.ts';
import { makeMenu } from '../elements/menu.ts';
import { setText } from '../elements/set-text.ts';
import { makeSvg } from '../elements/svg.ts';
import { saveBlob } from '../files/save-blob.ts';
import { paneFontSizePixels } from '../panes/layout-parts.ts';
import { typeScaleOf } from '../panes/pane-style.ts';
import { type Offered, toReportButton } from '../report/offer.ts';
import type { SaveOffer } from '../saving/save-offer.ts';
import type { PlotBand, PlotFigure, PlotFigureOptions } from './plot.ts';
import { PlotBandView } from './plot-band.ts';
import { PlotCanvas } from './plot-canvas.ts';
import { type CursorMove, movedPoint, nearestPoint, type PlotPoint, pointText } from './plot-cursor.ts';
import { readPlotStyle } from './plot-style.ts';
import { PlotTableView } from './plot-table-view.ts';
import { saveablePlot } from './plot-ways.ts';

const FILE_SIZE = { width: 720, height: 480 };
const PAPER_SIZE = { width: 480, height: 340 };
const NEAR_PIXELS = 40;
const MOVES: Readonly<Record<string, CursorMove>> = {
  ...{ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
  ...{ PageUp: 'far-left', PageDown: 'far-right', Home: 'first', End: 'last' },
};
type Direction = 'horizontal' | 'vertical';

let count = 0;

/** Makes a plot without anything on it. */
export function makePlotFigure(options: PlotFigureOptions = {}): PlotFigure {
  return new Figure(options);
}

class Figure implements PlotFigure {
  readonly root: HTMLElement;
  readonly #options: PlotFigureOptions;
  readonly #canvas = new PlotCanvas();
  readonly #table = new PlotTableView();
  readonly #bandView: PlotBandView;
  readonly #title = make('figcaption', { class: 'plot-title' });
  readonly #legend = make('ul', { class: 'plot-legend' });
  readonly #verticalLabel = make('div', { class: 'plot-label' });
  readonly #horizontalLabel = make('div', { class: 'plot-label plot-label-horizontal' });
  readonly #area: HTMLElement;
  readonly #ring = make('div', { class: 'plot-ring', hidden: '' });
  readonly #reading = make('p', { class: 'plot-reading', 'aria-hidden': 'true', hidden: '' });
  /** What the keys have come to; the pointer does not speak. */
  readonly #spoken = make('div', { class: 'visually-hidden', role: 'status' });
  readonly #note = make('p', { class: 'plot-note', hidden: '' });
  readonly #logs: Readonly<Record<Direction, HTMLButtonElement>>;
  readonly #tableButton: HTMLButtonElement;
  readonly #resizes = new ResizeObserver(() => this.#draw());
  readonly #ended = new AbortController();
  #content: PlotContent | null = null;
  #band: PlotBand | null = null;
  #layout: PlotLayout | null = null;
  /** Chosen by hand; the content's own until then. */
  #chosenLogs: Partial<Record<Direction, boolean>> = {};
  #shownLegend = '';
  #cursor: PlotPoint | null = null;
  #isByKeys = false;
  #pointed: PlotPoint | null = null;

  constructor(options: PlotFigureOptions) {
    this.#options = options;
    this.#bandView = new PlotBandView((from, to, finished) => options.onBand?.(from, to, finished));
    this.#area = make(
      'div',
      {
        class: 'plot-area',
        tabindex: '0',
        // An application: the arrows go from point to point.
        role: 'application',
        'aria-roledescription': 'plot',
        'aria-keyshortcuts': 'ArrowLeft ArrowRight ArrowUp ArrowDown PageUp PageDown Home End',
      },
      this.#canvas.root,
      this.#bandView.root,
      this.#ring,
      this.#reading,
    );
    this.#logs = { horizontal: this.#logButton('horizontal', 'Log x'), vertical: this.#logButton('vertical', 'Log y') };
    this.#tableButton = button('Table', () => this.#toggleTable(), { 'aria-pressed': 'false' });
    this.root = make(
      'figure',
      { class: 'plot-figure' },
      this.#title,
      make('div', { class: 'plot-head' }, this.#verticalLabel, this.#legend),
      this.#area,
      this.#table.root,
      this.#note,
      make(
        'div',
        { class: 'plot-foot' },
        this.#horizontalLabel,
        make(
          'div',
          { class: 'plot-tools' },
          this.#logs.horizontal,
          this.#logs.vertical,
          this.#tableButton,
          this.#saveMenu(),
          toReportButton(() => this.#offered()),
        ),
      ),
      this.#spoken,
    );
    this.#title.hidden = options.hasTitle === false;
    this.#listen();
  }

  show(content: PlotContent): void {
    const before = this.#content;
    if (before?.horizontal.label !== content.horizontal.label) delete this.#chosenLogs.horizontal;
    if (before?.vertical.label !== content.vertical.label) delete this.#chosenLogs.vertical;
    this.#content = content;
    setText(this.#title, content.title);
    setText(this.#verticalLabel, axisText(content.vertical));
    setText(this.#horizontalLabel, axisText(content.horizontal));
    this.root.setAttribute('aria-label', content.title);
    this.#area.setAttribute('aria-label', plotInWords(content));
    if (this.#table.isShown) this.#table.show(content);
    this.#draw();
  }

  showBand(band: PlotBand | null): void {
    this.#band = band;
    this.#bandView.show(band, this.#layout);
  }

  dispose(): void {
    this.#ended.abort();
    this.#resizes.disconnect();
    this.#canvas.dispose();
    this.root.remove();
  }

  // Drawing

  #isLog(direction: Direction): boolean {
    const content = this.#content!;
    return (
      (this.#chosenLogs[direction] ?? content[direction].scale === 'log') &&
      hasPositive(direction === 'horizontal' ? places(content) : heights(content))
    );
  }

  #draw(): void {
    const content = this.#content;
    if (!content) return;
    for (const direction of ['horizontal', 'vertical'] as const) this.#showLog(direction);
    const { clientWidth: width, clientHeight: height } = this.#area;
    // Folded away, or behind its table.
    if (width === 0 || height === 0) return;
    const style = readPlotStyle(this.root);
    this.#layout = plotLayout(content, {
      ...{ width, height, fontPixels: paneFontSizePixels(width, height, typeScaleOf(getComputedStyle(this.root))) },
      hasMarks: (content.marks?.length ?? 0) > 0,
      ...this.#logsNow(),
    });
    this.#canvas.draw(content, this.#layout, style);
    this.#showLegend(content, style);
    this.#showHidden(content, this.#layout);
    this.#bandView.show(this.#band, this.#layout);
    this.#showCursor();
  }

  #logsNow() {
    return { horizontalIsLog: this.#isLog('horizontal'), verticalIsLog: this.#isLog('vertical') };
  }

  #showLegend({ series, marks = [], horizontal }: PlotContent, style: PlotStyle): void {
    const looks = plotLooks(series);
    const names = series.map(({ name }) => name);
    const values = marks.map(({ label, x }) => `${label} = ${readingWithUnit(x, horizontal)}`);
    // While a hand moves a knob only the curves are others.
    const legend = JSON.stringify([names, values, looks, style]);
    if (legend === this.#shownLegend) return;
    this.#shownLegend = legend;
    this.#legend.hidden = series.length < 2 && marks.length === 0;
    const samples = looks.map((look) =>
      makeSvg('svg', { viewBox: '0 0 30 12', 'aria-hidden': 'true' }, elementOf(drawnSample(look, style))),
    );
    this.#legend.replaceChildren(
      ...names.map((name, i) => make('li', {}, samples[i]!, name)),
      ...values.map((value) => make('li', { class: 'plot-legend-mark' }, value)),
    );
  }

  /** A logarithmic axis has no place for some values, which is said. */
  #showHidden({ series }: PlotContent, layout: PlotLayout): void {
    const hidden = countHidden(series, layout);
    this.#note.hidden = hidden === 0;
    const points = hidden === 1 ? 'One point is not shown: it is' : `${hidden} points are not shown: they are`;
    if (hidden > 0) setText(this.#note, `${points} 0 or negative, or too small for this logarithmic axis.`);
  }

  // Logarithmic axes

  #logButton(direction: Direction, text: string): HTMLButtonElement {
    return button(text, () => {
      if (!this.#content) return;
      this.#chosenLogs = { ...this.#chosenLogs, [direction]: !this.#isLog(direction) };
      this.#draw();
    });
  }

  #showLog(direction: Direction): void {
    const content = this.#content!;
    const log = this.#logs[direction];
    const canBe = hasPositive(direction === 'horizontal' ? places(content) : heights(content));
    log.disabled = !canBe;
    log.setAttribute('aria-pressed', String(this.#isLog(direction)));
    const axis = direction === 'horizontal' ? 'Horizontal' : 'Vertical';
    log.title = canBe ? `${axis} axis: logarithmic or linear` : 'No value is above 0';
  }

  // The cursor

  #listen(): void {
    const area = this.#area;
    this.root.addEventListener('offersave', (event) => this.#offerSave(event as SaveOffer));
    const at = (event: PointerEvent) => {
      const box = area.getBoundingClientRect();
      return { across: event.clientX - box.left, down: event.clientY - box.top };
    };
    const point = (event: PointerEvent) => {
      if (!this.#content || !this.#layout) return null;
      const { across, down } = at(event);
      return nearestPoint(this.#content, this.#layout, across, down, NEAR_PIXELS);
    };
    const follow = (event: PointerEvent) => {
      const found = point(event);
      if (!found && this.#isByKeys) return;
      this.#isByKeys = false;
      this.#cursor = found;
      this.#showCursor();
    };
    area.addEventListener('pointermove', follow);
    area.addEventListener('pointerdown', follow);
    area.addEventListener('pointerleave', () => {
      if (this.#isByKeys) return;
      this.#cursor = null;
      this.#showCursor();
    });
    area.addEventListener('click', () => this.#choose());
    area.addEventListener('keydown', (event) => this.#press(event));
    area.addEventListener('blur', () => {
      this.#isByKeys = false;
      this.#cursor = null;
      this.#showCursor();
    });
    this.#resizes.observe(area);
    const { signal } = this.#ended;
    window.addEventListener('beforeprint', () => this.#showOnPaper(), { signal });
    window.addEventListener('afterprint', () => this.root.querySelector(':scope > svg')?.remove(), { signal });
    for (const theme of ['(prefers-contrast: more)', '(forced-colors: active)']) {
      matchMedia(theme).addEventListener('change', () => this.#draw(), { signal });
    }
  }

  #press(event: KeyboardEvent): void {
    if (!this.#content || !this.#layout || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' && this.#cursor && this.#options.onChosen) this.#choose();
    else if (event.key === 'Escape' && this.#cursor) {
      this.#cursor = null;
      this.#isByKeys = false;
    } else if (MOVES[event.key]) {
      this.#cursor = movedPoint(this.#content, this.#layout, this.#cursor, MOVES[event.key]!);
      this.#isByKeys = true;
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.#showCursor();
    setText(this.#spoken, this.#cursor ? pointText(this.#content, this.#cursor) : '');
  }

  #choose(): void {
    if (this.#cursor) this.#options.onChosen?.(this.#cursor.series, this.#cursor.point);
  }

  #showCursor(): void {
    const [content, layout, cursor] = [this.#content, this.#layout, this.#cursor];
    const series = cursor && content?.series[cursor.series];
    const [x, y] = series ? [series.x[cursor.point], series.y[cursor.point]] : [];
    const isThere = layout && x !== undefined && y !== undefined && isSeen(x, y, layout);
    this.#tellPointed(isThere ? cursor : null);
    this.#ring.hidden = !isThere;
    this.#reading.hidden = !isThere;
    if (!isThere) return;
    const down = layout.down(y);
    this.#ring.style.transform = `translate(${layout.across(x)}px, ${down}px)`;
    setText(this.#reading, pointText(content!, cursor!));
    this.#reading.classList.toggle('is-above', down > layout.top + layout.frameHeight / 2);
  }

  #tellPointed(cursor: PlotPoint | null): void {
    const before = this.#pointed;
    if (cursor?.series === before?.series && cursor?.point === before?.point) return;
    this.#pointed = cursor;
    this.#options.onPointed?.(cursor);
  }

  // Table, files, paper

  #toggleTable(): void {
    if (!this.#content) return;
    const isShown = !this.#table.isShown;
    this.#tableButton.setAttribute('aria-pressed', String(isShown));
    this.root.classList.toggle('shows-table', isShown);
    if (isShown) this.#table.show(this.#content);
    else this.#table.hide();
    this.#draw();
  }

  #saveMenu(): HTMLElement {
    const item = (text: string, action: () => void) => button(text, action, { role: 'menuitem' });
    const list = make(
      'div',
      { class: 'menu-list', role: 'menu', 'aria-label': 'Save the plot', id: `plot-save-${++count}`, hidden: '' },
      item('Picture (SVG)', () => this.#saveSvg()),
      item('Table (CSV)', () => this.#save('csv', 'text/csv', plotCsv)),
    );
    const opener = button('Save', () => undefined, { class: 'menu-button' });
    makeMenu(opener, list);
    return make('div', { class: 'menu' }, opener, list);
  }

  #offered(): Offered | null {
    const content = this.#content;
    return content && { kind: 'plot', content, ...this.#logsNow(), ...this.#options.reported?.() };
  }

  /** Light, as on paper, and of a size of its own. */
  #saveSvg(): void {
    this.#save('svg', 'image/svg+xml', (content) => this.#svg(content));
  }

  #svg(content: PlotContent): string {
    return svgText(this.#onPaper(content, FILE_SIZE));
  }

  /** To whoever lists what of the page can be saved. */
  #offerSave({ offers }: SaveOffer): void {
    const content = this.#content;
    if (content && this.root.checkVisibility()) offers.push(saveablePlot(content, () => this.#svg(content)));
  }

  #save(ending: string, type: string, textOf: (content: PlotContent) => string): void {
    const content = this.#content;
    if (content) saveBlob(`${fileNameOf(content.title)}.${ending}`, new Blob([textOf(content)], { type }));
  }

  #onPaper(content: PlotContent, size: { readonly width: number; readonly height: number }): DrawnElement {
    return plotDrawing(content, { ...size, ...this.#logsNow(), style: PAPER_STYLE });
  }

  #showOnPaper(): void {
    if (this.#content) this.root.append(elementOf(this.#onPaper(this.#content, PAPER_SIZE)));
  }
}

function elementOf({ name, attributes, children }: DrawnElement): SVGElement {
  const { xmlns: _, ...own } = attributes;
  return makeSvg(name, own, ...children.map((child) => (typeof child === 'string' ? child : elementOf(child))));
}
