import { geometryNamed } from '../geometry/scan.ts';
import type { IterativeMethodName } from '../methods/registry.ts';
import type { SetValues } from '../spec-settings.ts';
import type { ArtefactName } from './artefacts.ts';
import { changedReconstruction } from './change-method.ts';
import type { Experiment, ReconstructionSettings } from './experiment.ts';

interface IterativeCure {
  readonly method: IterativeMethodName;
  /** What is set of the method. */
  readonly own: SetValues;
}

const variation = (tvStrength: number): IterativeCure => ({
  method: 'tv-fista',
  own: { iterations: 60, start: 'fbp', tvStrength, innerSteps: 5 },
});

/**
 * What iterations make of the very readings that have an artefact, where that is better by the laboratory's own measure than
 * what corrects these readings, or where nothing does (docs/iterative.md has the figures, and which were left out).
 */
const ITERATIVE_CURES: Readonly<Partial<Record<ArtefactName, IterativeCure>>> = {
  undersampling: variation(2),
  'limited-arc': variation(1),
  starvation: { method: 'pwls', own: { iterations: 10, start: 'fbp', strength: 0.2 } },
  metal: { method: 'pwls', own: { iterations: 20, start: 'fbp' } },
};

/** On as many pixels iterations of all views take seconds. */
const MOST_PIXELS = 256;

/** Whether there is an iterative method that helps. */
export function isIterated(name: ArtefactName): boolean {
  return ITERATIVE_CURES[name] !== undefined;
}

/** By that method, instead of the present one; `null` where there is none. */
export function iteratedReconstruction(
  name: ArtefactName,
  { scan, reconstruction }: Pick<Experiment, 'scan' | 'reconstruction'>,
): ReconstructionSettings | null {
  const cure = ITERATIVE_CURES[name];
  return cure ? changedReconstruction(reconstruction, cure, geometryNamed(scan.geometry).rebinning !== null) : null;
}

/** The scan of an artefact over the same field, on no more pixels than what iterates is done with soon, and with as wide channels. */
export function coarseEnough(name: ArtefactName, experiment: Experiment): Experiment {
  const { scan, reconstruction } = experiment;
  const { pixels, pixelSizeMm } = reconstruction.grid;
  if (!isIterated(name) || pixels <= MOST_PIXELS) return experiment;
  const factor = pixels / MOST_PIXELS;
  return {
    ...experiment,
    scan: {
      ...scan,
      channels: Math.max(8, Math.round(scan.channels / factor)),
      channelSpacingMm: scan.channelSpacingMm * factor,
      offset: scan.offset / factor,
    },
    reconstruction: {
      ...reconstruction,
      grid: { ...reconstruction.grid, pixels: MOST_PIXELS, pixelSizeMm: pixelSizeMm * factor },
    },
  };
}
