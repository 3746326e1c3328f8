import { geometryNamed } from '../geometry/scan.ts';
import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { Acquisition, BeamAcquisition } from './acquisition-schema.ts';
import { objectRadiusMm } from './object-in-space.ts';
import { heightMmOf, type PhantomInSpace, roundedUp, volumeGridOver } from './phantom-in-space.ts';
import { hasBeam } from './physics-of.ts';
import { extentInSpace } from './room-for-object.ts';
import type { Experiment, ScanSettings } from './settings.ts';

/** Pixels along the panel's longer side. */
const PIXELS = 400;
/** From the source to the panel: as on an X-ray table, and for a chest as far as chests are taken from. */
const SOURCE_TO_DETECTOR_MM = 1000;
const RADII_TO_DETECTOR = 7;
/** Between the object's far side and the panel. */
const AIR_MM = 20;
/** How much wider the panel is than the shadow at first, so that there is room for it to grow. */
const MARGIN = 1.25;

/** What a radiograph is taken with where the scan has no beam: a general tube, and noise that can be seen. */
const USUAL_ACQUISITION: BeamAcquisition = {
  modality: 'ct',
  beam: { kind: 'tube', voltageKV: 70, filtrationMmAluminium: 3, filtrationMmCopper: 0 },
  noise: { photons: 1_000_000, electronicNoise: 0 },
  ...{ focalSpotMm: 1, channelAperture: 1, crosstalk: 0, deadChannels: [], gainDrift: 0, scatterToPrimary: 0 },
  ...{ detectorShift: 0, motion: { kind: 'none' } },
};

/** Whether a scan is a radiograph: one view of rays that spread in space, of which no volume can be made. */
export function isRadiograph({ scan }: Pick<Experiment, 'scan'>): boolean {
  return scan.views === 1 && geometryNamed(scan.geometry).makesVolumes;
}

/** The beam that a scan has, or the usual one of a radiograph. */
export function radiographAcquisition(acquisition: Acquisition): BeamAcquisition {
  return hasBeam(acquisition) ? { ...acquisition, deadChannels: [] } : USUAL_ACQUISITION;
}

/** The same with a panel that is fitted to the phantom, from where most of it is seen. */
export function spreadRadiograph(
  { reconstruction, acquisition, ...experiment }: Experiment,
  subject: PhantomInSpace,
): Experiment {
  return {
    ...experiment,
    acquisition: radiographAcquisition(acquisition),
    corrections: [],
    scan: radiographScan(subject, isFlat(subject) ? 'above' : 'side'),
    reconstruction: {
      method: 'fbp',
      filter: reconstruction.filter,
      cutoff: reconstruction.cutoff,
      interpolation: 'linear',
      rebin: false,
      grid: volumeGridOver(subject),
    },
  };
}

/** Whether something lies rather than stands, as a compressed breast does. */
function isFlat(subject: PhantomInSpace): boolean {
  return extentInSpace(subject) !== null && heightMmOf(subject) < subject.fieldSizeMm / 3;
}

/** Where the tube stands: beside the object, or over it. */
export type RadiographDirection = 'side' | 'above';

/** One view of all of a phantom, which stands close to the panel. */
export function radiographScan(subject: PhantomInSpace, direction: RadiographDirection): ScanSettings {
  const radiusMm = objectRadiusMm(subject);
  const extent = direction === 'above' ? extentInSpace(subject) : null;
  const behindMm = extent ? Math.max(0, -extent.zMinMm) : radiusMm;
  const toDetectorMm = 10 * Math.ceil((behindMm + AIR_MM) / 10);
  const sourceToDetectorMm = Math.max(SOURCE_TO_DETECTOR_MM, 100 * Math.ceil((RADII_TO_DETECTOR * radiusMm) / 100));
  const sourceToIsocenterMm = sourceToDetectorMm - toDetectorMm;
  // What is nearest to the source casts a shadow a fifth larger, which the margin holds.
  const magnification = sourceToDetectorMm / sourceToIsocenterMm;
  const halfWidthMm = extent
    ? MARGIN * magnification * radiusMm
    : (MARGIN * sourceToDetectorMm * radiusMm) / Math.sqrt(sourceToIsocenterMm ** 2 - radiusMm ** 2);
  const halfHeightMm = extent ? halfWidthMm : (MARGIN * magnification * heightMmOf(subject)) / 2;
  const spacingMm = roundedUp((2 * Math.max(halfWidthMm, halfHeightMm)) / PIXELS);
  const channels = 2 * Math.ceil(halfWidthMm / spacingMm);
  const rows = Math.min(SCAN_LIMITS.detectorRows, 2 * Math.ceil(halfHeightMm / spacingMm));
  const machine = {
    ...{ sourceToIsocenterMm, sourceToDetectorMm, rows, rowSpacingMm: spacingMm, rowOffset: 0 },
    ...{ views: 1, startDeg: 0, channels, channelSpacingMm: spacingMm, offset: 0 },
  };
  return extent
    ? { geometry: 'tomosynthesis', panel: 'stationary', ...machine, arcDeg: 1 }
    : { geometry: 'cone', detector: 'flat', ...machine, pitchMm: 0, startZMm: 0, arcDeg: 360 };
}
