import { fetchedPart } from '../../fetched-part.ts';
import type { LoggedRun, RunToLog } from './logged-run.ts';

/**
 * The whole runs since the page was opened, in memory alone. What makes rows of them (`log-entry.ts`) is fetched with the
 * second run, or with the first that somebody asks for: the first run is the page's own.
 */
export class RunLog {
  #runs: readonly LoggedRun[] = [];
  #waiting: readonly RunToLog[] = [];
  #order: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  /** Oldest first. */
  get runs(): readonly LoggedRun[] {
    return this.#runs;
  }

  /** Calls back whenever there are other runs. @returns what ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes a run in. Resolves when it is among the others, or waits for somebody to ask.
   *
   * @param isWanted whether somebody shows the log already
   */
  async record(run: RunToLog, isWanted: boolean): Promise<void> {
    const isFirst = this.#runs.length === 0 && this.#waiting.length === 0;
    // Where the part could not be fetched, one run waits with its arrays, not all.
    this.#waiting = [...this.#waiting.slice(-1), run];
    // Without that part there is no log; whoever opens it is told.
    if (!isFirst || isWanted) await this.complete().catch(() => undefined);
  }

  /** Resolves when all runs are there. @throws MissingPartError (rejects) where their part of the page cannot be had */
  complete(): Promise<void> {
    this.#order = this.#order.catch(() => undefined).then(() => this.#takeIn());
    return this.#order;
  }

  clear(): void {
    this.#set([]);
  }

  async #takeIn(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const { withRun } = await fetchedPart(() => import('./log-entry.ts'));
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#set(waiting.reduce(withRun, this.#runs));
  }

  #set(runs: readonly LoggedRun[]): void {
    if (runs === this.#runs) return;
    this.#runs = runs;
    for (const listener of this.#listeners) listener();
  }
}
