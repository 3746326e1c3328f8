import { whyAxisIsUntold } from '../reconstruction/cures/axis/find-axis.ts';
import { type Experiment, scanOf } from './experiment.ts';
import type { Corrections } from './physics-schema.ts';
import type { Subject } from './subject.ts';

export type CorrectionName = keyof Corrections;
export const CORRECTION_NAMES = [
  'water',
  'rings',
  'metal',
  'starvation',
  'scatter',
  'axis',
  'truncation',
] as const satisfies readonly CorrectionName[];

/** What has to be known of an experiment to say whether a correction fits. */
export type CorrectedExperiment = Pick<Experiment, 'physics' | 'scan'>;

/** Why a correction has nothing to correct, in a few words, or `null` where it has. */
export function whyIdle(correction: CorrectionName, experiment: CorrectedExperiment, subject: Subject): string | null {
  const { physics } = experiment;
  if (correction === 'rings') return null;
  if (correction === 'axis') return whyAxisIsUntold(scanOf(experiment, subject));
  if (subject.kind === 'measurement') return 'not for measurements: their beam is unknown';
  switch (correction) {
    case 'truncation':
      return null;
    case 'water':
      return physics?.spectrum ? null : 'needs a tube’s beam';
    case 'starvation':
      return physics?.photons === undefined ? 'needs photon noise' : null;
    case 'scatter':
      return physics?.scatterToPrimary ? null : 'needs scatter';
    case 'metal':
      return subject.unit === 'arbitrary' ? 'needs a phantom in HU' : null;
  }
}

/** The corrections that have something to correct; left out where none is on. */
export function fittingCorrections(
  corrections: Corrections,
  experiment: CorrectedExperiment,
  subject: Subject,
): { readonly corrections?: Corrections } {
  const fitting = { ...corrections };
  for (const name of CORRECTION_NAMES) fitting[name] &&= whyIdle(name, experiment, subject) === null;
  return Object.values(fitting).includes(true) ? { corrections: fitting } : {};
}
