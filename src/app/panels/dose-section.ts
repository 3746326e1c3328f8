import type { DoseEstimate } from '../../experiment/dose-estimate.ts';
import { fetchedPart } from '../../fetched-part.ts';
import { grouped, significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';
import type { DosePlot } from '../log/dose-plot.ts';
import type { LoggedRun } from '../log/logged-run.ts';
import { fillList } from './numbers-list.ts';

/** What a scan costs beside what it gives: dose, and the noise that it leaves. Hidden where no photons are counted. */
export class DoseSection {
  readonly root: HTMLElement;
  readonly #list = make('dl', { class: 'numbers-list' });
  /** Fetched with the first run that has a dose. */
  #plot: Promise<DosePlot> | null = null;
  readonly #plotPlace = make('span', { hidden: '' });
  #runs: readonly LoggedRun[] = [];
  readonly #assumptions = make('div');

  constructor() {
    this.root = make(
      'section',
      { 'aria-labelledby': 'dose-title' },
      make('h2', { id: 'dose-title' }, 'Dose and noise'),
      this.#list,
      this.#plotPlace,
      make('details', { class: 'numbers-details' }, make('summary', {}, 'Assumptions'), this.#assumptions),
    );
    this.root.hidden = true;
  }

  /** @param noise as text with its unit */
  show(dose: DoseEstimate | null, noise: string): void {
    this.root.hidden = dose === null;
    if (!dose) return;
    const ctdi = dose.ctdiVolMGy === null ? '—' : `≈ ${significant(dose.ctdiVolMGy)} mGy`;
    const { radiograph } = dose;
    this.root.classList.toggle('of-radiograph', radiograph !== null);
    if (radiograph) {
      fillList(this.#list, [
        ['Tube charge', `≈ ${Number(radiograph.tubeChargeMas.toPrecision(2))} mAs`],
        ['Entrance kerma', `≈ ${kermaText(radiograph.entranceKermaMGy)}`],
      ]);
      this.#showAssumptions(dose.assumptions);
      return;
    }
    fillList(this.#list, [
      ['Relative dose', shortCount(dose.relative)],
      ['CTDIvol', ctdi],
      ['Central noise', noise],
    ]);
    this.#showAssumptions([
      ...dose.assumptions,
      'Relative dose is photons × projections.',
      'Noise is the standard deviation of slice minus phantom in the central 10 % of the width. It falls as 1/√dose.',
    ]);
  }

  #showAssumptions(sentences: readonly string[]): void {
    this.#assumptions.replaceChildren(...sentences.map((sentence) => make('p', { class: 'numbers-note' }, sentence)));
  }

  /** All runs so far, of which those of the same phantom are seen beside the latest. */
  showRuns(runs: readonly LoggedRun[]): void {
    this.#runs = runs;
    const hasDose = runs.at(-1)?.measures.some(({ name, value }) => name === 'relativeDose' && value !== null);
    if (!this.#plot && !hasDose) return;
    this.#plot ??= this.#fetchPlot();
    this.#plot.then(
      (plot) => plot.show(this.#runs),
      () => {
        // The figures are there without it; the next run asks for it again.
        this.#plot = null;
      },
    );
  }

  async #fetchPlot(): Promise<DosePlot> {
    const { DosePlot } = await fetchedPart(() => import('../log/dose-plot.ts'));
    const plot = new DosePlot();
    this.#plotPlace.replaceWith(plot.root);
    return plot;
  }
}

/** Two digits, which is more than a model of a tube is good for. */
function kermaText(mGy: number): string {
  const [value, unit] = mGy < 0.1 ? [1000 * mGy, 'µGy'] : [mGy, 'mGy'];
  return `${Number(value.toPrecision(2))} ${unit}`;
}

/** Four digits of millions; fewer than a million are told one by one. */
function shortCount(value: number): string {
  return value < 1e6 ? grouped(value) : `${Number((value / 1e6).toPrecision(4))} M`;
}
