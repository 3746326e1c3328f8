import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { ImageStep, RunOptions, RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { IterationPoint } from '../../methods/iterative/iterating.ts';
import type { Phase } from '../../pipeline/stage.ts';
import type { Engine } from '../engine/engine.ts';
import { CatchingUp } from './catching-up.ts';
import { mayGoOn } from './may-go-on.ts';
import { previewOf } from './preview.ts';
import { RunCost, workLeft } from './run-cost.ts';
import type { RunRequest } from './run-request.ts';

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
  /** Of iterations: whether they go on from the image on screen, or come after such as do, from their start. */
  readonly way?: 'goes on' | 'catches up' | undefined;
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
/** A prior at rest is followed from the image on screen for so long before the run from the start begins. */
const GO_ON_MS = 1000;

/**
 * Runs what is asked for, one run at a time, the newest request first: those in between are passed over, and a whole
 * run that is no longer wanted is cancelled.
 */
export class LiveRunner {
  readonly #listener: LiveRunnerListener;
  readonly #now: () => number;
  readonly #costs = new WeakMap<Engine, RunCost>();
  #engine: Engine;
  #next: RunRequest | null = null;
  #running: { readonly run: LiveRun; readonly abort: AbortController } | null = null;
  /** The loop that works requests off, while there is one. */
  #work: Promise<void> | null = null;
  /** Resolves when the last run's step has ended, and given back what it held. */
  #ending: Promise<void> = Promise.resolve();

  constructor(engine: Engine, listener: LiveRunnerListener, now = () => performance.now()) {
    this.#now = now;
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

  /**
   * A whole run that takes long shows its preview first; a run while something moves may be its preview alone. Where a prior
   * alone is another, iterations go on from the image on screen instead.
   */
  async #run(request: RunRequest): Promise<void> {
    const cost = this.costOf(this.#engine);
    const { experiment, subject } = request;
    const { full } = this.#engine;
    const keptOf = (of: Experiment) => full.kept(of, subject);
    const preview = request.onlyLooks ? experiment : previewOf(experiment, subject, cost, keptOf);
    const estimateMs = cost.estimateMs(workLeft(experiment, subject, keptOf(experiment)));
    // What is there soon anyway needs nothing in its place.
    const isLong = preview !== experiment && (request.moving || estimateMs > LONG_MS);
    if (isLong && mayGoOn(request, full, cost)) {
      const { isWanted, near } = await this.#goOn(request);
      if (isWanted && !request.moving && !this.#next) await this.#runOne(request, experiment, near);
    } else if (request.moving) await this.#runOne(request, preview);
    else {
      // What goes on from iterations that are there has more to show than a preview.
      const goesOn = (keptOf(experiment).iterations ?? 0) > 0;
      const isWanted = isLong && !goesOn ? await this.#runOne(request, preview) : true;
      if (isWanted && !this.#next) await this.#runOne(request, experiment);
    }
  }

  /**
   * Iterations from the image on screen, for as long as nothing else is asked for, at rest for a while.
   *
   * @returns whether nobody has given them up, and what is known of the last that was shown
   */
  async #goOn(request: RunRequest): Promise<{ isWanted: boolean; near: IterationPoint | null }> {
    const { experiment, subject, moving } = request;
    const engine = this.#engine;
    const run: LiveRun = { engine, request, whole: experiment, experiment, subject, isPreview: false, way: 'goes on' };
    const began = this.#now();
    let near: IterationPoint | null = null;
    const isWanted = await this.#follow(
      run,
      (options) => engine.full.goOn(experiment, subject, options),
      (step) => {
        if (step.kind !== 'image' || step.views === 0) return false;
        near = step.iterations?.last ?? null;
        this.#listener.onStep(run, step);
        // The one under way is finished first: a steady hand would else see none.
        return this.#next !== null || (!moving && this.#now() - began >= GO_ON_MS);
      },
      !moving,
    );
    return { isWanted, near };
  }

  /** @param near what is known of the image on screen, where it is to catch up with it @returns whether nobody has given it up */
  async #runOne(request: RunRequest, experiment: Experiment, near: IterationPoint | null = null): Promise<boolean> {
    const engine = this.#engine;
    const cost = this.costOf(engine);
    const isPreview = experiment !== request.experiment;
    const wholeFollows = isPreview && !request.moving;
    const session = isPreview ? engine.preview : engine.full;
    const { experiment: whole, subject } = request;
    const work = workLeft(experiment, subject, session.kept(experiment, subject));
    const catchingUp = near && new CatchingUp(near);
    const way = catchingUp ? 'catches up' : undefined;
    const run: LiveRun = { engine, request, whole, experiment, subject, isPreview, way };
    const passesOver = (step: ImageStep) => isPassing(run, step) || (catchingUp?.passesOver(step) ?? false);
    let result: RunResult | null = null;
    const isDone = await this.#follow(
      run,
      (options) =>
        session.run(experiment, subject, {
          ...options,
          ...(isPreview && { phantomOf: request.experiment }),
          ...{ look: request.look, readsOnly: request.readsOnly ?? false, passesOver },
          // On the CPU a stage is over when its call is; a GPU would have to be waited for.
          timeStages: !request.moving || engine.operators.description.backend === 'cpu',
        }),
      (step) => {
        if (step.kind === 'finished') {
          result = step.result;
          cost.learn(work, step.times, step.totalMs);
        }
        if (!(step.kind === 'image' && passesOver(step)) && !isPassing(run, step)) this.#listener.onStep(run, step);
        return false;
      },
      wholeFollows,
    );
    if (isDone && result && !this.#next && !wholeFollows) this.#listener.onSettled(run, result);
    return isDone;
  }

  /**
   * Follows a run step by step until it ends, is given up, or has shown enough.
   *
   * @param onStep tells whether that is enough
   * @param isFollowed whether a run comes after it that may do without, or tells of the same fault
   * @returns whether nobody has given it up
   */
  async #follow(
    run: LiveRun,
    start: (options: Pick<RunOptions, 'signal' | 'onProgress'>) => AsyncGenerator<RunStep, void, void>,
    onStep: (step: RunStep) => boolean,
    isFollowed: boolean,
  ): Promise<boolean> {
    const abort = new AbortController();
    this.#running = { run, abort };
    // A session takes one run at a time.
    await this.#ending;
    try {
      abort.signal.throwIfAborted();
      const onProgress = (stage: Phase, done: number) => {
        // A step of a run that was given up may still be under way.
        if (this.#running?.run === run && !abort.signal.aborted) this.#listener.onProgress(run, stage, done);
      };
      const steps = this.#stepsOf(start({ signal: abort.signal, onProgress }), abort.signal);
      for await (const step of steps) if (onStep(step)) break;
    } catch (error) {
      this.#running = null;
      if (!abort.signal.aborted && !isFollowed) this.#listener.onFailed(run, error);
      return !abort.signal.aborted && isFollowed;
    }
    this.#running = null;
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
