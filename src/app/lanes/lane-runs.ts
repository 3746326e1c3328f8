import { BackendLostError } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import { finish, type RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Phase } from '../../pipeline/stage.ts';
import type { Engine } from '../engine/engine.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import { rememberTimes } from '../runs/run-times.ts';
import type { Lane } from './lane.ts';
import { PRESENT } from './present.ts';

/** What a lane's run has come to. Its arrays are there until the lane runs again or is given up. */
export interface LaneResult {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: RunResult;
}

/** By lane; one that has nothing to run, or has failed, is missing. */
export type LaneResults = ReadonlyMap<Lane, LaneResult>;

/** What runs, by its identity. */
export interface RunUnderWay {
  readonly engine: Engine;
  readonly experiment: Experiment;
}

export interface LaneRunsListener {
  onStep(lane: Lane, engine: Engine, pair: PresentPair, step: RunStep): Promise<void> | void;
  /** A lane's run has failed, and has nothing to show; the others go on. */
  onFailed(lane: Lane, error: unknown): void;
}

/** Runs what stands beside the present experiment, after the present experiment has run: lane by lane, the newest wish first. */
export class LaneRuns {
  readonly #present: PresentExperiment;
  readonly #listener: LaneRunsListener;
  #watch: (run: RunUnderWay, phase: Phase, done: number) => void = () => undefined;
  readonly #wishes = new NewestWish();
  readonly #quietWishes = new NewestWish();
  /** A session takes one run at a time. */
  #runs: Promise<unknown> = Promise.resolve();

  constructor(present: PresentExperiment, listener: LaneRunsListener) {
    this.#present = present;
    this.#listener = listener;
  }

  /** @param onProgress told how far a lane's run has come in its present phase, 0 … 1 */
  watch(onProgress: (run: RunUnderWay, phase: Phase, done: number) => void): void {
    this.#watch = onProgress;
  }

  /** @returns what the lanes have come to, but for the present one; `null` where they were given up */
  async run(engine: Engine, lanes: Iterable<Lane>): Promise<LaneResults | null> {
    this.#quietWishes.abandon();
    const signal = this.#wishes.begin();
    const wanted = [...new Set(lanes)].filter((lane) => lane !== PRESENT);
    const run = this.#runs.then(() => this.#run(engine, wanted, signal));
    this.#runs = run;
    return run;
  }

  /**
   * Runs an experiment for a lane while a hand moves, in a session of its own, and shows nothing of it.
   *
   * @returns `null` where it was given up or has failed, which the run at rest tells of
   */
  async runQuietly(engine: Engine, lane: Lane, { experiment, subject }: PresentPair): Promise<LaneResult | null> {
    this.#wishes.abandon();
    const signal = this.#quietWishes.begin();
    const run = this.#runs.then(async () => {
      try {
        signal.throwIfAborted();
        const session = engine.session(`${lane.name}, moving`);
        const { result } = await finish(session.run(experiment, subject, { signal }));
        return signal.aborted ? null : { engine, experiment, subject, result };
      } catch {
        return null;
      }
    });
    this.#runs = run;
    return run;
  }

  /** Gives up what would be shown; what runs quietly goes on. */
  abandon(): void {
    this.#wishes.abandon();
  }

  /** Gives up whatever runs; resolves when the sessions are free for other runs. */
  async cancel(): Promise<void> {
    this.#wishes.abandon();
    this.#quietWishes.abandon();
    await this.#runs;
  }

  async #run(engine: Engine, lanes: readonly Lane[], signal: AbortSignal): Promise<LaneResults | null> {
    const results = new Map<Lane, LaneResult>();
    if (signal.aborted) return null;
    engine.keepSessions(lanes.map(({ name }) => name));
    const present = this.#present.pair;
    for (const lane of lanes) {
      if (signal.aborted) return null;
      try {
        const pair = lane.pair(present);
        if (!pair) continue;
        const { experiment, subject } = pair;
        const run = { engine, experiment };
        const onProgress = (phase: Phase, done: number) => {
          if (!signal.aborted) this.#watch(run, phase, done);
        };
        const options = { signal, onProgress, timeStages: true };
        for await (const step of engine.session(lane.name).run(experiment, subject, options)) {
          signal.throwIfAborted();
          if (step.kind === 'finished') {
            rememberTimes(step);
            results.set(lane, { engine, experiment, subject, result: step.result });
          }
          await this.#listener.onStep(lane, engine, pair, step);
        }
      } catch (error) {
        // What a lost device means is told where the page changes over to another.
        if (signal.aborted || error instanceof BackendLostError) return null;
        results.delete(lane);
        this.#listener.onFailed(lane, error);
      }
    }
    return signal.aborted ? null : results;
  }
}
