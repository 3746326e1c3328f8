import { vi } from 'vitest';
import type { KeptName } from '../../../src/app/present/kept-experiments.ts';
import type { Differing } from '../../../src/app/present/what-differs.ts';
import { Lab } from '../../../src/app/workplaces/artefacts/lab.ts';
import type { LabHand, LabNumbers, LabShown } from '../../../src/app/workplaces/artefacts/lab-face.ts';
import type { CompareFace, CompareHand, CompareShown } from '../../../src/app/workplaces/compare/compare-face.ts';
import type { Compared } from '../../../src/app/workplaces/compare/compare-look.ts';
import { Comparing } from '../../../src/app/workplaces/compare/comparing.ts';
import type { MeasureRow } from '../../../src/app/workplaces/compare/lane-measures.ts';
import { WORKPLACES } from '../../../src/app/workplaces/registry.ts';
import { ARTEFACTS, type ArtefactName } from '../../../src/experiment/artefacts.ts';
import { settled } from '../runs/made-up-engine.ts';

/** The panel of a laboratory without elements: what it shows, and the hand on it. */
export class MadeUpLabFace {
  readonly root = null as unknown as HTMLElement;
  readonly hand: LabHand;
  shown: LabShown | null = null;
  numbers: LabNumbers | 'awaited' = 'awaited';

  constructor(hand: LabHand) {
    this.hand = hand;
  }
  show(shown: LabShown | null): void {
    this.shown = shown;
  }
  setNumbers(numbers: LabNumbers | 'awaited'): void {
    this.numbers = numbers;
  }
  focus(): void {}

  get chosen(): ArtefactName | null {
    return this.shown?.artefact.name ?? null;
  }
  choose(name: ArtefactName): void {
    this.hand.choose(ARTEFACTS.find((artefact) => artefact.name === name)!);
  }
  /** The same, and what follows at once. */
  async chooseAndWait(name: ArtefactName): Promise<void> {
    this.choose(name);
    await settled();
  }
}

/** What stands beside the stage in *Compare*, without elements. */
export class MadeUpCompareFace implements CompareFace {
  readonly bar = null as unknown as HTMLElement;
  readonly root = null as unknown as HTMLElement;
  readonly hand: CompareHand;
  shown: CompareShown | null = null;
  differing: readonly Differing[] = [];
  reference: KeptName | null = null;
  rows: readonly MeasureRow[] = [];
  marks: readonly MeasureRow[] = [];
  pointed: MeasureRow | null = null;

  constructor(hand: CompareHand) {
    this.hand = hand;
  }
  show(shown: CompareShown): void {
    this.shown = shown;
  }
  await(): void {
    this.rows = [];
  }
  showPointed(row: MeasureRow): void {
    this.pointed = row;
  }
  showMarks(rows: readonly MeasureRow[]): void {
    this.marks = rows;
  }
  showNumbers(
    _there: readonly Compared[],
    reference: KeptName | null,
    rows: readonly MeasureRow[],
    differing: readonly Differing[],
  ): void {
    this.reference = reference;
    this.rows = rows;
    this.differing = differing;
  }
}

/** From now on rooms have no elements. @returns the newest laboratory's face, and what ends that */
export function withMadeUpRooms(): {
  readonly face: () => MadeUpLabFace;
  readonly compareFace: () => MadeUpCompareFace;
  readonly end: () => void;
} {
  let face: MadeUpLabFace | null = null;
  const lab = vi.spyOn(WORKPLACES.get('artefacts'), 'room').mockImplementation(
    (page) =>
      new Lab(page, (hand) => {
        face = new MadeUpLabFace(hand);
        return face;
      }),
  );
  let compareFace: MadeUpCompareFace | null = null;
  const compare = vi.spyOn(WORKPLACES.get('compare'), 'room').mockImplementation(
    (page) =>
      new Comparing(page, (hand) => {
        compareFace = new MadeUpCompareFace(hand);
        return compareFace;
      }),
  );
  const end = () => {
    lab.mockRestore();
    compare.mockRestore();
  };
  return { face: () => face!, compareFace: () => compareFace!, end };
}
