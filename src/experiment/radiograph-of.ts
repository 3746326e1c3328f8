import { geometryNamed } from '../geometry/scan.ts';
import { isRadiograph, type RadiographDirection, radiographAcquisition, spreadRadiograph } from './in-radiograph.ts';
import { objectRadiusMm } from './object-in-space.ts';
import { canBeScannedInSpace, type PhantomInSpace } from './phantom-in-space.ts';
import { extentInSpace } from './room-for-object.ts';
import type { Experiment } from './settings.ts';
import type { Subject } from './subject.ts';

/**
 * The experiment with one view of a cone onto a flat panel that its phantom stands close to, and a beam where it can have one.
 * What is a radiograph already stays.
 *
 * @returns `null` where the subject is none that a cone could scan
 */
export function inRadiograph(experiment: Experiment, subject: Subject): Experiment | null {
  if (!canBeScannedInSpace(subject)) return null;
  if (isRadiograph(experiment)) return experiment;
  const { focusing } = geometryNamed(experiment.scan.geometry);
  return focusing ? fromAbove(experiment) : spreadRadiograph(experiment, subject);
}

/** Of a source above the slices the view straight down: a mammogram is one. */
function fromAbove(experiment: Experiment): Experiment {
  const { scan, acquisition } = experiment;
  return {
    ...experiment,
    acquisition: radiographAcquisition(acquisition),
    corrections: [],
    scan: { ...scan, views: 1, startDeg: 0, arcDeg: 1 },
  };
}

export function directionOf({ scan }: Pick<Experiment, 'scan'>): RadiographDirection {
  return geometryNamed(scan.geometry).focusing ? 'above' : 'side';
}

/** How far an object reaches from the axis, or from the plane z = 0 under a source above it. */
export function reachOf(experiment: Pick<Experiment, 'scan'>, subject: PhantomInSpace) {
  const extent = directionOf(experiment) === 'above' ? extentInSpace(subject) : null;
  const radiusMm = objectRadiusMm(subject);
  return extent
    ? { towardsSourceMm: Math.max(0, extent.zMaxMm), towardsDetectorMm: Math.max(0, -extent.zMinMm) }
    : { towardsSourceMm: radiusMm, towardsDetectorMm: radiusMm };
}
