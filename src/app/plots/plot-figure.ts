import './plot-figure.css';
import type { PlotContent } from '../../plots/plot.ts';
import { type DrawnElement, drawnSample, plotDrawing } from '../../plots/plot-drawing.ts';
import { fileNameOf, plotCsv, svgText } from '../../plots/plot-files.ts';
import { heights, type PlotLayout, places, plotLayout } from '../../plots/plot-layout.ts';
import { plotLooks } from '../../plots/plot-looks.ts';
import { hasPositive } from '../../plots/plot-scale.ts';
import { countHidden } from '../../plots/plot-shapes.ts';
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
import { CURSOR_ATTRIBUTES, PlotCursorView } from './plot-cursor-view.ts';
import { readPlotStyle } from './plot-style.ts';
import { PlotTableView } from './plot-table-view.ts';
import { saveablePlot } from './plot-ways.ts';

const FILE_SIZE = { width: 720, height: 480 };
const PAPER_SIZE = { width: 480, height: 340 };
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
  readonly #cursor: PlotCursorView;
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

  constructor(options: PlotFigureOptions) {
    this.#options = options;
    this.#bandView = new PlotBandView((from, to, finished) => options.onBand?.(from, to, finished));
    const attributes = { class: 'plot-area', tabindex: '0', ...CURSOR_ATTRIBUTES };
    this.#area = make('div', attributes, this.#canvas.root, this.#bandView.root);
    this.#cursor = new PlotCursorView(this.#area, options);
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
      this.#cursor.spoken,
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
    this.#cursor.show(content, this.#layout);
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

  #listen(): void {
    this.root.addEventListener('offersave', (event) => this.#offerSave(event as SaveOffer));
    this.#resizes.observe(this.#area);
    const { signal } = this.#ended;
    window.addEventListener('beforeprint', () => this.#showOnPaper(), { signal });
    window.addEventListener('afterprint', () => this.root.querySelector(':scope > svg')?.remove(), { signal });
    for (const theme of ['(prefers-contrast: more)', '(forced-colors: active)']) {
      matchMedia(theme).addEventListener('change', () => this.#draw(), { signal });
    }
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
