import type { Experiment } from './experiment.ts';
import type { Corrections } from './physics-schema.ts';
import type { Subject } from './subject.ts';

export type CorrectionName = keyof Corrections;
export const CORRECTION_NAMES = ['water', 'rings', 'metal', 'starvation'] as const satisfies readonly CorrectionName[];

/** Why a correction has nothing to correct, in a few words, or `null` where it has. */
export function whyIdle(
  correction: CorrectionName,
  { physics }: Pick<Experiment, 'physics'>,
  subject: Subject,
): string | null {
  if (correction === 'rings') return null;
  if (subject.kind === 'measurement') return 'not for measurements: their beam is unknown';
  switch (correction) {
    case 'water':
      return physics?.spectrum ? null : 'needs a tube’s beam';
    case 'starvation':
      return physics?.photons === undefined ? 'needs photon noise' : null;
    case 'metal':
      return subject.unit === 'arbitrary' ? 'needs a phantom in HU' : null;
  }
}

/** The corrections that have something to correct; left out where none is on. */
export function fittingCorrections(
  corrections: Corrections,
  experiment: Pick<Experiment, 'physics'>,
  subject: Subject,
): { readonly corrections?: Corrections } {
  const fitting = { ...corrections };
  for (const name of CORRECTION_NAMES) fitting[name] &&= whyIdle(name, experiment, subject) === null;
  return Object.values(fitting).includes(true) ? { corrections: fitting } : {};
}
