import { fetchedPart } from '../../fetched-part.ts';
import type { Backends } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { raceName } from '../engine/race-name.ts';
import { canShareMemory } from '../engine/shared-memory.ts';
import type { OpenedArray } from '../files/opened-arrays.ts';
import type { RunLog } from '../log/run-log.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import type { SavingParts } from '../present/saving-parts.ts';
import type { Notices } from '../shell/notices.ts';
import type { Chosen } from './arrays-dialog.ts';
import { DialogLoader } from './dialog-loader.ts';

export interface PageDialogsCallbacks {
  /** A phantom of the library was chosen. */
  openPhantom(name: string): void;
  /** Resolves when nothing runs or plays any more, for who times the machine. */
  stopRuns(): Promise<void>;
  /** On which slices are made now. */
  engine(): Engine;
  /** Runs the present experiment again. */
  rerun(): void;
  /** The present experiment is to be another one, by a hand. */
  turn(changes: ExperimentChanges): void;
  /** A run of the log is to be on the page again. */
  takeUp(run: PresentPair): void;
  /** The GPU may have been given another kernel. */
  kernelChosen(): void;
}

/** The dialogs that a button, a key or opened files bring up, and what each is given. */
export class PageDialogs {
  readonly #present: PresentExperiment;
  readonly #backends: Backends;
  readonly #saving: SavingParts;
  readonly #callbacks: PageDialogsCallbacks;
  readonly #loader: DialogLoader;

  constructor(
    present: PresentExperiment,
    backends: Backends,
    saving: SavingParts,
    notices: Notices,
    callbacks: PageDialogsCallbacks,
  ) {
    this.#present = present;
    this.#backends = backends;
    this.#saving = saving;
    this.#callbacks = callbacks;
    this.#loader = new DialogLoader(notices);
  }

  /** @param listTerms shows the glossary */
  help(listTerms: () => void): void {
    void this.#loader.open(
      () => import('./help-dialog.ts'),
      ({ showHelp }) => showHelp(listTerms),
    );
  }

  gallery(): void {
    void this.#loader.open(
      () => import('./gallery-dialog.ts'),
      ({ showGallery }) => {
        const { phantom } = this.#present.experiment;
        showGallery(typeof phantom === 'string' ? phantom : null, this.#callbacks.openPhantom);
      },
    );
  }

  /** What opened files are, asked of a person. @throws (rejects) when the signal is aborted, and where the dialog cannot be had */
  async askForRoles(
    arrays: readonly OpenedArray[],
    leftOut: readonly string[],
    signal: AbortSignal,
  ): Promise<Chosen | null> {
    const { askForRoles } = await fetchedPart(() => import('./arrays-dialog.ts'));
    signal.throwIfAborted();
    return askForRoles(arrays, leftOut, signal);
  }

  save(log: RunLog): void {
    void this.#loader.open(
      async () => {
        const [part] = await Promise.all([fetchedPart(() => import('../saving/save.ts')), log.complete()]);
        return part;
      },
      ({ save }) => save(this.#saving, log),
    );
  }

  /** Runs the present experiment on GPU and CPU, or without a GPU in the CPU's own ways, and compares these. */
  compare(): void {
    const { cpu, gpu, host, whyNoGpu } = this.#backends;
    void this.#loader.open(
      () => import('./race-dialog.ts'),
      ({ showRace }) => {
        const { experiment, subject, unit } = this.#present;
        const run = async (signal: AbortSignal, onProgress: (sentence: string) => void) => {
          const [{ race }, { gpuAgainstCpu, threadsAndSimd }] = await fetchedPart(() =>
            Promise.all([import('../engine/race.ts'), import('../engine/racers.ts')]),
          );
          await this.#callbacks.stopRuns();
          const racers = gpu
            ? gpuAgainstCpu(cpu, gpu)
            : threadsAndSimd(host, { sharesMemory: canShareMemory() }, await host.run('hasFastKernels'));
          return race(racers, host, experiment, subject, signal, onProgress);
        };
        const remark = gpu ? null : `There is no GPU to compare the CPU with. ${whyNoGpu}`;
        showRace(raceName(gpu !== null), remark, experiment, unit, run, this.#callbacks.rerun);
      },
    );
  }

  log(log: RunLog): void {
    void this.#loader.open(
      async () => {
        const [part] = await Promise.all([fetchedPart(() => import('../log/log-dialog.ts')), log.complete()]);
        return part;
      },
      ({ showLog }) => showLog(log, this.#callbacks.takeUp),
    );
  }

  /** @param linked a sweep that a link is about */
  sweep(linked?: object): void {
    void this.#loader.open(
      () => import('../sweep/sweep-dialog.ts'),
      ({ showSweep }) => {
        const { experiment, subject } = this.#present;
        const { engine, stopRuns, rerun } = this.#callbacks;
        showSweep({ experiment, subject, engine, stopRuns, onClosed: rerun, linked });
      },
    );
  }

  /** The axis of rotation, to be chosen by eye. */
  axis(): void {
    void this.#loader.open(
      () => import('../axis/axis-dialog.ts'),
      ({ showAxes }) => {
        const { experiment, subject } = this.#present;
        showAxes({ experiment, subject, engine: this.#callbacks.engine(), take: this.#callbacks.turn });
      },
    );
  }

  benchmark(): void {
    void this.#loader.open(
      () => import('./benchmark-dialog.ts'),
      ({ showBenchmark }) =>
        showBenchmark(this.#backends, () => this.#callbacks.stopRuns(), this.#callbacks.kernelChosen),
    );
  }
}
