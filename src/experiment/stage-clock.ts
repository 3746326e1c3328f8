import { type LapTimer, startLaps } from '../compute/laps.ts';
import type { Operators } from '../operators/contract.ts';
import type { Phase } from '../pipeline/stage.ts';

/** How long a stage took, or that its result was kept from an earlier run. */
export interface StageTime {
  readonly stage: Phase;
  readonly timeMs: number;
  readonly kept: boolean;
}

/** Times a run, and its stages where it may wait for each. */
export class StageClock {
  readonly #laps: LapTimer;
  readonly #times: StageTime[] | null;
  #totalMs = 0;

  constructor(operators: Pick<Operators, 'finished' | 'startLaps'>, timeStages: boolean) {
    this.#laps = startLaps(operators);
    this.#times = timeStages ? [] : null;
  }

  /** A stage has ended. @param kept whether its result was there before */
  async end(stage: Phase, kept: boolean): Promise<void> {
    if (!this.#times) return;
    const timeMs = kept ? 0 : await this.#laps.lap();
    this.#totalMs += timeMs;
    this.#times.push({ stage, kept, timeMs });
  }

  /** Time since the start when everything asked for so far is done. */
  async total(): Promise<number> {
    return this.#totalMs + (await this.#laps.lap());
  }

  get times(): readonly StageTime[] | null {
    return this.#times;
  }
}
