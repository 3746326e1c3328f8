import type { MadeCorrection } from '../../corrections/correction.ts';
import type { Acquisition } from '../../experiment/acquisition-schema.ts';
import { changedReconstruction, type ReconstructionChanges } from '../../experiment/change-method.ts';
import { fittingCorrections } from '../../experiment/correction-fit.ts';
import type { Experiment, ScanSettings } from '../../experiment/experiment.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';

/** What a control changes. */
export interface ExperimentChanges {
  /** Single settings, or the whole scan in another geometry. */
  readonly scan?: Partial<ScanSettings>;
  readonly reconstruction?: ReconstructionChanges;
  /** The whole of it. */
  readonly acquisition?: Acquisition;
  readonly corrections?: readonly MadeCorrection[];
  readonly seed?: number;
}

/**
 * The experiment with changes, less what they leave without a meaning: dead channels off the detector, the focal spot of
 * rays that come from none, idle corrections.
 */
export function changedExperiment(experiment: Experiment, changes: ExperimentChanges, subject: Subject): Experiment {
  // Another geometry comes whole.
  const isWhole = changes.scan?.geometry !== undefined;
  const scan = (isWhole ? changes.scan : { ...experiment.scan, ...changes.scan }) as ScanSettings;
  const acquisition = fittedTo(scan, changes.acquisition ?? experiment.acquisition);
  const corrections = changes.corrections ?? experiment.corrections;
  const canRebin = geometryNamed(scan.geometry).rebinning !== null;
  return {
    ...experiment,
    acquisition,
    scan,
    corrections: fittingCorrections(corrections, { scan, acquisition }, subject),
    reconstruction: changedReconstruction(experiment.reconstruction, changes.reconstruction ?? {}, canRebin),
    seed: changes.seed ?? experiment.seed,
  };
}

function fittedTo(scan: ScanSettings, acquisition: Acquisition): Acquisition {
  if (!hasBeam(acquisition)) return acquisition;
  return {
    ...acquisition,
    deadChannels: acquisition.deadChannels.filter((channel) => channel < scan.channels),
    focalSpotMm: geometryNamed(scan.geometry).source ? acquisition.focalSpotMm : 0,
  };
}
