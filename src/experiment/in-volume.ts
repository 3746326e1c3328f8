import { CLINICAL_DISTANCES } from '../geometry/ray-source.ts';
import { geometryNamed } from '../geometry/scan.ts';
import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { Acquisition } from './acquisition-schema.ts';
import { fittingCorrections } from './correction-fit.ts';
import { isRadiograph, spreadRadiograph } from './in-radiograph.ts';
import {
  canBeScannedInSpace,
  heightMmOf,
  type PhantomInSpace,
  roundedUp,
  VOLUME_PIXELS,
  volumeGridOver,
} from './phantom-in-space.ts';
import { hasBeam } from './physics-of.ts';
import type { Experiment } from './settings.ts';
import type { Subject } from './subject.ts';

const VIEWS = 180;
/** Channels for every pixel across, so that the corners of the grid are seen. */
const CHANNELS_PER_PIXEL = 1.5;
/**
 * The experiment with a cone-beam scan of all of its phantom, onto a flat panel that sees the whole grid, and as many slices
 * as the phantom is high; what does not go with a cone is left out. What there is of a cone already stays.
 *
 * @returns `null` where the subject is none that a cone could scan
 */
export function inVolume(experiment: Experiment, subject: Subject): Experiment | null {
  const isVolume = geometryNamed(experiment.scan.geometry).makesVolumes;
  if (subject.kind === 'measurement' && isVolume) return experiment;
  if (!canBeScannedInSpace(subject)) return null;
  if (isVolume) return experiment;
  return fittedVolume(experiment, subject);
}

/** The same with a scan that is fitted to the phantom, unless its volume is as wide and as high as the phantom already. */
export function fittedVolume(experiment: Experiment, subject: PhantomInSpace): Experiment {
  const { pixels, pixelSizeMm, slices = 1, sliceSpacingMm = pixelSizeMm } = experiment.reconstruction.grid;
  const isAlike = (one: number, other: number) => Math.abs(one - other) < 0.01 * other;
  const fits =
    isAlike(pixels * pixelSizeMm, subject.fieldSizeMm) && isAlike(slices * sliceSpacingMm, heightMmOf(subject));
  if (fits && geometryNamed(experiment.scan.geometry).makesVolumes) return experiment;
  return isRadiograph(experiment) ? spreadRadiograph(experiment, subject) : spreadVolume(experiment, subject);
}

function spreadVolume(
  { reconstruction, acquisition, corrections, ...experiment }: Experiment,
  subject: PhantomInSpace,
): Experiment {
  const { sourceToIsocenterMm: distanceMm, sourceToDetectorMm } = distancesFor(subject.fieldSizeMm);
  const grid = volumeGridOver(subject);
  const { pixelSizeMm, slices } = grid;
  // The farthest corner of the grid is seen by the ray that touches the circle about it.
  const radiusMm = subject.fieldSizeMm / Math.SQRT2;
  const halfWidthMm = sourceToDetectorMm * Math.tan(Math.asin(radiusMm / distanceMm));
  const channels = VOLUME_PIXELS * CHANNELS_PER_PIXEL;
  const spacingMm = roundedUp((2 * halfWidthMm) / channels);
  // What is nearest to the source is seen at the greatest height.
  const halfHeightMm = (sourceToDetectorMm * slices * pixelSizeMm) / 2 / (distanceMm - radiusMm);
  const rows = Math.min(SCAN_LIMITS.detectorRows, 2 * Math.max(1, Math.ceil(halfHeightMm / spacingMm)));
  const scan = {
    ...({ geometry: 'cone', detector: 'flat', sourceToIsocenterMm: distanceMm, sourceToDetectorMm } as const),
    ...{ rows, rowSpacingMm: spacingMm, rowOffset: 0, pitchMm: 0, startZMm: 0 },
    ...{ views: VIEWS, startDeg: 0, arcDeg: 360, channels, channelSpacingMm: spacingMm, offset: 0 },
  };
  const throughVolume = acquisitionInSpace(acquisition, channels);
  return {
    ...experiment,
    acquisition: throughVolume,
    corrections: fittingCorrections(corrections, { acquisition: throughVolume, scan }, subject),
    scan,
    reconstruction: {
      method: 'fbp',
      filter: reconstruction.filter,
      cutoff: reconstruction.cutoff,
      interpolation: 'linear',
      rebin: false,
      grid,
    },
  };
}

/** What there is of a beam stays, and so do dead channels that the detector has. */
function acquisitionInSpace(acquisition: Acquisition, channels: number): Acquisition {
  if (!hasBeam(acquisition)) return acquisition;
  return { ...acquisition, deadChannels: acquisition.deadChannels.filter((channel) => channel < channels) };
}

/** Those of a clinical scanner, or so much farther that a wide field stays well within the source's circle. */
function distancesFor(fieldSizeMm: number) {
  const { sourceToIsocenterMm, sourceToDetectorMm } = CLINICAL_DISTANCES;
  const farther = Math.max(1, Math.ceil((1.4 * fieldSizeMm) / sourceToIsocenterMm));
  return { sourceToIsocenterMm: farther * sourceToIsocenterMm, sourceToDetectorMm: farther * sourceToDetectorMm };
}
