import { LEAST_VIEWS_FOR_AXIS } from '../corrections/axis/axis-finding.ts';
import { geometryNamed, isMirroredByHalfTurn } from '../geometry/scan.ts';
import { REFERENCE_ENERGY_KEV } from '../physics/physics-settings.ts';
import type { RangePart } from './automatic-window.ts';
import { magnificationOf } from './change-geometry.ts';
import { changedReconstruction } from './change-method.ts';
import type { Experiment, FbpSettings } from './experiment.ts';
import type { ExperimentPatch } from './experiment-patch.ts';
import { completeArcDeg, ENOUGH_VIEWS } from './showing-scan.ts';

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
  /** The part of the readings' range in which its trace in the sinogram shows, where the whole range hides it. */
  readonly tracesWithin?: RangePart;
  /** Whether it is measured where every view sees the object alone: beyond that nothing is measured, with it or without. */
  readonly isMeasuredWithinField?: boolean;
  /** The scan as it would be without the cause. */
  undisturbed(present: Experiment): ExperimentPatch;
  /** The cause, on top of the undisturbed scan. @param strength more than 0, up to 1 */
  cause(present: Experiment, strength: number): ExperimentPatch;
  /** What the strength stands for, for the slider's label. */
  amount(present: Experiment, strength: number): string;
  /** The cure, on top of the cause. */
  cure(present: Experiment, strength: number): ExperimentPatch;
}

/** At which an artefact is first shown. */
export const USUAL_STRENGTH = 0.7;

const EXACT: ExperimentPatch = { acquisition: null, corrections: null };
/** The beam at whose energy phantoms say their values, on top of exact line integrals. */
const BEAM: ExperimentPatch = { kind: 'monochromatic', energyKeV: REFERENCE_ENERGY_KEV };
/** For scans that keep a beam of their own. */
const NO_DISTURBANCE: ExperimentPatch = {
  noise: null,
  focalSpotMm: null,
  crosstalk: null,
  deadChannels: null,
  gainDrift: null,
  scatterToPrimary: null,
  detectorShift: null,
  motion: null,
};
/** For a beam of another kind. */
const NO_TUBE: ExperimentPatch = { voltageKV: null, filtrationMmAluminium: null, filtrationMmCopper: null };

const RINGS_ACROSS = 160;

/** From `none` to `full` in equal steps of the logarithm. */
function logarithmic(none: number, full: number, strength: number): number {
  return none * (full / none) ** strength;
}

function viewsFor(strength: number): number {
  return Math.round(logarithmic(360, 18, strength));
}

function limitedArcDeg(present: Experiment, strength: number): number {
  return Math.round(completeArcDeg(present.scan) - 100 * strength);
}

function photonsFor(strength: number): number {
  return round(logarithmic(1e6, 2e3, strength));
}

/** Softer tubes see metal blacker. */
function metalVoltageKV(strength: number): number {
  return Math.round(140 - 80 * strength);
}

/** So few that the longest paths starve, however weak the artefact. */
function fewPhotonsFor(strength: number): number {
  return round(logarithmic(8e5, 2e4, strength));
}

/** Of the slice's width, from nearly all of a phantom to less than the middle half of it. */
function truncatedChannels(present: Experiment, strength: number): number {
  const seenMm = widthMm(present) * (0.9 - 0.45 * strength);
  return Math.max(8, Math.min(present.scan.channels, Math.round(seenMm / spacingAtAxisMm(present))));
}

/** A patient's 12 mm, and of a small object as much of its width. */
function breathMm(present: Experiment, strength: number): number {
  return round(Math.min(12, widthMm(present) / 32) * strength);
}

/** In channels: so much of the slice's width that what a point becomes is seen at the size of a pane. */
function shiftedBy(present: Experiment, strength: number): number {
  return round((0.04 * widthMm(present) * strength) / spacingAtAxisMm(present));
}

function widthMm({ reconstruction: { grid } }: Experiment): number {
  return grid.pixels * grid.pixelSizeMm;
}

function spacingAtAxisMm({ scan }: Experiment): number {
  return scan.channelSpacingMm / magnificationOf(scan);
}

/** Whether the axis can be found in the data of a scan. */
function axisIsTold({ geometry, arcDeg, views }: Experiment['scan']): boolean {
  if (views < LEAST_VIEWS_FOR_AXIS) return false;
  return isMirroredByHalfTurn(geometryNamed(geometry)) ? Math.abs(arcDeg) >= 180 : arcDeg % 360 === 0;
}

/** Filtered back-projection with a Hann window; rebinned where it was before. */
function hannFbp({ scan, reconstruction }: Experiment, cutoff: number): ExperimentPatch {
  const { method, rebin } = changedReconstruction(
    reconstruction,
    { method: 'fbp' },
    geometryNamed(scan.geometry).rebinning !== null,
  ) as FbpSettings;
  return { method, filter: 'hann', cutoff, rebin };
}

/** As many channels as a pane can show beside each other, across the slice. */
function ringsCoarserBy(present: Experiment): number {
  return Math.max(1, widthMm(present) / RINGS_ACROSS / spacingAtAxisMm(present));
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
    undisturbed: () => ({ ...EXACT, scan: { views: ENOUGH_VIEWS } }),
    cause: (_, strength) => ({ scan: { views: viewsFor(strength) } }),
    amount: (_, strength) => `${viewsFor(strength)} projections`,
    cure: () => ({ scan: { views: ENOUGH_VIEWS } }),
  },
  {
    name: 'limited-arc',
    window: { width: 1600, level: -200 },
    undisturbed: (present) => ({ ...EXACT, scan: { views: ENOUGH_VIEWS, arcDeg: completeArcDeg(present.scan) } }),
    cause: (present, strength) => ({ scan: { arcDeg: limitedArcDeg(present, strength) } }),
    amount: (present, strength) => `an arc of ${limitedArcDeg(present, strength)}°`,
    cure: (present) => ({ scan: { arcDeg: completeArcDeg(present.scan) } }),
  },
  {
    name: 'noise',
    window: { width: 400, level: 40 },
    undisturbed: () => EXACT,
    cause: (_, strength) => ({ acquisition: { beam: BEAM, noise: { photons: photonsFor(strength) } } }),
    amount: (_, strength) => `${photonsFor(strength).toLocaleString('en')} photons for each reading`,
    cure: (present) => ({ reconstruction: hannFbp(present, 0.5) }),
  },
  {
    name: 'starvation',
    phantom: 'shoulders',
    window: { width: 800, level: 40 },
    undisturbed: () => EXACT,
    cause: (_, strength) => ({
      acquisition: { beam: BEAM, noise: { photons: fewPhotonsFor(strength), electronicNoise: 5 } },
    }),
    amount: (_, strength) => `${fewPhotonsFor(strength).toLocaleString('en')} photons for each reading`,
    cure: () => ({ corrections: [{ kind: 'starvation' }] }),
  },
  {
    name: 'beam-hardening',
    phantom: 'water-with-bones',
    window: { width: 200, level: 0 },
    undisturbed: () => EXACT,
    cause: (_, strength) => ({
      acquisition: {
        beam: { kind: 'tube', voltageKV: 120, filtrationMmAluminium: round(logarithmic(30, 1, strength)) },
      },
    }),
    amount: (_, strength) => `120 kV behind ${round(logarithmic(30, 1, strength))} mm of aluminium`,
    cure: () => ({ corrections: [{ kind: 'water' }] }),
  },
  {
    name: 'metal',
    phantom: 'hip-with-metal',
    window: { width: 800, level: 40 },
    // A beam of one hard energy gets through; soft edges, for those of metal streak by themselves where they are sharp.
    undisturbed: (present) => ({
      acquisition: {
        ...NO_DISTURBANCE,
        beam: { ...NO_TUBE, kind: 'monochromatic', energyKeV: 100 },
        channelAperture: 1,
      },
      corrections: null,
      reconstruction: hannFbp(present, 1),
    }),
    cause: (_, strength) => ({
      acquisition: {
        beam: { kind: 'tube', energyKeV: null, voltageKV: metalVoltageKV(strength), filtrationMmAluminium: 6 },
      },
      corrections: [{ kind: 'water' }],
    }),
    amount: (_, strength) => `${metalVoltageKV(strength)} kV`,
    cure: () => ({ corrections: [{ kind: 'water' }, { kind: 'metal' }] }),
  },
  {
    name: 'rings',
    window: { width: 300, level: 40 },
    tracesWithin: { from: 0.68, to: 0.9 },
    // Broad circles, and lines that a pane shows one by one.
    undisturbed: (present) => ({ ...EXACT, scan: coarserBy(ringsCoarserBy(present), present) }),
    cause: (_, strength) => ({ acquisition: { beam: BEAM, gainDrift: round(0.04 * strength) } }),
    amount: (_, strength) => `gains off by ${round(4 * strength)} % rms`,
    cure: () => ({ corrections: [{ kind: 'rings' }] }),
  },
  {
    name: 'motion',
    phantom: 'thorax',
    window: { width: 800, level: 40 },
    undisturbed: () => EXACT,
    cause: (present, strength) => ({
      acquisition: { beam: BEAM, motion: { kind: 'breathing', amplitudeMm: breathMm(present, strength), cycles: 1 } },
    }),
    amount: (present, strength) => `one breath of ${breathMm(present, strength)} mm`,
    // A tenth of the time for the scan is a tenth of a breath.
    cure: () => ({ acquisition: { motion: { cycles: 0.1 } } }),
  },
  {
    name: 'scatter',
    phantom: 'water-with-bones',
    window: { width: 600, level: -50 },
    undisturbed: () => EXACT,
    cause: (_, strength) => ({ acquisition: { beam: BEAM, scatterToPrimary: round(0.4 * strength) } }),
    amount: (_, strength) => `${round(40 * strength)} % of the straight photons`,
    cure: () => ({ corrections: [{ kind: 'scatter' }] }),
  },
  {
    name: 'partial-volume',
    phantom: 'bone-plates',
    window: { width: 400, level: 0 },
    // Soft edges: what wide channels alias would hide what they average.
    undisturbed: (present) => ({ ...EXACT, reconstruction: hannFbp(present, 1) }),
    cause: (present, strength) => ({
      scan: coarserBy(1 + 4 * strength, present),
      acquisition: { beam: BEAM, channelAperture: 1 },
    }),
    amount: (present, strength) => `channels of ${round(present.scan.channelSpacingMm * (1 + 4 * strength))} mm`,
    cure: (present) => ({ scan: coarserBy(1, present), acquisition: { channelAperture: 1 } }),
  },
  {
    name: 'truncation',
    window: { width: 1000, level: 200 },
    isMeasuredWithinField: true,
    undisturbed: () => EXACT,
    cause: (present, strength) => ({ scan: { channels: truncatedChannels(present, strength) } }),
    amount: (present, strength) => `${truncatedChannels(present, strength)} channels`,
    cure: () => ({ corrections: [{ kind: 'truncation' }] }),
  },
  {
    name: 'wrong-axis',
    phantom: 'pins',
    window: { width: 1000, level: 200 },
    undisturbed: () => EXACT,
    cause: (present, strength) => ({ acquisition: { beam: BEAM, detectorShift: shiftedBy(present, strength) } }),
    amount: (present, strength) => `${shiftedBy(present, strength)} channels to the side`,
    cure: (present, strength) =>
      axisIsTold(present.scan)
        ? { corrections: [{ kind: 'axis' }] }
        : // The detector stays where it is; the reconstruction is told.
          {
            scan: { offset: present.scan.offset + shiftedBy(present, strength) },
            acquisition: { detectorShift: 0 },
          },
  },
];

function round(value: number): number {
  return Number(value.toPrecision(2));
}
