import type { LapTimer, Operators } from './contract.ts';

/** Laps by the clock on the wall. */
export class WallLaps implements LapTimer {
  readonly #operators: Pick<Operators, 'finished'>;
  #start = performance.now();

  constructor(operators: Pick<Operators, 'finished'>) {
    this.#operators = operators;
  }

  async lap(): Promise<number> {
    const elapsedMs = (await this.#operators.finished()) - this.#start;
    // Not from when the work was done: a device may tell of it late.
    this.#start = performance.now();
    return Math.max(0, elapsedMs);
  }
}

/** Laps by the best clock that these operators have, from now on. */
export function startLaps(operators: Pick<Operators, 'finished' | 'startLaps'>): LapTimer {
  return operators.startLaps?.() ?? new WallLaps(operators);
}
