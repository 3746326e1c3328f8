import { fittingCorrections } from '../experiment/correction-fit.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { type Corrections, NO_CORRECTIONS } from '../experiment/physics-schema.ts';
import type { Subject } from '../experiment/subject.ts';
import { geometryNamed } from '../geometry/scan.ts';
import type { PhysicsSettings } from '../physics/physics-settings.ts';

/** What a control changes. */
export interface ExperimentChanges {
  readonly scan?: Partial<Experiment['scan']>;
  readonly reconstruction?: Partial<Experiment['reconstruction']>;
  /** The whole of it; `null` is a scan of exact line integrals. */
  readonly physics?: PhysicsSettings | null;
  readonly corrections?: Corrections;
  readonly seed?: number;
}

/**
 * The experiment with changes, less what they leave without a meaning: dead channels off the detector, the focal spot of
 * parallel rays, idle corrections.
 */
export function changedExperiment(experiment: Experiment, changes: ExperimentChanges, subject: Subject): Experiment {
  const { physics: physicsBefore, corrections: correctionsBefore, ...rest } = experiment;
  const scan = { ...experiment.scan, ...changes.scan };
  const physics = changes.physics === undefined ? physicsBefore : (changes.physics ?? undefined);
  const corrections = changes.corrections ?? correctionsBefore ?? NO_CORRECTIONS;
  const beam = physics && {
    physics: {
      ...physics,
      deadChannels: physics.deadChannels.filter((channel) => channel < scan.channels),
      focalSpotMm: geometryNamed(scan.geometry).isDivergent ? physics.focalSpotMm : 0,
    },
  };
  return {
    ...rest,
    scan,
    ...beam,
    ...fittingCorrections(corrections, { scan, ...beam }, subject),
    reconstruction: { ...experiment.reconstruction, ...changes.reconstruction },
    seed: changes.seed ?? experiment.seed,
  };
}
