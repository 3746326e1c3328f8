import type { Choices } from './choices.ts';

/** A way in for what people bring. */
export interface Door {
  readonly name: string;
  /** Fetches whatever is fetched with the first of them, before anything is measured. */
  begin?(): Promise<void>;
  /** Makes something for somebody to bring, and gives back how to bring it in. */
  bring(choices: Choices): () => unknown;
}
