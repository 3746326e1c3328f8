import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { VolumeLook } from '../../experiment/volume-look.ts';
import type { Phase } from '../../pipeline/stage.ts';
import type { Engine } from '../engine/engine.ts';
import { previewOf } from './preview.ts';
import { RunCost, workLeft } from './run-cost.ts';

/** What somebody wants to see. */
export interface RunRequest {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** While a control moves a preview may stand in where the machine is slow; on release the run is whole. */
  readonly moving: boolean;
  /** What is looked at of a volume, where one is shown. */
  readonly look?: VolumeLook | undefined;
  /** Whether nothing is reconstructed. */
  readonly readsOnly?: boolean | undefined;
  /** Whether the look is all that is new: what it looks at is there, and nothing coarser is wanted instead. */
  readonly onlyLooks?: boolean;
}

/** A run under way. */
export interface LiveRun {
  readonly engine: Engine;
  /** What was asked for. */
  readonly request: RunRequest;
  /** The experiment of the request. */
  readonly whole: Experiment;
  /** What runs: that, or its preview. */
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly isPreview: boolean;
}

export interface LiveRunnerListener {
  onStep(run: LiveRun, step: RunStep): void;
  /** A run ended by itself, with nothing newer waiting. */
  onSettled(run: LiveRun, result: RunResult): void;
  onFailed(run: LiveRun, error: unknown): void;
  onBusy(busy: boolean): void;
  /** How far the run's present stage has come, 0 … 1. */
  onProgress(run: LiveRun, stage: Phase, done: number): void;
}

/** A whole run that is expected to take longer than this is preceded by its preview. */
const LONG_MS = 300;

/**
 * Runs what is asked for, one run at a time, the newest request first: those in between are passed over, and a whole
 * run that is no longer wanted is cancelled.
 */
export class LiveRunner {
  readonly #listener: LiveRunnerListener;
  readonly #costs = new WeakMap<Engine, RunCost>();
  #engine: Engine;
  #next: RunRequest | null = null;
  #running: { readonly run: LiveRun; readonly abort: AbortController } | null = null;
  /** The loop that works requests off, while there is one. */
  #work: Promise<void> | null = null;
  /** Resolves when the last run's step has ended, and given back what it held. */
  #ending: Promise<void> = Promise.resolve();

  constructor(engine: Engine, listener: LiveRunnerListener) {
    this.#engine = engine;
    this.#listener = listener;
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Later runs go to another engine; one under way is cancelled. */
  setEngine(engine: Engine): void {
    this.#engine = engine;
    this.#running?.abort.abort();
  }

  request(request: RunRequest): void {
    this.#next = request;
    // A preview is over soon, and cancelling every one would leave a steady hand with nothing to see.
    // What a look looks at has to be there first.
    if (this.#running && !this.#running.run.request.moving && !request.onlyLooks) this.#running.abort.abort();
    this.#work ??= this.#workOff();
  }

  /** Cancels what runs and what waits, at once. */
  cancel(): void {
    this.#next = null;
    this.#running?.abort.abort();
  }

  /** Cancels what runs and what waits; resolves when nothing runs any more and the sessions are free. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#work;
    await this.#ending;
  }

  async #workOff(): Promise<void> {
    this.#listener.onBusy(true);
    while (this.#next) {
      const request = this.#next;
      this.#next = null;
      await this.#run(request);
    }
    this.#work = null;
    this.#listener.onBusy(false);
  }

  /** A whole run that takes long shows its preview first; a run while something moves may be its preview alone. */
  async #run(request: RunRequest): Promise<void> {
    const cost = this.costOf(this.#engine);
    const { experiment, subject } = request;
    const { full } = this.#engine;
    const keptOf = (of: Experiment) => full.kept(of, subject);
    const preview = request.onlyLooks ? experiment : previewOf(experiment, subject, cost, keptOf);
    const estimateMs = cost.estimateMs(workLeft(experiment, subject, keptOf(experiment)));
    if (request.moving) await this.#runOne(request, preview);
    else {
      // What goes on from iterations that are there has more to show than a preview.
      const goesOn = (keptOf(experiment).iterations ?? 0) > 0;
      const isLong = preview !== experiment && estimateMs > LONG_MS && !goesOn;
      const isWanted = isLong ? await this.#runOne(request, preview) : true;
      if (isWanted && !this.#next) await this.#runOne(request, experiment);
    }
  }

  /** @returns whether nobody has given it up */
  async #runOne(request: RunRequest, experiment: Experiment): Promise<boolean> {
    const engine = this.#engine;
    const cost = this.costOf(engine);
    const isPreview = experiment !== request.experiment;
    const wholeFollows = isPreview && !request.moving;
    const session = isPreview ? engine.preview : engine.full;
    const { experiment: whole, subject } = request;
    const work = workLeft(experiment, subject, session.kept(experiment, subject));
    const run: LiveRun = { engine, request, whole, experiment, subject, isPreview };
    const abort = new AbortController();
    this.#running = { run, abort };
    // A session takes one run at a time.
    await this.#ending;
    try {
      const options = {
        signal: abort.signal,
        ...(isPreview && { phantomOf: request.experiment }),
        ...{ look: request.look, readsOnly: request.readsOnly ?? false },
        // On the CPU a stage is over when its call is; a GPU would have to be waited for.
        timeStages: !request.moving || engine.operators.description.backend === 'cpu',
        onProgress: (stage: Phase, done: number) => {
          // A step of a run that was given up may still be under way.
          if (this.#running?.run === run && !abort.signal.aborted) this.#listener.onProgress(run, stage, done);
        },
      };
      abort.signal.throwIfAborted();
      let result: RunResult | null = null;
      for await (const step of this.#stepsOf(session.run(experiment, request.subject, options), abort.signal)) {
        if (step.kind === 'finished') {
          result = step.result;
          cost.learn(work, step.times, step.totalMs);
        }
        if (!isPassing(run, step)) this.#listener.onStep(run, step);
      }
      this.#running = null;
      if (result && !this.#next && !wholeFollows) this.#listener.onSettled(run, result);
    } catch (error) {
      this.#running = null;
      // The whole run may do without its preview, or tells of the same fault.
      if (!abort.signal.aborted && !wholeFollows) this.#listener.onFailed(run, error);
    }
    return !abort.signal.aborted;
  }

  /** The steps of a run until it is given up: then at once, whatever step is under way, which ends when it can. */
  async *#stepsOf(run: AsyncGenerator<RunStep, void, void>, signal: AbortSignal): AsyncGenerator<RunStep, void, void> {
    let giveUp = () => {};
    const givenUp = new Promise<never>((_, reject) => {
      giveUp = () => reject(signal.reason);
    });
    givenUp.catch(() => undefined);
    signal.addEventListener('abort', giveUp);
    try {
      for (;;) {
        const { value: step, done } = await Promise.race([run.next(), givenUp]);
        if (done) return;
        signal.throwIfAborted();
        yield step;
      }
    } finally {
      signal.removeEventListener('abort', giveUp);
      // What it threw has been told, or is no matter of a run that was given up.
      this.#ending = run.return().then(
        () => undefined,
        () => undefined,
      );
    }
  }

  /** What runs of an engine cost, as far as is known. */
  costOf(engine: Engine): RunCost {
    let cost = this.#costs.get(engine);
    if (!cost) {
      cost = new RunCost(engine.operators.description);
      this.#costs.set(engine, cost);
    }
    return cost;
  }
}

/**
 * Whether an image on the way of a method that iterates is nothing to be shown: the start, in which there is nothing to see,
 * and those of a preview, which would flicker under a hand.
 */
function isPassing({ isPreview, request }: LiveRun, step: RunStep): boolean {
  const grown = step.kind === 'image' ? step.iterations && step : step.kind === 'planes' ? step.growth : undefined;
  if (!grown || grown.views === grown.of) return false;
  return grown.views === 0 || isPreview || request.moving;
}
