import { type Experiment, experimentJson, resolveExperiment } from '../../experiment/experiment.ts';
import { parseExperimentInput } from '../../experiment/experiment-schema.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { AxisSearch } from './axis-search.ts';
import { changedExperiment, type ExperimentChanges } from './changed-experiment.ts';
import { GeometryMemory } from './geometry-memory.ts';
import { isAlike } from './moment.ts';
import type { PresentExperiment } from './present-experiment.ts';

/** What controls make of the present experiment. Each move is checked once, and all moves until the release are one step. */
export class Knobs {
  readonly #present: PresentExperiment;
  readonly #axisSearch: Pick<AxisSearch, 'turnedByHand'>;
  readonly #geometries = new GeometryMemory();
  readonly #check: typeof checkExperiment;

  constructor(present: PresentExperiment, axisSearch: Pick<AxisSearch, 'turnedByHand'>, check = checkExperiment) {
    this.#present = present;
    this.#axisSearch = axisSearch;
    this.#check = check;
    present.addPart('geometries', this.#geometries);
  }

  /**
   * Makes the changed experiment the present one.
   *
   * @param finished when the hand lets go
   * @returns whether it is the present one: what the experiment's own rules refuse leaves everything as it is while the
   *   hand moves on
   * @throws InputError naming the path of what is refused when the hand lets go
   */
  turn(changes: ExperimentChanges, finished: boolean): boolean {
    const { experiment, subject } = this.#present;
    const step = { gesture: gestureOf(changes), moving: !finished };
    const changed = changedExperiment(experiment, this.#axisSearch.turnedByHand(changes), subject);
    const next = this.#geometries.recalled(experiment, changed, subject);
    // At the release everything has been checked already.
    if (!isAlike(next, experiment)) {
      try {
        this.#check(next, subject);
      } catch (error) {
        if (!finished) return false;
        this.#present.open(experiment, subject, step);
        throw error;
      }
      this.#geometries.changed(experiment, next);
    }
    this.#present.open(next, subject, step);
    return true;
  }
}

/** @throws InputError naming the path of what cannot be */
export function checkExperiment(experiment: Experiment, subject: Subject): void {
  resolveExperiment(parseExperimentInput(experimentJson(experiment)), subject);
}

/** Which settings are changed, whatever to. */
function gestureOf({ scan, reconstruction, ...whole }: ExperimentChanges): string {
  const { grid, own, ...settings } = reconstruction ?? {};
  return [scan, { ...settings, ...own }, grid, whole].map((part) => Object.keys(part ?? {}).join()).join(';');
}
