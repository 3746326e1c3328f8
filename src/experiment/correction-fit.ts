import type { CorrectedExperiment } from '../corrections/correction.ts';
import { CORRECTIONS } from '../corrections/registry.ts';
import { type Experiment, scanOf } from './experiment.ts';
import type { Corrections } from './physics-schema.ts';
import type { Subject } from './subject.ts';

/** The part of an experiment that it depends on whether a correction fits. */
export type FittedExperiment = Pick<Experiment, 'physics' | 'scan'>;

/** Why a correction has nothing to correct, in a few words, or `null` where it has. */
export function whyIdle(name: string, experiment: FittedExperiment, subject: Subject): string | null {
  const correction = CORRECTIONS.get(name);
  const isMeasured = subject.kind === 'measurement';
  if (isMeasured && !correction.suitsMeasurements) return 'not for measurements: their beam is unknown';
  const facts: CorrectedExperiment = {
    physics: experiment.physics,
    unit: isMeasured ? null : subject.unit,
    scan: () => scanOf(experiment, subject),
  };
  return correction.whyIdle(facts);
}

/** The corrections that have something to correct; left out where none is on. */
export function fittingCorrections(
  corrections: Corrections,
  experiment: FittedExperiment,
  subject: Subject,
): { readonly corrections?: Corrections } {
  const fits = ([name, isOn]: [string, boolean]) => isOn && whyIdle(name, experiment, subject) === null;
  const fitting = Object.fromEntries(Object.entries(corrections).map((entry) => [entry[0], fits(entry)]));
  return Object.values(fitting).includes(true) ? { corrections: fitting as Corrections } : {};
}
