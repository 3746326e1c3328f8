import { vi } from 'vitest';
import { Lab } from '../../../src/app/workplaces/artefacts/lab.ts';
import type { LabHand, LabNumbers, LabShown } from '../../../src/app/workplaces/artefacts/lab-face.ts';
import { Comparing } from '../../../src/app/workplaces/compare/comparing.ts';
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

/** From now on rooms have no elements. @returns the newest laboratory's face, and what ends that */
export function withMadeUpRooms(): { readonly face: () => MadeUpLabFace; readonly end: () => void } {
  let face: MadeUpLabFace | null = null;
  const lab = vi.spyOn(WORKPLACES.get('artefacts'), 'room').mockImplementation(
    (page) =>
      new Lab(page, (hand) => {
        face = new MadeUpLabFace(hand);
        return face;
      }),
  );
  const nothing = () => undefined;
  const compareFace = {
    root: null as unknown as HTMLElement,
    await: nothing,
    showNumbers: nothing,
    showDifferences: nothing,
  };
  const compare = vi
    .spyOn(WORKPLACES.get('compare'), 'room')
    .mockImplementation((page) => new Comparing(page, compareFace));
  const end = () => {
    lab.mockRestore();
    compare.mockRestore();
  };
  return { face: () => face!, end };
}
