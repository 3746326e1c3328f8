import type { DisplaySettings } from '../../experiment/experiment.ts';
import { type PlotWish, sweepPlot } from '../../experiment/sweep/sweep-plots.ts';
import { button, make } from '../elements/element.ts';
import { makePlotFigure } from '../plots/plot-figure.ts';
import { type OfferContext, type Offered, type OfferedSweep, toReportButton } from '../report/offer.ts';
import { labelled, numberInput } from './knob-form.ts';
import type { Lesson } from './lessons.ts';
import { meansTable } from './means-table.ts';
import type { PageSweep } from './page-sweep.ts';
import { sweepFiles } from './sweep-files.ts';
import { SweepSheet } from './sweep-sheet.ts';
import { closingWords, runsSentence } from './sweep-summary.ts';

const WINDOWS = 'empty: each slice at its own';

/** What a sweep is begun with. */
export interface BegunSweep {
  readonly sweep: PageSweep;
  /** What it is a lesson of. */
  readonly lesson: Lesson | null;
  /** What its slices are shown at first; `null` for each at its own. */
  readonly display: DisplaySettings | null;
  /** Which computes it. */
  readonly backend: string;
  /** What a report says of how it was made. */
  readonly reported: OfferedSweep;
}

/** What a sweep has come to: a plot of any measure, words on it, files, and the slices. */
export class SweepResults {
  readonly root = make('div', { class: 'sweep-results', hidden: '' });
  readonly #measure = make('select', {});
  /** Over which knob or which other measure it is plotted. */
  readonly #over = make('select', {});
  readonly #plot = makePlotFigure({ hasTitle: false, reported: () => this.#reported() });
  /** What the plot shows, in words. */
  readonly #closing = make('p', { class: 'sweep-closing' });
  readonly #saving = make('div', { class: 'sweep-saving' });
  readonly #width = numberInput({ min: '0' });
  readonly #level = numberInput();
  readonly #sheetPlace = make('div');
  #sheet: SweepSheet | null = null;
  #begun: BegunSweep | null = null;

  constructor() {
    this.root.append(
      make('div', { class: 'sweep-range' }, labelled('Plot', this.#measure), labelled('over', this.#over)),
      make('div', { class: 'sweep-plot' }, this.#plot.root),
      this.#closing,
      this.#saving,
      make(
        'div',
        { class: 'sweep-range' },
        labelled('Slices at window', this.#width),
        labelled('Level', this.#level, WINDOWS),
      ),
      this.#sheetPlace,
    );
    this.#measure.addEventListener('change', () => {
      this.#followWish();
      this.#showPlot();
    });
    this.#over.addEventListener('change', () => this.#showPlot());
    for (const input of [this.#width, this.#level]) {
      input.addEventListener('input', () => this.#sheet?.setWindow(this.#window()));
    }
  }

  /** What is plotted; `null` before there is a sweep. */
  get plotted(): PlotWish | null {
    const { sweep } = this.#begun?.sweep ?? {};
    if (!sweep) return null;
    const [y, x] = [this.#measure.value, this.#over.value];
    const [first] = sweep.knobs;
    const asked = sweep.plots?.find((plot) => plot.y === y && (plot.x ?? first!.name) === x);
    return asked ?? (x === first!.name ? { y } : { x, y });
  }

  /** Another sweep, of which there is nothing yet. */
  begin(begun: BegunSweep): void {
    const { sweep, display, backend } = begun;
    this.#begun = begun;
    this.#sheet = new SweepSheet(sweep.sweep);
    this.#width.value = display ? String(display.width) : '';
    this.#level.value = display ? String(display.level) : '';
    this.#sheet.setWindow(this.#window());
    this.#measure.replaceChildren(
      ...sweep.sweep.measures.map(({ name, label }) => make('option', { value: name }, label)),
    );
    this.#over.replaceChildren(
      ...[...sweep.sweep.knobs, ...sweep.sweep.measures].map(({ name, label }) =>
        make('option', { value: name }, label),
      ),
    );
    const [wanted] = sweep.sweep.plots ?? [];
    if (wanted) this.#measure.value = wanted.y;
    this.#followWish();
    this.#sheetPlace.replaceChildren(this.#sheet.root);
    this.#saving.replaceChildren(
      make('span', {}, 'Results of all runs:'),
      ...sweepFiles(sweep, backend, () => this.#window()).map(({ text, save }) => button(text, save)),
      toReportButton(() => this.#offeredTable(), 'Table to report'),
    );
    this.root.hidden = true;
  }

  /** A run is over. @param i its place among the runs */
  showRun(i: number): void {
    const { sweep } = this.#begun!;
    this.root.hidden = false;
    this.#sheet!.show(sweep.sweep.runs[i]!.point, sweep.outcomes[i]!.slice);
    this.#showPlot();
  }

  dispose(): void {
    this.#plot.dispose();
  }

  /** A sweep may ask for a measure over something else than the first knob. */
  #followWish(): void {
    const { knobs, plots } = this.#begun!.sweep.sweep;
    this.#over.value = plots?.find(({ y }) => y === this.#measure.value)?.x ?? knobs[0]!.name;
  }

  /** Measures that no run has a number of are no choice, and none is plotted over itself. */
  #offerMeasures({ measured, sweep }: PageSweep): void {
    const isThere = (name: string) => measured.some((numbers) => typeof numbers?.[name]?.value === 'number');
    for (const option of this.#measure.options) option.disabled = !isThere(option.value);
    for (const option of this.#over.options) {
      const isKnob = sweep.knobs.some(({ name }) => name === option.value);
      option.disabled = !isKnob && (!isThere(option.value) || option.value === this.#measure.value);
    }
    if (!this.#measure.selectedOptions[0]?.disabled) return;
    const first = [...this.#measure.options].find(({ disabled }) => !disabled);
    if (!first) return;
    this.#measure.value = first.value;
    this.#followWish();
  }

  #showPlot(): void {
    const { sweep, lesson } = this.#begun!;
    this.#offerMeasures(sweep);
    const content = sweepPlot(sweep.outline, sweep.measured, this.plotted!);
    this.#plot.show(content);
    this.#closing.textContent = closingWords(content, sweep.done === sweep.sweep.runs.length ? lesson : null);
  }

  #reported(): OfferContext {
    const { sweep, reported } = this.#begun!;
    return { remark: [runsSentence(sweep.sweep), this.#closing.textContent!].join(' ').trim(), made: reported };
  }

  #offeredTable(): Offered {
    const { sweep } = this.#begun!;
    return { kind: 'table', ...meansTable(sweep.outline, sweep.measured, this.#measure.value), ...this.#reported() };
  }

  /** What all slices are shown at; `null` where the fields say none. */
  #window(): DisplaySettings | null {
    const [width, level] = [this.#width.valueAsNumber, this.#level.valueAsNumber];
    return width > 0 && Number.isFinite(level) ? { width, level } : null;
  }
}
