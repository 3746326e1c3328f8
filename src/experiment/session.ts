import type { DeviceArray } from '../compute/device.ts';
import { fetchedPart } from '../fetched-part.ts';
import { METHODS } from '../methods/registry.ts';
import type { Operators } from '../operators/contract.ts';
import type { CpuExecutor } from '../operators/cpu/cpu-tasks.ts';
import { Lane } from '../pipeline/lane.ts';
import { PipelineRun, type RunInput } from '../pipeline/pipeline-run.ts';
import { ResultCache } from '../pipeline/result-cache.ts';
import type { Phase } from '../pipeline/stage.ts';
import type { Experiment } from './experiment.ts';
import type { ImageStep, RunOptions, RunStep } from './run-steps.ts';
import { seeable } from './signal-of-readings.ts';
import { StageClock } from './stage-clock.ts';
import { corrected } from './stages/corrected.ts';
import { physicsOf, type RunGiven, wayOf } from './stages/given.ts';
import { image } from './stages/image.ts';
import { iteratedProblem, iterations } from './stages/iterations.ts';
import { signals } from './stages/physics.ts';
import { reading } from './stages/reading.ts';
import { truth } from './stages/truth.ts';
import { type FilteredView, filteredView, linesStage } from './stages/views.ts';
import { type Iterate, type RunMeans, stepsOfRun } from './steps-of-run.ts';
import type { Subject } from './subject.ts';

/** What of a run is there already: its phases, and of a scan with a beam what is left of it behind the phantom. */
export interface KeptParts extends Readonly<Record<Phase | 'signals', boolean>> {
  /** How many iterations have been made; left out of methods that make none. */
  readonly iterations?: number;
}

/**
 * Runs experiments on one backend, one at a time, in a lane that keeps the result of every stage for the next run: turning
 * the filter does not rescan and turning the window runs nothing.
 */
export class Session<A extends DeviceArray> {
  readonly operators: Operators<A>;
  readonly #host: CpuExecutor;
  readonly #lane: Lane;
  /** Keeps the phantom where it is shown finer than the slice. */
  readonly #phantomLane: Lane;
  /** The iteration that was shown last, and what it is to solve; `null` where something else was. */
  #iterate: Iterate | null = null;

  /**
   * @param host runs what is done on the CPU for every backend: rasters and image quality
   * @param lane of a cache that the operators' device shares with others; one of its own unless given
   */
  constructor(
    operators: Operators<A>,
    host: CpuExecutor,
    lane = new Lane(new ResultCache((array) => operators.release(array as A))),
  ) {
    this.operators = operators;
    this.#host = host;
    this.#lane = lane;
    this.#phantomLane = new Lane(lane.cache);
  }

  /**
   * Runs an experiment, yielding what there is to show, and in the end its result. Throws what the signal carries when it
   * is aborted, an InputError where the device cannot hold the experiment, and a BackendLostError where the device is
   * gone; what was kept stays.
   */
  async *run(
    experiment: Experiment,
    subject: Subject,
    options: RunOptions = {},
  ): AsyncGenerator<RunStep<A>, void, void> {
    const { signal, viewsPerStep: pace, timeStages = false, onProgress, phantomOf } = options;
    const look = options.look && seeable(options.look, subject);
    const backProjection = this.#backProjection();
    const given = { experiment, subject, backProjection, look, isPlayed: pace !== undefined };
    const operators = this.operators as unknown as Operators;
    const input = { operators, host: this.#host, signal };
    const run = new PipelineRun(this.#lane, { ...input, given, pace, onProgress });
    const phantomRun = phantomOf && subject.kind !== 'measurement' ? this.#phantomRun(phantomOf, given, input) : null;
    this.#host.follow?.(signal);
    try {
      // What is made here are arrays of these operators.
      const steps = stepsOfRun(run, phantomRun, this.#means(timeStages), options);
      yield* steps as AsyncGenerator<RunStep<A>, void, void>;
    } finally {
      run.end();
      phantomRun?.end();
      this.#host.follow?.(undefined);
    }
  }

  /** Whether iterations of this may go on from the image that was shown last: only what the prior asks for is another. */
  canGoOn(experiment: Experiment, subject: Subject): boolean {
    if (!this.#iterate || !METHODS.get(experiment.reconstruction.method).iterates) return false;
    return this.#runOf(experiment, subject).keyOf(iteratedProblem) === this.#iterate.problem;
  }

  /**
   * Iterations of an experiment that go on from the image that was shown last, as many as it makes from its start. They are
   * shown and not kept: whatever runs next comes to the same as without them.
   *
   * @throws (rejects) as a run does
   */
  async *goOn(
    experiment: Experiment,
    subject: Subject,
    { signal, onProgress }: Pick<RunOptions, 'signal' | 'onProgress'> = {},
  ): AsyncGenerator<ImageStep<A>, void, void> {
    const { goOnFrom } = await fetchedPart(() => import('./go-on-from.ts'));
    if (!this.#iterate) throw new Error('there is no iteration to go on from');
    const { image: from, problem } = this.#iterate;
    const run = this.#runOf(experiment, subject, { signal, onProgress }, { goesOnFrom: from });
    this.#host.follow?.(signal);
    try {
      for await (const { step, leases } of goOnFrom(run, this.#lane)) {
        this.#iterate = { image: step.image, problem };
        yield* this.#lane.show('image', leases, step as ImageStep<A>);
      }
    } finally {
      run.end();
      this.#host.follow?.(undefined);
    }
  }

  /**
   * One view before and after its weights and its filter, found where a run of the same experiment has left them.
   *
   * @param view of those that were measured, 0 … views − 1
   * @throws (rejects) as a run does
   */
  async filteredView(
    experiment: Experiment,
    subject: Subject,
    view: number,
    signal?: AbortSignal,
  ): Promise<FilteredView> {
    const backProjection = this.#backProjection();
    const given = { experiment, subject, backProjection, view, isPlayed: false };
    const operators = this.operators as unknown as Operators;
    const run = new PipelineRun(this.#lane, { operators, host: this.#host, signal, given });
    this.#host.follow?.(signal);
    try {
      return await run.get(filteredView);
    } finally {
      run.end();
      this.#host.follow?.(undefined);
    }
  }

  /** What of a run is there already, so that it takes no time. */
  kept(experiment: Experiment, subject: Subject): KeptParts {
    const run = this.#runOf(experiment, subject);
    const { given } = run;
    const { isCorrected, ...way } = wayOf(given);
    const filter = linesStage(way);
    const isRead = run.isKept(reading) && (!isCorrected || run.isKept(corrected));
    return {
      signals: isRead || (physicsOf(given) !== null && run.isKept(signals)),
      scan: isRead,
      filter: filter === null || run.isKept(filter),
      'back-project': run.isKept(image),
      ...(METHODS.get(way.method).iterates && {
        iterations: Math.max(0, (run.peek(iterations)?.points.length ?? 0) - 1),
      }),
    };
  }

  /** What an experiment comes to, nothing of which is made yet. */
  #runOf(
    experiment: Experiment,
    subject: Subject,
    input: Pick<RunInput<RunGiven>, 'signal' | 'onProgress'> = {},
    more: Pick<RunGiven, 'goesOnFrom'> = {},
  ): PipelineRun<RunGiven> {
    const backProjection = this.#backProjection();
    const given = { experiment, subject, backProjection, isPlayed: false, ...more };
    const operators = this.operators as unknown as Operators;
    return new PipelineRun(this.#lane, { operators, host: this.#host, given, ...input });
  }

  #means(timeStages: boolean): RunMeans {
    const operators = this.operators as unknown as Operators;
    const clock = new StageClock(operators, timeStages);
    const onIterate = (iterate: Iterate | null) => {
      this.#iterate = iterate;
    };
    return { operators, host: this.#host, lane: this.#lane, clock, onIterate };
  }

  /** The kernels that back-project slices and volumes on this device, where it has several. */
  #backProjection(): string | null {
    const { backProjection, ofVolumes } = this.operators.description;
    return backProjection ? `${backProjection}, volumes ${ofVolumes?.backProjection}` : null;
  }

  /** Gives back every array it keeps; the session can go on, from nothing. */
  release(): void {
    this.#iterate = null;
    this.#lane.release();
    this.#phantomLane.release();
  }

  /** A run that is asked for the phantom of an experiment alone: as it is there already, or as fine as a hand waits for. */
  #phantomRun(
    experiment: Experiment,
    given: RunGiven,
    input: Omit<RunInput<RunGiven>, 'given'>,
  ): PipelineRun<RunGiven> {
    const whole = new PipelineRun(this.#phantomLane, { ...input, given: { ...given, experiment } });
    const { pixels, pixelSizeMm } = experiment.reconstruction.grid;
    if (pixels <= MOST_FINE_PIXELS || whole.isKept(truth)) return whole;
    const fine = { pixels: MOST_FINE_PIXELS, pixelSizeMm: (pixels * pixelSizeMm) / MOST_FINE_PIXELS };
    const reconstruction = { ...experiment.reconstruction, grid: fine };
    return new PipelineRun(this.#phantomLane, {
      ...input,
      given: { ...given, experiment: { ...experiment, reconstruction } },
    });
  }
}

/** More pixels across would not be seen while a hand moves. */
const MOST_FINE_PIXELS = 512;
