import { REMEDIES } from '../../../../experiment/protocols/remedies.ts';
import type { Lane } from '../../../lanes/lane.ts';
import { PRESENT } from '../../../lanes/present.ts';
import type { Mark } from '../../../marks/mark.ts';
import type { Slot } from '../../../stage/layout.ts';
import { ANALYSES } from '../../measure/analyses.ts';
import type { ShownRegion } from '../../measure/analysis.ts';
import { AnalysisPane } from '../../measure/analysis-pane.ts';
import { AnalysisRuns, type AnalysisWish } from '../../measure/analysis-runs.ts';
import type { IteratedStep, SettledRun, WorkplacePage } from '../../workplace.ts';

/** The plot of a step: an analysis of *Measure* that the step has chosen, beside the pictures. */
export class StepPlot {
  readonly #pane: AnalysisPane;
  readonly #runs: AnalysisRuns;
  #name: string | null = null;
  #mark: Mark | null = null;
  /** Those that a hand has chosen in this step. */
  #curves: readonly string[] | null = null;

  /** @param onRegions where it has measured */
  constructor(page: WorkplacePage, onRegions: (regions: readonly ShownRegion[]) => void) {
    this.#pane = new AnalysisPane({
      choose: () => undefined,
      stop: () => this.#name !== null && this.#runs.stop(this.#name),
      openPhantom: (name) => void page.openPhantom(name, page.present.pair),
      remedy: (name) => page.turn(REMEDIES[name].changes(page.present.experiment), true),
      pointIteration: (at) => this.#runs.pointIteration(at),
      showCurves: (curves) => {
        this.#curves = curves;
        this.again(this.#mark);
      },
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
    this.#curves = null;
  }

  leave(): void {
    this.#runs.leave();
  }

  iterated(lane: Lane, step: IteratedStep, lanes: readonly Lane[]): void {
    const wish = this.#wish(this.#mark);
    if (wish) this.#runs.iterated(wish, lane, step, lanes);
  }

  async settled(run: SettledRun, chosen: Mark | null): Promise<void> {
    const wish = this.#wish(chosen);
    if (wish) await this.#runs.settled(run, wish);
  }

  /** Marks are elsewhere. */
  again(chosen: Mark | null): void {
    const wish = this.#wish(chosen);
    if (wish) void this.#runs.again(wish);
  }

  /** A picture is another one, while a hand moves. */
  follow(chosen: Mark | null): void {
    const wish = this.#wish(chosen);
    if (wish) this.#runs.follow(wish);
  }

  #wish(mark: Mark | null): AnalysisWish | null {
    this.#mark = mark;
    return this.#name === null ? null : { analysis: this.#name, mark, curves: this.#curves };
  }
}
