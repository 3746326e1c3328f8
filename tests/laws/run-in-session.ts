// The one place where the laws meet the engine: a session, and an experiment that is run in it.

import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../src/compute/device.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { type ExperimentInput, parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import type { RunResult } from '../../src/experiment/run-result.ts';
import { Session } from '../../src/experiment/session.ts';
import { loadSubject, type Subject } from '../../src/experiment/subject.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { FILES } from './experiments.ts';

/** What came out of an experiment; `null` what this one has none of. */
export interface Results {
  readonly sinogram: Float32Array;
  readonly slice: Float32Array;
  /** What all detector rows read, and all slices, where there are several. */
  readonly readings: Float32Array;
  readonly volume: Float32Array;
  /** Every slice that was shown of a run that is played, one after the other; of others the last, since what is kept is shown once. */
  readonly shown: Float32Array;
  readonly truth: Float32Array | null;
  readonly difference: Float32Array | null;
  readonly quality: object | null;
  readonly waterMuPerMm: number;
  readonly effectiveEnergyKeV: number | null;
  readonly findings: object;
  readonly starvedFraction: number | null;
}

export interface RunManner {
  /** Plays the run view by view, so many a step. */
  readonly viewsPerStep?: number;
  readonly signal?: AbortSignal;
  /** Called before every operation and after every step with their number from 0; throws to end the run there. */
  readonly at?: (event: number) => void;
}

/** One session, in which one experiment after the other is run. */
export class LawSession {
  readonly #session: Session<DeviceArray>;
  readonly #operators: Operators;
  readonly #alive = new Set<DeviceArray>();
  #at: (() => void) | null = null;

  constructor(operators: Operators) {
    this.#operators = this.#watched(operators);
    this.#session = new Session<DeviceArray>(this.#operators, new InPlaceExecutor(cpuTasks));
  }

  async run(json: unknown, { viewsPerStep, signal, at }: RunManner = {}): Promise<Results> {
    const { input, subject: ofInput } = givenBy(json);
    const subject = await ofInput;
    let events = 0;
    this.#at = at ? () => at(events++) : null;
    const read = (array: DeviceArray) => this.#operators.read(array);
    const slices: Float32Array[] = [];
    let result: RunResult | null = null;
    try {
      const options = {
        ...(viewsPerStep !== undefined && { viewsPerStep: () => viewsPerStep }),
        ...(signal && { signal }),
      };
      for await (const step of this.#session.run(resolveExperiment(input, subject), subject, options)) {
        this.#at?.();
        if (step.kind === 'image' && viewsPerStep === undefined) slices.length = 0;
        if (step.kind === 'image') slices.push(await read(step.image));
        if (step.kind === 'finished') result = step.result;
      }
    } finally {
      this.#at = null;
    }
    if (!result) throw new Error('a run ended without its result');
    const { truth, difference } = result;
    const slice = await read(result.image);
    return {
      sinogram: await read(result.sinogram),
      slice,
      readings: await read(result.readings),
      volume: await read(result.volume),
      shown: joined(slices),
      truth: truth && (await read(truth)),
      difference: difference && (await read(difference)),
      quality: await result.quality(slice),
      waterMuPerMm: result.waterMuPerMm,
      effectiveEnergyKeV: result.effectiveEnergyKeV,
      findings: result.findings,
      starvedFraction: await result.starvedFraction(),
    };
  }

  /** Lets go of everything and says how many arrays were left on the device. */
  release(): number {
    this.#session.release();
    return this.#alive.size;
  }

  /** Operators that say when they are asked for something, work off a few views at a time and know what is alive. */
  #watched(operators: Operators): Operators {
    const watched = (name: keyof Operators) => {
      if (name === 'viewsPerStep') return () => 7;
      const given: unknown = operators[name];
      if (typeof given !== 'function') return given;
      return (...values: unknown[]) => {
        if (name === 'release') this.#alive.delete(values[0] as DeviceArray);
        else if (name !== 'read') this.#at?.();
        const result: unknown = given.apply(operators, values);
        if (name !== 'create' && name !== 'upload') return result;
        return (result as Promise<DeviceArray>).then((array) => {
          this.#alive.add(array);
          return array;
        });
      };
    };
    return new Proxy(operators, { get: (_, name) => watched(name as keyof Operators) });
  }
}

/** One after the other. */
function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A session knows a subject again by its identity, as the page keeps it while other knobs are turned. */
const subjects = new Map<string, Promise<Subject>>();
/** What an experiment's JSON says is the same each time it is run, thousands of times in all. */
const known = new Map<unknown, { readonly input: ExperimentInput; readonly subject: Promise<Subject> }>();

function givenBy(json: unknown) {
  const before = known.get(json);
  if (before) return before;
  const input = parseExperimentInput(json);
  const { phantom, measurement } = json as { phantom?: unknown; measurement?: unknown };
  const key = JSON.stringify([phantom, measurement]);
  const subject = subjects.get(key) ?? loadSubject(input, async (name) => FILES[name]!);
  subjects.set(key, subject);
  const given = { input, subject };
  known.set(json, given);
  return given;
}
