import { expect } from 'vitest';
import type { Operators } from '../../src/operators/contract.ts';
import { differing } from './differing.ts';
import { EXPERIMENTS } from './experiments.ts';
import { LawSession, type Results } from './run-in-session.ts';

/** Some views in every step, and a last step of fewer. */
export const PLAYED = { viewsPerStep: 8 };

/** An experiment by its name, and how many views a step it is played by, where it is. */
export interface LawRun {
  readonly name: string;
  readonly viewsPerStep?: number;
}

/** Runs in a session, each compared with what a fresh one gave. */
export class OneAfterAnother {
  readonly #operators: Operators;
  readonly #session: LawSession;
  readonly #fresh: Map<string, Promise<Results>>;
  #before = 'nothing';
  /** What came out other than in a fresh session, a sentence each. */
  readonly unlike: string[] = [];

  /** @param fresh what fresh sessions on the same operators have given so far, by what was run */
  constructor(operators: Operators, fresh: Map<string, Promise<Results>>) {
    this.#operators = operators;
    this.#session = new LawSession(operators);
    this.#fresh = fresh;
  }

  async run(run: LawRun): Promise<void> {
    const { name, ...manner } = run;
    const label = manner.viewsPerStep ? `${name}, played by ${manner.viewsPerStep} views,` : name;
    const expected = this.#fresh.get(label) ?? runAlone(this.#operators, run);
    this.#fresh.set(label, expected);
    const results = await this.#session.run(EXPERIMENTS[name], manner);
    const odd = differing(results, await expected);
    if (odd.length > 0) this.unlike.push(`${label} after ${this.#before}: another ${odd.join(', ')}`);
    this.#before = label;
  }

  /**
   * Begins a run and ends it at its event of that number, unless it is over by then.
   *
   * @param way it fails where it is, or its signal is given
   * @returns whether it was cut short
   */
  async cutShort({ name, ...manner }: LawRun, way: 'fails' | 'is aborted', last: number): Promise<boolean> {
    const controller = new AbortController();
    const reason = new Error('no further');
    const at = (event: number) => {
      if (event !== last) return;
      if (way === 'fails') throw reason;
      controller.abort(reason);
    };
    this.#before = `${this.#before} and ${name}, cut short at ${last},`;
    try {
      await this.#session.run(EXPERIMENTS[name], { ...manner, signal: controller.signal, at });
      return false;
    } catch (error) {
      expect(error).toBe(reason);
      return true;
    }
  }

  /** Says what was unlike, and that nothing is left on the device. */
  end(): void {
    expect(this.#session.release()).toBe(0);
    expect(this.unlike).toEqual([]);
  }
}

/** What a session of its own makes of an experiment. */
export async function runAlone(operators: Operators, { name, ...manner }: LawRun): Promise<Results> {
  const session = new LawSession(operators);
  const results = await session.run(EXPERIMENTS[name], manner);
  session.release();
  return results;
}
