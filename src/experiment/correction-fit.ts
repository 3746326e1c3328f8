import type { CorrectedExperiment, MadeCorrection } from '../corrections/correction.ts';
import { CORRECTIONS } from '../corrections/registry.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { type Experiment, type ScanTaken, scanOf } from './experiment.ts';
import { physicsOf } from './physics-of.ts';
import { isTransmission, unitOf } from './signal-of-readings.ts';
import type { Subject } from './subject.ts';

/** The part of an experiment that it depends on whether a correction fits. */
export type FittedExperiment = Pick<Experiment, 'acquisition'> & ScanTaken;

/** Why a correction has nothing to correct, in a few words, or `null` where it has. */
export function whyIdle(name: string, experiment: FittedExperiment, subject: Subject): string | null {
  const correction = CORRECTIONS.get(name);
  const isMeasured = subject.kind === 'measurement';
  if (isMeasured && correction.whyNotMeasured !== null) return correction.whyNotMeasured;
  if (correction.readsTransmission && !isTransmission(subject)) return 'values are in arbitrary units';
  const { focusing, words } = geometryNamed(experiment.scan.geometry);
  if (focusing && correction.whyNotFocused !== null) return `not with a ${words.noun}: ${correction.whyNotFocused}`;
  const facts: CorrectedExperiment = {
    physics: physicsOf(experiment.acquisition) ?? undefined,
    unit: unitOf(subject),
    scan: () => scanOf(experiment, subject),
  };
  return correction.whyIdle(facts);
}

/** The corrections that have something to correct. */
export function fittingCorrections(
  corrections: readonly MadeCorrection[],
  experiment: FittedExperiment,
  subject: Subject,
): readonly MadeCorrection[] {
  return corrections.filter(({ kind }) => whyIdle(kind, experiment, subject) === null);
}
