import type { PhysicsSettings } from '../../physics/physics-settings.ts';
import { madeCorrections } from './physics-schema.ts';
import type { Version1Experiment } from './schema.ts';

/**
 * The same experiment as version 2 writes it. What version 1 carried without a meaning stays behind: the electronics' noise
 * where nothing is counted, the motion of what does not move, whether a fan is rebinned for gridrec, which always does.
 *
 * | version 1 | version 2 |
 * | --- | --- |
 * | no `physics` | `acquisition.beam` of kind `exact` |
 * | `physics.energyKeV` | `acquisition.beam`, `{ "kind": "monochromatic", "energyKeV": … }` |
 * | `physics.spectrum` | `acquisition.beam`, `{ "kind": "tube", … }` |
 * | `physics.photons`, `physics.electronicNoise` | `acquisition.noise` |
 * | all else of `physics` | the same key of `acquisition`; of `motion` only what its kind has |
 * | `corrections`, `true` or `false` each | `corrections`, a list of those that are made, in their order |
 * | `reconstruction.pixels`, `.pixelSizeMm` | `reconstruction.grid` |
 * | all else | as it was |
 */
export function migrated(version1: Version1Experiment): Record<string, unknown> {
  const { version: _, phantom, measurement, physics, scan, corrections, reconstruction, ...rest } = version1;
  const { method, pixels, pixelSizeMm, rebin = false, interpolation = 'linear', ...filter } = reconstruction;
  return {
    version: 2,
    ...(phantom !== undefined && { phantom }),
    ...(measurement && { measurement }),
    acquisition: physics ? acquisitionOf(physics) : { modality: 'ct', beam: { kind: 'exact' } },
    scan,
    corrections: madeCorrections(corrections).map((kind) => ({ kind })),
    reconstruction: {
      method,
      ...filter,
      interpolation,
      ...(method === 'fbp' && { rebin }),
      grid: { pixels, pixelSizeMm },
    },
    ...rest,
  };
}

function acquisitionOf(physics: PhysicsSettings): Record<string, unknown> {
  const { photons, electronicNoise, energyKeV, spectrum, motion, ...others } = physics;
  return {
    modality: 'ct',
    beam: spectrum ? { kind: 'tube', ...spectrum } : { kind: 'monochromatic', energyKeV },
    ...(photons !== undefined && { noise: { photons, electronicNoise } }),
    ...others,
    motion: motionOf(motion),
  };
}

function motionOf({ kind, amplitudeMm, directionDeg, at, cycles }: PhysicsSettings['motion']): Record<string, unknown> {
  switch (kind) {
    case 'none':
      return { kind };
    case 'shift':
      return { kind, amplitudeMm, directionDeg, at };
    case 'breathing':
      return { kind, amplitudeMm, cycles };
  }
}
