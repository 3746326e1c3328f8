import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { PlotFigure } from '../plots/plot.ts';
import { makePlotFigure } from '../plots/plot-figure.ts';
import { type LogColumn, logColumns } from './log-columns.ts';
import { groupingColumns, type LogPlot, logPlot } from './log-plot.ts';
import type { LoggedRun } from './logged-run.ts';

/** What is plotted first, of what there is. */
const USUAL_VERTICAL = ['measure rmse', 'measure noise', 'measure totalMs'];

/** The log as a plot of any column against any other. */
export class LogPlotter {
  readonly root: HTMLElement;
  readonly #vertical = make('select', { 'aria-label': 'Plotted upwards' });
  readonly #horizontal = make('select', { 'aria-label': 'Plotted across' });
  readonly #group = make('select', { 'aria-label': 'Grouped by' });
  readonly #note = make('p', { class: 'dialog-note', hidden: '' });
  readonly #figure: PlotFigure;
  #runs: readonly LoggedRun[] = [];
  #columns: readonly LogColumn[] = [];
  #shown: LogPlot | null = null;

  /** @param onChosen a point was clicked, or Enter was pressed on it */
  constructor(onChosen: (run: LoggedRun) => void) {
    this.#figure = makePlotFigure({
      reported: () => ({ made: null, remark: 'A point for each run' }),
      onChosen: (series, point) => {
        const run = this.#shown?.runs[series]?.[point];
        if (run) onChosen(run);
      },
    });
    for (const select of [this.#vertical, this.#horizontal, this.#group]) {
      select.addEventListener('change', () => this.#draw());
    }
    this.root = make(
      'section',
      { class: 'log-plot', 'aria-label': 'Plot of the runs' },
      make(
        'div',
        { class: 'log-choices' },
        ...['Plot', this.#vertical, 'against', this.#horizontal, 'grouped by', this.#group],
      ),
      make('div', { class: 'log-figure' }, this.#figure.root),
      this.#note,
    );
  }

  show(runs: readonly LoggedRun[]): void {
    this.#runs = runs;
    this.#columns = logColumns(runs);
    const numbers = this.#columns.filter(({ isNumber }) => isNumber);
    const setting = numbers.find(({ name }) => name.startsWith('setting')) ?? numbers[0]!;
    const usual = USUAL_VERTICAL.flatMap((name) => numbers.find((column) => column.name === name) ?? []);
    offer(this.#vertical, numbers, (usual[0] ?? numbers.at(-1)!).name);
    offer(this.#horizontal, numbers, setting.name);
    offer(this.#group, groupingColumns(this.#columns, runs), '', 'nothing');
    this.#draw();
  }

  dispose(): void {
    this.#figure.dispose();
  }

  #draw(): void {
    const columnOf = ({ value }: HTMLSelectElement) => this.#columns.find(({ name }) => name === value) ?? null;
    const [horizontal, vertical] = [columnOf(this.#horizontal), columnOf(this.#vertical)];
    if (!horizontal || !vertical) return;
    this.#shown = logPlot(this.#runs, horizontal, vertical, columnOf(this.#group));
    this.#figure.show(this.#shown.content);
    const { ofOtherUnits } = this.#shown;
    this.#note.hidden = ofOtherUnits === 0;
    if (ofOtherUnits > 0) {
      setText(
        this.#note,
        `${ofOtherUnits === 1 ? 'One run is' : `${ofOtherUnits} runs are`} of other units, and left out.`,
      );
    }
  }
}

/** The columns to choose from; the one that was chosen stays chosen while it is there. */
function offer(select: HTMLSelectElement, columns: readonly LogColumn[], usual: string, none?: string): void {
  const before = select.value;
  const options = columns.map(({ name, label }) => make('option', { value: name }, label));
  select.replaceChildren(...(none === undefined ? [] : [make('option', { value: '' }, none)]), ...options);
  const isThere = before !== '' && columns.some(({ name }) => name === before);
  select.value = isThere ? before : usual;
}
