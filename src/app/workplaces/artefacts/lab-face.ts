import type { Artefact } from '../../../experiment/artefacts.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { Differing } from '../../present/what-differs.ts';

/** Whose slice stands beside the one with the artefact. */
export type LabBeside = 'undisturbed' | 'cured' | 'iterated';

/** What a hand may ask of the laboratory. */
export interface LabHand {
  choose(artefact: Artefact): void;
  /** @param strength more than 0, up to 1; `finished` on release */
  turn(strength: number, finished: boolean): void;
  putBeside(beside: LabBeside): void;
  close(): void;
}

/** The artefact that is on. */
export interface LabShown {
  readonly artefact: Artefact;
  /** The scan that it was switched on over. */
  readonly base: Experiment;
  readonly strength: number;
  readonly beside: LabBeside;
  /** What that scan has that the one before the laboratory had not, so that artefacts show. */
  readonly differing: readonly Differing[];
}

/** How far the slices are from the undisturbed one, in HU; `null` where that cannot be told, or was not run. */
export interface LabNumbers {
  readonly disturbed: number | null;
  readonly cured: number | null;
  readonly iterated: number | null;
}

export const NO_NUMBERS: LabNumbers = { disturbed: null, cured: null, iterated: null };

/** What is seen of the laboratory, besides the stage. */
export interface LabFace {
  /** Stands where the controls stand. */
  readonly root: HTMLElement;
  /** @param shown `null` where none is on */
  show(shown: LabShown | null): void;
  setNumbers(numbers: LabNumbers | 'awaited'): void;
  /** Takes the keyboard. */
  focus(): void;
}
