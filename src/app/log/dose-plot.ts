import './dose-plot.css';
import { make } from '../elements/element.ts';
import { makePlotFigure } from '../plots/plot-figure.ts';
import { dosePlotOf } from './dose-plot-content.ts';
import type { LoggedRun } from './logged-run.ts';

/** Noise against dose, of the log's runs: on logarithmic axes, with the law noise ∝ 1/√dose through the latest. */
export class DosePlot {
  readonly root: HTMLElement;
  readonly #figure = makePlotFigure({
    hasTitle: false,
    reported: () => ({ made: null, remark: 'A point for each run' }),
  });

  constructor() {
    this.root = make(
      'details',
      { class: 'numbers-details dose-plot' },
      make('summary', {}, 'Noise against dose'),
      this.#figure.root,
    );
    // Below a narrow stage the numbers are a strip that a picture would make three times as high.
    this.root.toggleAttribute('open', matchMedia('(min-width: 70.01rem)').matches);
  }

  show(runs: readonly LoggedRun[]): void {
    const content = dosePlotOf(runs);
    this.root.hidden = content === null;
    if (content) this.#figure.show(content);
  }
}
