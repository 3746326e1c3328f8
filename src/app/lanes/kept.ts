import type { KeptExperiments, KeptName } from '../present/kept-experiments.ts';
import type { Lane } from './lane.ts';

/** An experiment that was kept, to be compared with the present one. */
export function keptLane(kept: KeptExperiments, name: KeptName): Lane {
  return { name: name.toLowerCase(), label: name, pair: () => kept.of(name) };
}
