import { withoutCorrection } from '../../experiment/correction-list.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { seekerOf } from '../../experiment/findings.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';

/** Why the axis of an experiment is no matter of choice, a sentence; `null` where it is one. */
export function whyNotTaken({ acquisition }: Experiment, subject: Subject): string | null {
  if (subject.kind === 'measurement' || hasBeam(acquisition)) return null;
  return 'This scan is exact, so its axis is where Offset says. With a beam, Detector shift sets it wrong.';
}

/** Tenths of thousandths are rounding. */
const rounded = (channels: number) => Number(channels.toFixed(4));

/**
 * What makes the detector stand at an offset: of a measurement the offset, and nothing looks for it any more. The detector
 * of a phantom's scan stays where it really is, which is its offset and its shift together.
 */
export function axisTaken(
  { scan, acquisition, corrections }: Experiment,
  offset: number,
  subject: Subject,
): ExperimentChanges {
  const seeker = seekerOf('offset');
  const changes = {
    scan: { offset },
    corrections: seeker ? withoutCorrection(corrections, seeker.name) : corrections,
  };
  if (subject.kind === 'measurement' || !hasBeam(acquisition)) return changes;
  const detectorShift = rounded(acquisition.detectorShift + scan.offset - offset);
  return { ...changes, acquisition: { ...acquisition, detectorShift } };
}
