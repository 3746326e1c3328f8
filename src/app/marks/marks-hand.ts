import { type Step, WHOLE_STEP } from '../present/past.ts';
import type { Plane } from '../views/view.ts';
import { freeName, type Mark, type MarkForm, type MarkKind, MOST_MARKS } from './mark.ts';
import type { MarkStore } from './mark-store.ts';

/** What hands on marks ask of the page. */
export interface MarksHandHost {
  readonly store: MarkStore;
  /** The marks are others now, and that is a step to undo. */
  changed(step: Step): void;
  /** Another mark or kind is chosen; nothing is to be undone. */
  chosen(): void;
  say(sentence: string): void;
}

/** What hands do with the marks of a page, on whatever pane or in its list: one is chosen, kinds are chosen to be drawn. */
export class MarksHand {
  readonly #host: MarksHandHost;
  #kind: MarkKind | null = null;
  #name: string | null = null;
  #handle: string | null = null;

  constructor(host: MarksHandHost) {
    this.#host = host;
  }

  get all(): readonly Mark[] {
    return this.#host.store.all;
  }

  /** The kind that is drawn next; `null` where none is to be. */
  get kind(): MarkKind | null {
    return this.#kind;
  }

  /** The mark that keys and numbers act on. */
  get mark(): Mark | null {
    return this.all.find(({ name }) => name === this.#name) ?? null;
  }

  /** The name of its handle that keys move; `null` for all of it. */
  get handle(): string | null {
    return this.#handle;
  }

  /** Chooses what is drawn next, or lets go of it where it is chosen already. */
  draw(kind: MarkKind | null): void {
    this.#kind = kind === this.#kind ? null : kind;
    this.#host.chosen();
  }

  choose(name: string | null, handle: string | null = null): void {
    if (name === this.#name && handle === this.#handle) return;
    this.#name = name;
    this.#handle = handle;
    this.#host.chosen();
  }

  /** A new mark, which is chosen. @returns it; `null` where there are as many as there may be */
  add(plane: Plane, form: MarkForm, step: Step = WHOLE_STEP): Mark | null {
    const name = freeName(this.all);
    if (name === null) {
      this.#host.say(`There are ${MOST_MARKS} marks already; remove one first.`);
      return null;
    }
    const mark: Mark = { name, plane, form };
    this.#kind = null;
    this.#name = name;
    this.#handle = null;
    this.#set([...this.all, mark], step);
    return mark;
  }

  reshape(name: string, form: MarkForm, step: Step): void {
    this.#set(
      this.all.map((mark) => (mark.name === name ? { ...mark, form } : mark)),
      step,
    );
  }

  remove(name: string, step: Step = WHOLE_STEP): void {
    if (this.#name === name) this.#name = this.#handle = null;
    this.#set(
      this.all.filter((mark) => mark.name !== name),
      step,
    );
  }

  removeAll(): void {
    this.#name = this.#handle = null;
    this.#set([], WHOLE_STEP);
  }

  #set(marks: readonly Mark[], step: Step): void {
    this.#host.store.set(marks);
    this.#host.changed(step);
  }
}
