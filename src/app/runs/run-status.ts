import type { IterationMemory } from '../../methods/iterative/iterating.ts';
import type { Phase } from '../../pipeline/stage.ts';
import type { RunUnderWay } from '../lanes/lane-runs.ts';
import type { Notices, Withdraw } from '../shell/notices.ts';
import type { LiveRun } from './live-runner.ts';
import type { ProgressLine } from './progress-line.ts';
import { TimeToGo } from './time-to-go.ts';

const PROGRESS_TEXTS: Readonly<Record<Phase, string>> = {
  scan: 'Scanning',
  filter: 'Filtering',
  'back-project': 'Back-projecting',
};

/** Tells whether something runs, how far it is, and what became of it. */
export class RunStatus {
  readonly #stage: HTMLElement;
  readonly #progress: ProgressLine;
  readonly #notices: Notices;
  readonly #timeToGo = new TimeToGo();
  #isBusyBeside = false;
  /** What images of iterations take, in words. */
  #memory = '';
  /** Takes away what was said of the last run that failed. */
  #withdrawFault: Withdraw = () => undefined;

  constructor(stage: HTMLElement, progress: ProgressLine, notices: Notices) {
    this.#stage = stage;
    this.#progress = progress;
    this.#notices = notices;
  }

  /** Runs begin, or there are no more of them. At rest is only what is also on screen, with its numbers. */
  setBusy(busy: boolean): void {
    this.#progress.setBusy(busy);
    this.#isBusyBeside = false;
    this.#memory = '';
    if (busy) this.#setAtRest(false);
  }

  /** So much is kept of the iterations that are under way. */
  showMemory({ images, bytes, mostBytes }: IterationMemory): void {
    const [now, most] = [bytes, mostBytes].map((of) => Math.max(1, Math.round(of / 2 ** 20)));
    this.#memory = `${images} images kept: ${now} of ${most} MiB`;
  }

  /** What stands beside the present experiment runs, after it. */
  showBeside(run: RunUnderWay, stage: Phase, done: number): void {
    if (!this.#isBusyBeside) this.#progress.setBusy(true);
    this.#isBusyBeside = true;
    this.#memory = '';
    this.showProgress(run, stage, done);
  }

  /** All of that is there, or was given up. */
  endedBeside(): void {
    if (this.#isBusyBeside) this.#progress.setBusy(false);
    this.#isBusyBeside = false;
  }

  showProgress(run: RunUnderWay & Pick<LiveRun, 'way'>, stage: Phase, done: number): void {
    const backend = run.engine.operators.description.backend.toUpperCase();
    const { reconstruction } = run.experiment;
    if (stage !== 'back-project' || !('iterations' in reconstruction)) {
      this.#progress.show(`${PROGRESS_TEXTS[stage]} on the ${backend}`, done);
      return;
    }
    const { iterations } = reconstruction;
    const made = Math.round(done * iterations);
    if (run.way === 'goes on') {
      this.#progress.show(`Going on from the present image on the ${backend}: ${made} more`, done);
      return;
    }
    const toGo = this.#timeToGo.text(run, done);
    const since = run.way === 'catches up' ? ' from the start' : '';
    this.#progress.show(
      `Iteration ${made} of ${iterations}${since} on the ${backend}${toGo ? `, ${toGo}` : ''}`,
      done,
      this.#memory,
    );
  }

  /** A run has ended well: what was said of one before it is true no longer. */
  succeeded(): void {
    this.#withdrawFault();
    this.#notices.withdrawOutdated();
  }

  /** Pictures and numbers are those of the experiment. */
  atRest(): void {
    this.#progress.ended(true);
    this.#setAtRest(true);
  }

  /** @param again asks for the run once more */
  failed(error: unknown, again: () => void): void {
    this.#withdrawFault = this.#notices.failure(error, again);
    this.#progress.ended(false);
    this.#setAtRest(true);
  }

  cancelled(): void {
    this.#notices.done('Cancelled. Each image shows its last finished result.');
    this.#progress.ended(false);
    this.#setAtRest(true);
  }

  /** Told to screen readers: while busy, pictures and numbers still change. */
  #setAtRest(atRest: boolean): void {
    this.#stage.setAttribute('aria-busy', String(!atRest));
  }
}
