import { BackendLostError } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Engine } from '../engine/engine.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import type { Lane } from './lane.ts';
import { PRESENT } from './present.ts';

/** What a lane's run has come to. Its arrays are there until the lane runs again or is given up. */
export interface LaneResult {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult;
}

/** By lane; one that has nothing to run is missing. */
export type LaneResults = ReadonlyMap<Lane, LaneResult>;

export interface LaneRunsListener {
  onStep(lane: Lane, engine: Engine, experiment: Experiment, step: RunStep): Promise<void> | void;
  onFailed(error: unknown): void;
}

/** Runs what stands beside the present experiment, after the present experiment has run: lane by lane, the newest wish first. */
export class LaneRuns {
  readonly #present: PresentExperiment;
  readonly #listener: LaneRunsListener;
  readonly #wishes = new NewestWish();
  /** A session takes one run at a time. */
  #runs: Promise<unknown> = Promise.resolve();

  constructor(present: PresentExperiment, listener: LaneRunsListener) {
    this.#present = present;
    this.#listener = listener;
  }

  /** @returns what the lanes have come to, but for the present one; `null` where they were given up or have failed */
  async run(engine: Engine, lanes: Iterable<Lane>): Promise<LaneResults | null> {
    const signal = this.#wishes.begin();
    const wanted = [...new Set(lanes)].filter((lane) => lane !== PRESENT);
    const run = this.#runs.then(() => this.#run(engine, wanted, signal));
    this.#runs = run;
    return run;
  }

  /** Gives up what runs; resolves when the sessions are free for other runs. */
  async cancel(): Promise<void> {
    this.#wishes.abandon();
    await this.#runs;
  }

  async #run(engine: Engine, lanes: readonly Lane[], signal: AbortSignal): Promise<LaneResults | null> {
    const results = new Map<Lane, LaneResult>();
    try {
      engine.keepSessions(lanes.map(({ name }) => name));
      const present = this.#present.pair;
      for (const lane of lanes) {
        signal.throwIfAborted();
        const pair = lane.pair(present);
        if (!pair) continue;
        const { experiment, subject } = pair;
        for await (const step of engine.session(lane.name).run(experiment, subject, { signal })) {
          signal.throwIfAborted();
          if (step.kind === 'finished') results.set(lane, { engine, experiment, subject, result: step.result });
          await this.#listener.onStep(lane, engine, experiment, step);
        }
      }
      return results;
    } catch (error) {
      if (!signal.aborted && !(error instanceof BackendLostError)) this.#listener.onFailed(error);
      return null;
    }
  }
}
