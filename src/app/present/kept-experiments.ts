import { isAlike, type PresentPair } from './moment.ts';
import type { PartOfMoment } from './present-experiment.ts';

/** What kept experiments are called, in the order in which letters are given. */
export const KEPT_NAMES = ['A', 'B', 'C'] as const;
export type KeptName = (typeof KEPT_NAMES)[number];
export type KeptPairs = Readonly<Partial<Record<KeptName, PresentPair>>>;

const NOTHING: KeptPairs = {};

/**
 * The experiments that were kept as A, B and C, for the present one to be compared with. Keeping, replacing and removing one
 * are steps to undo; whoever asks for them records the step.
 */
export class KeptExperiments implements PartOfMoment<KeptPairs> {
  readonly isStep = true;
  /** What a hand has kept; `null` before any has. */
  #byHand: KeptPairs | null = null;
  /** A, as long as no hand has kept anything. */
  #standIn: KeptPairs = NOTHING;

  get pairs(): KeptPairs {
    return this.#byHand ?? this.#standIn;
  }

  /** The letters in use, in their order. */
  get names(): readonly KeptName[] {
    return KEPT_NAMES.filter((name) => this.pairs[name] !== undefined);
  }

  of(name: KeptName): PresentPair | null {
    return this.pairs[name] ?? null;
  }

  /** Where the same is kept already, but for the window that it is shown in; `null` where it is not. */
  nameOf(pair: PresentPair): KeptName | null {
    const others = this.othersThan(pair);
    return this.names.find((name) => !others.includes(name)) ?? null;
  }

  /** Those that are others than an experiment, in more than the window that they are shown in. */
  othersThan({ experiment, subject }: PresentPair): readonly KeptName[] {
    const { display: _, ...asked } = experiment;
    return this.names.filter((name) => {
      const kept = this.of(name)!;
      const { display: _, ...others } = kept.experiment;
      return kept.subject !== subject || !isAlike(others, asked);
    });
  }

  /** Keeps an experiment under the first letter that is free. @returns the letter; `null` where all are in use */
  keep(pair: PresentPair): KeptName | null {
    const name = KEPT_NAMES.find((name) => this.of(name) === null) ?? null;
    if (name !== null) this.put(name, pair);
    return name;
  }

  /** Keeps an experiment under a letter, whatever was kept under it. */
  put(name: KeptName, pair: PresentPair): void {
    this.#byHand = { ...this.pairs, [name]: pair };
  }

  /** The other letters stay what they are. */
  remove(name: KeptName): void {
    const { [name]: _, ...others } = this.pairs;
    this.#byHand = others;
  }

  /** What is there already becomes A until a hand keeps something, which is no step. */
  standIn(pair: PresentPair): void {
    this.#byHand = null;
    this.#standIn = { A: pair };
  }

  /** What an address has kept. */
  open(pairs: KeptPairs): void {
    this.#byHand = pairs;
  }

  state(): KeptPairs | null {
    return this.#byHand;
  }

  bring(pairs: KeptPairs | null): void {
    this.#byHand = pairs;
  }

  subjects(pairs: KeptPairs): PresentPair['subject'][] {
    return Object.values(pairs).map(({ subject }) => subject);
  }
}
