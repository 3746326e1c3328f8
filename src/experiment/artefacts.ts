import { LEAST_VIEWS_FOR_AXIS } from '../corrections/axis/axis-finding.ts';
import { geometryNamed, type Scan } from '../geometry/scan.ts';
import type { Experiment } from './experiment.ts';
import type { ExperimentPatch } from './experiment-patch.ts';

/** By which the page finds the words for an artefact. */
export type ArtefactName =
  | 'undersampling'
  | 'limited-arc'
  | 'noise'
  | 'starvation'
  | 'beam-hardening'
  | 'metal'
  | 'rings'
  | 'motion'
  | 'scatter'
  | 'partial-volume'
  | 'truncation'
  | 'wrong-axis';

/** One classical artefact: its cause over any scan, and what cures it. */
export interface Artefact {
  readonly name: ArtefactName;
  /** A phantom of the library that shows it, where most do not. */
  readonly phantom?: string;
  /** In HU, a window in which it shows. */
  readonly window: { readonly width: number; readonly level: number };
  /** The scan as it would be without the cause. */
  undisturbed(present: Experiment): ExperimentPatch;
  /** The cause, on top of the undisturbed scan. @param strength more than 0, up to 1 */
  cause(present: Experiment, strength: number): ExperimentPatch;
  /** What the strength stands for, for the slider's label. */
  amount(present: Experiment, strength: number): string;
  /** The cure, on top of the cause. */
  cure(present: Experiment, strength: number): ExperimentPatch;
}

const NO_PHYSICS: ExperimentPatch = { physics: null, corrections: null };
/** For scans that keep a beam of their own. */
const NO_DISTURBANCE: ExperimentPatch = {
  photons: null,
  electronicNoise: null,
  spectrum: null,
  focalSpotMm: null,
  crosstalk: null,
  deadChannels: null,
  gainDrift: null,
  scatterToPrimary: null,
  detectorShift: null,
  motion: null,
};
/** Enough for the grids of the page, and for every undisturbed scan of the laboratory. */
const ENOUGH_VIEWS = 720;

/** From `none` to `full` in equal steps of the logarithm. */
function logarithmic(none: number, full: number, strength: number): number {
  return none * (full / none) ** strength;
}

function viewsFor(strength: number): number {
  return Math.round(logarithmic(360, 18, strength));
}

/** The arc that leaves no line out: half a turn, and for a fan its own opening besides. */
function completeArcDeg({ scan }: Experiment): number {
  // A resolved fan says all that a machine is made of.
  const openingRad = 2 * geometryNamed(scan.geometry).halfFanAngleRad(scan as unknown as Scan);
  return Math.ceil(180 + (openingRad * 180) / Math.PI);
}

function limitedArcDeg(present: Experiment, strength: number): number {
  return Math.round(completeArcDeg(present) - 100 * strength);
}

function photonsFor(strength: number): number {
  return round(logarithmic(1e6, 2e3, strength));
}

/** Softer tubes see metal blacker. */
function metalVoltageKV(strength: number): number {
  return Math.round(140 - 80 * strength);
}

/** So few that thick paths starve. */
function fewPhotonsFor(strength: number): number {
  return round(logarithmic(1e6, 5e3, strength));
}

/** Of the slice's width, from nearly all of a phantom to less than the middle half of it. */
function truncatedChannels({ scan, reconstruction }: Experiment, strength: number): number {
  const { sourceToIsocenterMm = 1, sourceToDetectorMm = 1 } = scan;
  const spacingAtAxisMm = (scan.channelSpacingMm * sourceToIsocenterMm) / sourceToDetectorMm;
  const widthMm = reconstruction.pixels * reconstruction.pixelSizeMm * (0.9 - 0.45 * strength);
  return Math.max(8, Math.min(scan.channels, Math.round(widthMm / spacingAtAxisMm)));
}

/** Whether the axis can be found in the data of a scan. */
function axisIsTold({ geometry, arcDeg, views }: Experiment['scan']): boolean {
  if (views < LEAST_VIEWS_FOR_AXIS) return false;
  return geometryNamed(geometry).isDivergent ? arcDeg % 360 === 0 : Math.abs(arcDeg) >= 180;
}

/** Channels of another width over the same detector. */
function coarserBy(factor: number, { scan }: Experiment): ExperimentPatch {
  return {
    channels: Math.max(8, Math.round(scan.channels / factor)),
    channelSpacingMm: scan.channelSpacingMm * factor,
    offset: scan.offset / factor,
  };
}

/** The artefacts of the laboratory, in the order in which a course meets them. */
export const ARTEFACTS: readonly Artefact[] = [
  {
    name: 'undersampling',
    phantom: 'thorax',
    window: { width: 800, level: 40 },
    undisturbed: () => ({ ...NO_PHYSICS, scan: { views: ENOUGH_VIEWS } }),
    cause: (_, strength) => ({ scan: { views: viewsFor(strength) } }),
    amount: (_, strength) => `${viewsFor(strength)} projections`,
    cure: () => ({ scan: { views: ENOUGH_VIEWS } }),
  },
  {
    name: 'limited-arc',
    window: { width: 1600, level: -200 },
    undisturbed: (present) => ({ ...NO_PHYSICS, scan: { views: ENOUGH_VIEWS, arcDeg: completeArcDeg(present) } }),
    cause: (present, strength) => ({ scan: { arcDeg: limitedArcDeg(present, strength) } }),
    amount: (present, strength) => `an arc of ${limitedArcDeg(present, strength)}°`,
    cure: (present) => ({ scan: { arcDeg: completeArcDeg(present) } }),
  },
  {
    name: 'noise',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { photons: photonsFor(strength) } }),
    amount: (_, strength) => `${photonsFor(strength).toLocaleString('en')} photons for each reading`,
    cure: () => ({ reconstruction: { method: 'fbp', filter: 'hann', cutoff: 0.5 } }),
  },
  {
    name: 'starvation',
    phantom: 'thorax',
    window: { width: 800, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({
      physics: { photons: fewPhotonsFor(strength), electronicNoise: 5 },
    }),
    amount: (_, strength) => `${fewPhotonsFor(strength).toLocaleString('en')} photons for each reading`,
    cure: () => ({ corrections: { starvation: true } }),
  },
  {
    name: 'beam-hardening',
    phantom: 'water-disk',
    window: { width: 150, level: 0 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({
      physics: {
        spectrum: { voltageKV: 120, filtrationMmAluminium: round(logarithmic(30, 1, strength)) },
      },
    }),
    amount: (_, strength) => `120 kV behind ${round(logarithmic(30, 1, strength))} mm of aluminium`,
    cure: () => ({ corrections: { water: true } }),
  },
  {
    name: 'metal',
    phantom: 'hip-with-metal',
    window: { width: 800, level: 40 },
    // A beam of one hard energy gets through; soft edges, for those of metal streak by themselves where they are sharp.
    undisturbed: () => ({
      physics: { ...NO_DISTURBANCE, energyKeV: 100, channelAperture: 1 },
      corrections: null,
      reconstruction: { method: 'fbp', filter: 'hann', cutoff: 1 },
    }),
    cause: (_, strength) => ({
      physics: {
        energyKeV: null,
        spectrum: { voltageKV: metalVoltageKV(strength), filtrationMmAluminium: 6 },
      },
      corrections: { water: true },
    }),
    amount: (_, strength) => `${metalVoltageKV(strength)} kV`,
    cure: () => ({ corrections: { metal: true } }),
  },
  {
    name: 'rings',
    window: { width: 200, level: 20 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { gainDrift: 0.02 * strength } }),
    amount: (_, strength) => `gains off by ${round(2 * strength)} % rms`,
    cure: () => ({ corrections: { rings: true } }),
  },
  {
    name: 'motion',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { motion: { kind: 'shift', amplitudeMm: round(8 * strength), at: 0.5 } } }),
    amount: (_, strength) => `${round(8 * strength)} mm to the side, halfway through the scan`,
    cure: () => ({ physics: { motion: { at: 0.9 } } }),
  },
  {
    name: 'scatter',
    window: { width: 400, level: 0 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { scatterToPrimary: round(0.4 * strength) } }),
    amount: (_, strength) => `${round(40 * strength)} % of the straight photons`,
    cure: () => ({ corrections: { scatter: true } }),
  },
  {
    name: 'partial-volume',
    phantom: 'forbild-head',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (present, strength) => ({
      scan: coarserBy(1 + 4 * strength, present),
      physics: { channelAperture: 1 },
    }),
    amount: (present, strength) => `channels of ${round(present.scan.channelSpacingMm * (1 + 4 * strength))} mm`,
    cure: (present) => ({ scan: coarserBy(1, present), physics: { channelAperture: 1 } }),
  },
  {
    name: 'truncation',
    window: { width: 2000, level: 500 },
    undisturbed: () => NO_PHYSICS,
    cause: (present, strength) => ({ scan: { channels: truncatedChannels(present, strength) } }),
    amount: (present, strength) => `${truncatedChannels(present, strength)} channels`,
    cure: () => ({ corrections: { truncation: true } }),
  },
  {
    name: 'wrong-axis',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { detectorShift: round(6 * strength) } }),
    amount: (_, strength) => `${round(6 * strength)} channels to the side`,
    cure: ({ scan }, strength) =>
      axisIsTold(scan)
        ? { corrections: { axis: true } }
        : // The detector stays where it is; the reconstruction is told.
          { scan: { offset: scan.offset + round(6 * strength) }, physics: { detectorShift: 0 } },
  },
];

function round(value: number): number {
  return Number(value.toPrecision(2));
}
