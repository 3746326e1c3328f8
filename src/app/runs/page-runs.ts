import { BackendLostError } from '../../compute/device.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import { byId } from '../elements/element.ts';
import type { Backends } from '../engine/backends.ts';
import type { AxisSearch } from '../present/axis-search.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { Stage } from '../stage/stage.ts';
import type { ScannerLinks } from '../views/scanner/scanner-links.ts';
import type { WorkArea } from '../workplaces/work-area.ts';
import { AfterRun } from './after-run.ts';
import { BackendChanges } from './backend-changes.ts';
import { BackendSwitch } from './backend-switch.ts';
import { LiveRunner } from './live-runner.ts';
import { PlayBar, type PlayBarCallbacks } from './play-bar.ts';
import { Playback } from './playback.ts';
import { ProgressLine } from './progress-line.ts';
import type { RunNumbers } from './run-numbers.ts';
import type { RunPictures, ShownRun } from './run-pictures.ts';
import { RunStatus } from './run-status.ts';

export interface PageRunsParts {
  readonly present: PresentExperiment;
  readonly backends: Backends;
  readonly notices: Notices;
  readonly stage: Stage;
  readonly pictures: RunPictures;
  readonly numbers: RunNumbers;
  readonly links: ScannerLinks;
  readonly area: WorkArea;
  readonly axisSearch: AxisSearch;
}

/** All that runs the present experiment: who runs it, whole or view by view, where what it makes goes, and what follows. */
export class PageRuns {
  readonly #parts: PageRunsParts;
  readonly #status: RunStatus;
  readonly #runner: LiveRunner;
  readonly #backend: BackendSwitch;
  readonly #backendChanges: BackendChanges;
  readonly #playback: Playback;
  readonly #afterRun: AfterRun;

  /** @param onAxisFound a run has found the axis, and the present experiment is another one */
  constructor(parts: PageRunsParts, onAxisFound: () => void) {
    const { present, backends, notices, stage, pictures, numbers, links, area, axisSearch } = parts;
    this.#parts = parts;
    const progress = new ProgressLine(byId('progress', HTMLElement), () => this.#cancel());
    this.#status = new RunStatus(byId('stage', HTMLElement), progress, notices);
    this.#runner = new LiveRunner(backends.cpu, {
      onStep: (run, step) => this.#showStep(run, step),
      onSettled: (run, result) => void this.#afterRun.follow(run, result),
      onFailed: (run, error) => {
        if (!this.#backendChanges.seesTo(run, error)) this.#status.failed(error, () => void this.rerun());
      },
      onBusy: (busy) => this.#showBusy(busy),
      onProgress: (run, stage, done) => this.#status.showProgress(run, stage, done),
    });
    this.#backend = new BackendSwitch(backends, this.#runner);
    this.#backendChanges = new BackendChanges(backends, this.#runner, this.#backend, notices, {
      isPlaying: () => this.#playback.isOpen,
      stopPlaying: () => this.#playback.stop(),
      keepOnScreen: () => pictures.keepOnScreen(backends.cpu),
      rerun: async () => {
        if (present.isOpen) await this.rerun();
      },
    });
    const makePlayBar = (callbacks: PlayBarCallbacks) => new PlayBar(byId('play', HTMLElement), callbacks);
    this.#playback = new Playback(makePlayBar, present, stage, pictures, {
      begin: async () => {
        await this.#stopRunner();
        return this.#runner.engine;
      },
      onStep: (run, step) => this.#showStep(run, step),
      onViews: (views) => links.showViews(views),
      onPartial: (views, of) => numbers.showPartial(views, of),
      onComplete: ({ engine, experiment }, result) => {
        numbers.showPlayed();
        void numbers.measure(result, engine, experiment, true).then(() => pictures.copyForPointer());
      },
      onFailed: (engine, error) => {
        // What a lost GPU means is said once, where the page changes over to the CPU.
        if (!(error instanceof BackendLostError && engine !== backends.cpu)) notices.failure(error);
      },
      onBeside: (beside) => area.showUnfiltered(beside),
    });
    this.#afterRun = new AfterRun(
      { present, status: this.#status, axisSearch, pictures, numbers, roomRuns: area.runs },
      {
        onAxisFound: () => {
          onAxisFound();
          this.#request(false);
        },
        onWhole: () => this.#playback.showWhole(),
      },
    );
  }

  /** Asks for a run of what has been changed, which ends playing. @param moving while a hand goes on changing it */
  changed(moving: boolean): void {
    this.#parts.notices.outdateErrors();
    if (this.#playback.isOpen) void this.#playback.stop().then(() => this.#request(moving));
    else this.#request(moving);
  }

  /** Runs the present experiment again, as it is. */
  async rerun(): Promise<void> {
    await this.#playback.stop();
    this.#request(false);
  }

  togglePlay(): void {
    void this.#playback.toggle();
  }

  /** Ends playing; resolves when its session is free. */
  stopPlaying(): Promise<void> {
    return this.#playback.stop();
  }

  /** Resolves when nothing runs or plays any more. */
  async stop(): Promise<void> {
    await this.#playback.stop();
    await this.#stopRunner();
  }

  /** Takes the best backend that there is. @returns whether that is another one than before */
  useBest(): boolean {
    return this.#backend.useBest();
  }

  /** A hand asks for the other backend. */
  useOther(): void {
    void this.#backendChanges.toOther();
  }

  /** The GPU has another kernel. */
  kernelChosen(): void {
    this.#backend.use(this.#runner.engine);
    void this.rerun();
  }

  #request(moving: boolean): void {
    this.#afterRun.abandon();
    const { experiment, subject } = this.#parts.present;
    this.#runner.request({ experiment, subject, moving });
  }

  async #stopRunner(): Promise<void> {
    await Promise.all([this.#runner.stop(), this.#parts.area.lanes.cancel()]);
  }

  /** Gives up what runs; what is on screen stays. */
  #cancel(): void {
    this.#runner.cancel();
    this.#parts.numbers.giveUp();
    this.#status.cancelled();
  }

  #showStep(run: ShownRun, step: RunStep): void {
    const { numbers, pictures, links, present } = this.#parts;
    if (step.kind === 'finished') {
      numbers.showTimes(run, step);
      if (run.isPreview) numbers.awaitQuality();
    } else void pictures.show(run, step);
    if (step.kind !== 'sinogram') return;
    links.show(step.scan, step.measuredScan, present.subject);
    if (!this.#playback.isOpen) this.#playback.showWhole();
  }

  #showBusy(busy: boolean): void {
    this.#backend.setBusy(busy);
    this.#status.setBusy(busy);
    if (!busy) return;
    this.#afterRun.abandon();
    void this.#parts.area.lanes.cancel();
  }
}
