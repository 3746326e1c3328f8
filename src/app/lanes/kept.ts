import type { KeptExperiment } from '../present/kept-experiment.ts';
import type { Lane } from './lane.ts';

/** The experiment that was kept, to be compared with the present one. */
export function keptLane(kept: KeptExperiment): Lane {
  return { name: 'kept', label: 'A', pair: () => kept.pair };
}
