import { METHODS } from '../../../../methods/registry.ts';
import { KEPT_NAMES } from '../../../present/kept-experiments.ts';
import { whatDiffers } from '../../../present/what-differs.ts';
import type { IteratedRun } from './iterated-run.ts';

/** So many settings tell runs of one method apart. */
const MOST_TOLD = 2;

/** A run among others: the letter under which it was kept, or that it is the current one. */
export function shortNameOf({ lane }: IteratedRun): string {
  return lane.label ?? 'Current';
}

/** Whose colour its curves have: A has its own whether or not the present experiment is there, or B. @param place among those there */
export function groupOf({ lane }: IteratedRun, place: number): number {
  const letter = (KEPT_NAMES as readonly (string | null)[]).indexOf(lane.label);
  return letter < 0 ? place : letter + 1;
}

/** What runs are called beside each other: by their methods, and those of one method by what they differ in. */
export function namesOf(runs: readonly IteratedRun[]): string[] {
  return runs.map((run) => {
    const short = shortNameOf(run);
    // A lesson has said what it is.
    if (run.lane.label !== null && short.length > 1) return short;
    const { method } = run.experiment.reconstruction;
    const alike = runs.filter(({ experiment }) => experiment.reconstruction.method === method);
    const place = alike.indexOf(run);
    const differing = alike.length > 1 ? whatDiffers(...alike.map(({ experiment }) => experiment)) : [];
    // How many there are is seen.
    const told = differing.filter(({ what }) => what !== 'Iterations').slice(0, MOST_TOLD);
    const settings = told.map(({ what, values }) => {
      const [name, unit] = what.split(', ');
      return `${name} ${values[place]}${unit ? ` ${unit}` : ''}`;
    });
    return `${short}: ${[METHODS.get(method).words.label, ...settings].join(', ')}`;
  });
}
