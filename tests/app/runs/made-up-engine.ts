import type { Engine } from '../../../src/app/engine/engine.ts';
import { NOTHING_KEPT } from '../../../src/app/runs/run-cost.ts';
import type { BackendDescription } from '../../../src/compute/device.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import type { RunOptions, RunStep } from '../../../src/experiment/run-steps.ts';
import type { StageTime } from '../../../src/experiment/stage-clock.ts';
import type { Subject } from '../../../src/experiment/subject.ts';

type Move = { readonly step: RunStep } | { readonly error: unknown } | 'end';

/** A run of a made-up session: whatever it does, a test has it do. */
export class MadeUpRun {
  /** Its session, as the engine calls it. */
  readonly of: string;
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly options: RunOptions;
  /** Whether its generator has come to its end, and the session is free. */
  isOver = false;
  readonly #moves: Move[] = [];
  #wake: () => void = () => undefined;

  constructor(of: string, experiment: Experiment, subject: Subject, options: RunOptions) {
    this.of = of;
    this.experiment = experiment;
    this.subject = subject;
    this.options = options;
  }

  get isGivenUp(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  /** Yields a step. */
  async show(step: RunStep): Promise<void> {
    await this.#move({ step });
  }

  /**
   * Yields the last step and ends.
   *
   * @param made what of its result anybody asks for
   * @returns what the run has come to
   */
  async finish(timeMs = 1, made: Partial<RunResult> = {}): Promise<RunResult> {
    const result = { experiment: this.experiment, ...made } as unknown as RunResult;
    const times: StageTime[] = [{ stage: 'back-project', timeMs, kept: false }];
    await this.#move({ step: { kind: 'finished', result, totalMs: timeMs, times } }, 'end');
    return result;
  }

  async fail(error: unknown): Promise<void> {
    await this.#move({ error });
  }

  /** Ends the step under way, as a run does that has been given up. */
  async endStep(): Promise<void> {
    await this.fail(this.options.signal?.reason);
  }

  async *steps(): AsyncGenerator<RunStep, void, void> {
    try {
      for (;;) {
        while (this.#moves.length === 0) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        const move = this.#moves.shift()!;
        if (move === 'end') return;
        if ('error' in move) throw move.error;
        yield move.step;
      }
    } finally {
      this.isOver = true;
    }
  }

  async #move(...moves: Move[]): Promise<void> {
    this.#moves.push(...moves);
    this.#wake();
    await settled();
  }
}

/** An engine without a device: its sessions record the runs that they are asked for. */
export class MadeUpEngine {
  readonly runs: MadeUpRun[] = [];
  readonly engine: Engine;
  /** Whether iterations of an experiment may go on from the image on screen. */
  goesOnTo: (experiment: Experiment) => boolean = () => false;
  /** The names whose sessions were to be kept last. */
  kept: readonly string[] = [];

  constructor(description: Partial<BackendDescription> = {}) {
    const named = new Map<string, object>();
    this.engine = {
      operators: { description: { backend: 'cpu', name: 'a made-up CPU', isSoftware: false, ...description } },
      full: this.#session('full'),
      preview: this.#session('preview'),
      session: (name: string) => {
        const session = named.get(name) ?? this.#session(name);
        named.set(name, session);
        return session;
      },
      keepSessions: (names: readonly string[]) => {
        for (const name of [...named.keys()]) if (!names.includes(name)) named.delete(name);
        this.kept = [...names];
      },
    } as unknown as Engine;
  }

  /** The runs that have not come to their end, as `session: views`. */
  get open(): string[] {
    return this.runs.filter((run) => !run.isOver).map(told);
  }

  /** The newest run; fails where there is none that is open. */
  get present(): MadeUpRun {
    const run = this.runs.at(-1);
    if (!run || run.isOver) throw new Error('nothing runs');
    return run;
  }

  #session(name: string) {
    let isTaken = false;
    const { runs } = this;
    const session = {
      kept: () => NOTHING_KEPT,
      canGoOn: (experiment: Experiment) => this.goesOnTo(experiment),
      goOn: (experiment: Experiment, subject: Subject, options: RunOptions = {}) =>
        session.steps(`${name}, going on`, experiment, subject, options),
      run: (experiment: Experiment, subject: Subject, options: RunOptions = {}) =>
        session.steps(name, experiment, subject, options),
      async *steps(of: string, experiment: Experiment, subject: Subject, options: RunOptions) {
        if (isTaken) throw new Error(`the session ${name} was asked for a run before the one before it had ended`);
        isTaken = true;
        const run = new MadeUpRun(of, experiment, subject, options);
        runs.push(run);
        try {
          yield* run.steps();
        } finally {
          isTaken = false;
        }
      },
    };
    return session;
  }
}

/** A run in a word: its session and the views of its scan. */
export const told = ({ of, experiment }: { readonly of: string; readonly experiment: Experiment }) =>
  `${of}: ${experiment.scan.views}`;

/** When whatever can go on has gone on. */
export const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
