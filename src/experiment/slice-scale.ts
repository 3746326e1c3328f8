import { geometryNamed } from '../geometry/scan.ts';
import { METHODS } from '../methods/registry.ts';
import { type DisplayUnit, displayUnitOf } from './experiment.ts';
import type { Experiment } from './settings.ts';
import type { Subject } from './subject.ts';

type Reconstructed = Pick<Experiment, 'scan' | 'reconstruction'>;

/** Why slices are not on the phantom’s scale, as a part of a sentence, or `null` where they are. */
export function whyOnNoScale({ scan, reconstruction }: Reconstructed): string | null {
  const { focusing, words } = geometryNamed(scan.geometry);
  if (focusing) return `slices of a ${words.noun} have relative values, since most angles are missing`;
  return isUnfiltered(reconstruction) ? 'an unfiltered slice is not on the phantom’s scale' : null;
}

/** Whether a slice is back-projected without any filter. What iterates needs none. */
export function isUnfiltered({ method, filter }: Experiment['reconstruction']): boolean {
  return filter === 'none' && !METHODS.get(method).iterates;
}

/** The unit that files of slices are written in: relative values are no HU, whatever the phantom's are. */
export function writtenUnitOf(experiment: Reconstructed, subject: Subject): DisplayUnit {
  return geometryNamed(experiment.scan.geometry).focusing ? 'arbitrary' : displayUnitOf(subject);
}

/** What stands for a unit where slices are on no scale. */
export function wordOfNoScale({ scan }: Reconstructed): string {
  return geometryNamed(scan.geometry).focusing ? 'relative' : 'unfiltered';
}
