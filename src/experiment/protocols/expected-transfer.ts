import { geometryNamed } from '../../geometry/scan.ts';
import { magnificationOf } from '../change-geometry.ts';
import type { Experiment, ScanSettings } from '../experiment.ts';
import { hasBeam } from '../physics-of.ts';
import { FbpTheory } from '../theory/fbp-theory.ts';

/** As many rays as a channel with a width is the mean of. */
const APERTURE_RAYS = 4;

/** Whether rays have no source and views go once or several times over half a turn, as theory has it. */
export function areParallelOverHalfTurns({ geometry, arcDeg }: ScanSettings): boolean {
  return geometryNamed(geometry).source === null && arcDeg !== 0 && arcDeg % 180 === 0;
}

/** Why theory does not tell how sharp a slice is, as a sentence; `null` where it does. */
export function whyNoTransferTheory({ acquisition, scan, reconstruction }: Experiment): string | null {
  if (!areParallelOverHalfTurns(scan)) {
    return 'Theory tells the MTF of parallel rays over half a turn or a whole one.';
  }
  if (reconstruction.method !== 'fbp' || reconstruction.filter === 'none') {
    return 'Theory tells the MTF of filtered back-projection.';
  }
  if (!hasBeam(acquisition)) return null;
  const { crosstalk, detectorShift, motion } = acquisition;
  const isBlurred = crosstalk > 0 || detectorShift !== 0 || motion.kind !== 'none';
  return isBlurred ? 'Theory tells the MTF of a scan without crosstalk, motion or a wrong axis.' : null;
}

/** The theory of an experiment that {@link whyNoTransferTheory} says nothing against. */
export function fbpTheoryOf({ acquisition, scan, reconstruction }: Experiment): FbpTheory {
  const { filter, cutoff, interpolation } = reconstruction;
  if (filter === 'none') throw new Error('theory was asked for of an unfiltered slice');
  const aperture = hasBeam(acquisition) ? acquisition.channelAperture : 0;
  return new FbpTheory({
    ...{ channelSpacingMm: scan.channelSpacingMm, views: scan.views, window: filter, cutoff, interpolation, aperture },
    ...(aperture > 0 && { apertureRays: APERTURE_RAYS }),
  });
}

/** The width of the gaps between rays side by side, on the axis in mm: channels with a width are the mean of several rays. */
export function gapBetweenRaysMm({ acquisition, scan }: Experiment): number {
  const aperture = hasBeam(acquisition) ? acquisition.channelAperture : 0;
  const betweenChannels = 1 - (aperture * (APERTURE_RAYS - 1)) / APERTURE_RAYS;
  const gap = aperture === 0 ? 1 : Math.max(betweenChannels, aperture / APERTURE_RAYS);
  return (gap * scan.channelSpacingMm) / magnificationOf(scan);
}
