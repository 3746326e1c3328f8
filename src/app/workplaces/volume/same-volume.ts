import type { Experiment } from '../../../experiment/experiment.ts';

/** Whether two experiments have the same volume, however it is shown. Parts that are not changed are the same objects. */
export function isSameVolume(one: Experiment, other: Experiment): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof Experiment)[]);
  keys.delete('display');
  return [...keys].every((key) => one[key] === other[key]);
}
