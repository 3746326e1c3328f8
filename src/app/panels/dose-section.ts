import type { DoseEstimate } from '../../experiment/dose-estimate.ts';
import { make } from '../elements/element.ts';
import { grouped, significant } from '../panes/number-text.ts';
import { DosePlot, type DosePoint } from '../views/dose-plot.ts';
import { fillList } from './numbers-list.ts';

/** What a scan costs beside what it gives: dose, and the noise that it leaves. Hidden where no photons are counted. */
export class DoseSection {
  readonly root: HTMLElement;
  readonly #list = make('dl', { class: 'numbers-list' });
  readonly #plot = new DosePlot();
  readonly #assumptions = make('div');

  constructor() {
    this.root = make(
      'section',
      { 'aria-labelledby': 'dose-title' },
      make('h2', { id: 'dose-title' }, 'Dose and noise'),
      this.#list,
      this.#plot.root,
      make('details', { class: 'numbers-details' }, make('summary', {}, 'What this assumes'), this.#assumptions),
    );
    this.root.hidden = true;
  }

  /** @param noise as text with its unit */
  show(dose: DoseEstimate | null, noise: string): void {
    this.root.hidden = dose === null;
    if (!dose) return;
    const ctdi = dose.ctdiVolMGy === null ? '—' : `≈ ${significant(dose.ctdiVolMGy)} mGy`;
    fillList(this.#list, [
      ['Relative dose', shortCount(dose.relative)],
      ['CTDIvol', ctdi],
      ['Noise, middle', noise],
    ]);
    const sentences = [
      ...dose.assumptions,
      'Relative dose is photons × projections.',
      'Noise is the standard deviation of the slice less the phantom, in the middle 10 % of the width. It falls as one over the root of the dose.',
    ];
    this.#assumptions.replaceChildren(...sentences.map((sentence) => make('p', { class: 'numbers-note' }, sentence)));
  }

  /** Keeps a scan that was made, to be seen beside those before and after it. */
  addToPlot(point: DosePoint): void {
    this.#plot.add(point);
  }

  /** For another phantom. */
  clearPlot(): void {
    this.#plot.clear();
  }
}

/** Four digits of millions; fewer than a million are told one by one. */
function shortCount(value: number): string {
  return value < 1e6 ? grouped(value) : `${Number((value / 1e6).toPrecision(4))} M`;
}
