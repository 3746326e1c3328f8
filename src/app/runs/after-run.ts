import type { RunResult } from '../../experiment/run-result.ts';
import type { AxisSearch } from '../present/axis-search.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { RoomRuns } from '../workplaces/room-runs.ts';
import type { LiveRun } from './live-runner.ts';
import { NewestWish } from './newest-wish.ts';
import type { RunNumbers } from './run-numbers.ts';
import type { RunPictures } from './run-pictures.ts';
import type { RunStatus } from './run-status.ts';

export interface AfterRunParts {
  readonly present: PresentExperiment;
  readonly status: RunStatus;
  readonly axisSearch: AxisSearch;
  readonly pictures: RunPictures;
  readonly numbers: RunNumbers;
  readonly roomRuns: RoomRuns;
}

export interface AfterRunCallbacks {
  /** The run has found the axis: the experiment is another one. */
  onAxisFound(): void;
  /** All views are in the slice. */
  onWhole(): void;
}

/** What follows a run with nothing newer waiting, until the next one begins: what stands beside it, its numbers, copies. */
export class AfterRun {
  readonly #parts: AfterRunParts;
  readonly #callbacks: AfterRunCallbacks;
  readonly #wishes = new NewestWish();

  constructor(parts: AfterRunParts, callbacks: AfterRunCallbacks) {
    this.#parts = parts;
    this.#callbacks = callbacks;
  }

  /** Another run is asked for, or begins. */
  abandon(): void {
    this.#wishes.abandon();
  }

  async follow({ engine, request, experiment, isPreview }: LiveRun, result: RunResult): Promise<void> {
    const { present, status, axisSearch, pictures, numbers, roomRuns } = this.#parts;
    const { moving, subject } = request;
    const signal = this.#wishes.begin();
    status.succeeded();
    if (!isPreview && axisSearch.settled(result.findings)) {
      this.#callbacks.onAxisFound();
      return;
    }
    this.#callbacks.onWhole();
    void numbers.advise(result);
    if (isPreview) numbers.awaitQuality();
    else {
      if (!moving) await pictures.followAtRest();
      if (signal.aborted) return;
      if (!moving) await roomRuns.follow({ engine, experiment, subject, result }, signal);
      if (signal.aborted) return;
      status.endedBeside();
      await numbers.measure(result, engine, moving ? present.experiment : experiment, !moving, signal);
      await pictures.copyForPointer();
    }
    if (!moving && !signal.aborted) status.atRest();
  }
}
