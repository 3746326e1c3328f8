import { splitPart } from '../files/file-part.ts';
import { type ExperimentInput, isImageReference } from './experiment-schema.ts';

/** The files that an experiment names, each once, also where it names arrays in them. */
export function namedFilesOf({ measurement, phantom }: Pick<ExperimentInput, 'measurement' | 'phantom'>): string[] {
  const named = measurement
    ? [measurement.sinogram, measurement.white, measurement.dark, measurement.anglesDeg, measurement.imageKey].flat()
    : isImageReference(phantom)
      ? [phantom.image].flat()
      : [];
  return [...new Set(named.filter((name) => typeof name === 'string').map((name) => splitPart(name).file))];
}
