import { type ExperimentInput, isImageReference } from './experiment-schema.ts';

/** The files that an experiment names, each once. */
export function namedFilesOf({ measurement, phantom }: Pick<ExperimentInput, 'measurement' | 'phantom'>): string[] {
  const named = measurement
    ? [measurement.sinogram, measurement.white, measurement.dark, measurement.anglesDeg]
    : isImageReference(phantom)
      ? [phantom.image].flat()
      : [];
  return [...new Set(named.filter((name) => typeof name === 'string'))];
}
