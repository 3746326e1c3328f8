import { REMEDIES } from '../../../../experiment/protocols/remedies.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { Mark } from '../../../marks/mark.ts';
import type { Slot } from '../../../stage/layout.ts';
import { ANALYSES } from '../../measure/analyses.ts';
import type { ShownRegion } from '../../measure/analysis.ts';
import { AnalysisPane } from '../../measure/analysis-pane.ts';
import { AnalysisRuns } from '../../measure/analysis-runs.ts';
import type { SettledRun, WorkplacePage } from '../../workplace.ts';

/** The plot of a step: an analysis of *Measure* that the step has chosen, beside the pictures. */
export class StepPlot {
  readonly #pane: AnalysisPane;
  readonly #runs: AnalysisRuns;
  #name: string | null = null;

  /** @param onRegions where it has measured */
  constructor(page: WorkplacePage, onRegions: (regions: readonly ShownRegion[]) => void) {
    this.#pane = new AnalysisPane({
      choose: () => undefined,
      stop: () => this.#name !== null && this.#runs.stop(this.#name),
      openPhantom: (name) => void page.openPhantom(name, page.present.pair),
      remedy: (name) => page.turn(REMEDIES[name].changes(page.present.experiment), true),
      pointIteration: (iteration) => this.#runs.pointIteration(iteration),
      turnWindow: (kind, window, finished) => page.turnWindow(kind, window, finished),
    });
    this.#runs = new AnalysisRuns(page, {
      onShown: ({ name }, shown) => {
        this.#pane.show(name, shown);
        if (shown.kind !== 'waiting') onRegions(shown.kind === 'result' ? (shown.result.regions ?? []) : []);
      },
      onBusy: (isBusy, done) => this.#pane.setBusy(isBusy, done),
    });
  }

  /** Where it stands; `null` where the step has none. */
  get slot(): Slot | null {
    return this.#name === null ? null : { view: this.#pane.view, lane: PRESENT, title: ANALYSES.get(this.#name).title };
  }

  begin(name: string | null): void {
    this.leave();
    this.#name = name;
  }

  leave(): void {
    this.#runs.leave();
  }

  async settled(run: SettledRun, chosen: Mark | null): Promise<void> {
    if (this.#name !== null) await this.#runs.settled(run, this.#name, chosen);
  }

  /** Marks are elsewhere. */
  again(chosen: Mark | null): void {
    if (this.#name !== null) void this.#runs.again(this.#name, chosen);
  }

  /** A picture is another one, while a hand moves. */
  follow(chosen: Mark | null): void {
    if (this.#name !== null) this.#runs.follow(this.#name, chosen);
  }
}
