import type { PartOfMoment } from '../present/present-experiment.ts';
import type { Mark } from './mark.ts';

/** The marks of the page, whichever room shows them. Another set of them is a step to be undone. */
export class MarkStore implements PartOfMoment<readonly Mark[]> {
  readonly isStep = true;
  readonly #listeners = new Set<() => void>();
  #all: readonly Mark[] = [];

  /** In the order in which they were made. */
  get all(): readonly Mark[] {
    return this.#all;
  }

  set(marks: readonly Mark[]): void {
    if (marks === this.#all) return;
    this.#all = marks;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls whenever there are other marks. @returns what ends it */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  state(): readonly Mark[] | null {
    return this.#all.length === 0 ? null : this.#all;
  }

  bring(marks: readonly Mark[] | null): void {
    this.set(marks ?? []);
  }
}
