import type { Examples } from './example.ts';

/** What cards and the list of all terms ask for. */
export interface TermDesk {
  readonly examples: Examples;
  /** Opens the card of a term beside what it is about. */
  open(id: string, anchor: HTMLElement): void;
  /** Shows all terms. */
  list(): void;
}
