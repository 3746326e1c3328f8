import { LEAST_VIEWS_FOR_AXIS } from '../corrections/axis/axis-finding.ts';
import { CORRECTIONS, type CorrectionName } from '../corrections/registry.ts';
import { type FanMachine, halfFanAngleRad } from '../geometry/fan-scan.ts';
import type { Experiment } from './experiment.ts';

/**
 * A change to an experiment's JSON by the rules of JSON merge patch (RFC 7386): objects are merged key by key, `null`
 * takes a key away, everything else takes the place of what was there.
 */
export type ExperimentPatch = { readonly [key: string]: unknown };

/** One classical artefact: its cause over any scan, and what cures it. */
export interface Artefact {
  readonly name: string;
  readonly title: string;
  /** How to recognise it. */
  readonly looks: string;
  /** Why it arises. */
  readonly arises: string;
  readonly cureTitle: string;
  /** What the cure does, and what it costs. */
  readonly cures: string;
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
  if (scan.geometry === 'parallel') return 180;
  // A resolved fan says all that a machine is made of.
  const openingRad = 2 * halfFanAngleRad(scan as typeof scan & FanMachine);
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
  return geometry === 'parallel' ? Math.abs(arcDeg) >= 180 : arcDeg % 360 === 0;
}

/** By a correction, in its own words. */
function curedBy(name: CorrectionName): Pick<Artefact, 'cureTitle' | 'cures' | 'cure'> {
  const { title, help } = CORRECTIONS.get(name).words;
  return { cureTitle: title, cures: help, cure: () => ({ corrections: { [name]: true } }) };
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
    title: 'Too few projections',
    looks: 'Fine straight streaks from every edge, strongest far from the axis.',
    arises:
      'Between two views the object is not measured, and back-projection smears each view along straight lines that no neighbour cancels.',
    cureTitle: 'More projections',
    cures: 'About π/2 views for every channel across the object leave no gap. More views cost time or dose.',
    phantom: 'thorax',
    window: { width: 800, level: 40 },
    undisturbed: () => ({ ...NO_PHYSICS, scan: { views: ENOUGH_VIEWS } }),
    cause: (_, strength) => ({ scan: { views: viewsFor(strength) } }),
    amount: (_, strength) => `${viewsFor(strength)} projections`,
    cure: () => ({ scan: { views: ENOUGH_VIEWS } }),
  },
  {
    name: 'limited-arc',
    title: 'Too short an arc',
    looks: 'Edges along the missing directions fade, and bright and dark wings point along them.',
    arises:
      'Each view measures one line of the image’s Fourier plane. Without an arc of views a whole wedge of that plane is unknown, and so is every edge that lives in it.',
    cureTitle: 'The whole arc',
    cures: 'A parallel beam needs 180°, a fan 180° and its own opening. No filter brings back what was not measured.',
    window: { width: 1600, level: -200 },
    undisturbed: (present) => ({ ...NO_PHYSICS, scan: { views: ENOUGH_VIEWS, arcDeg: completeArcDeg(present) } }),
    cause: (present, strength) => ({ scan: { arcDeg: limitedArcDeg(present, strength) } }),
    amount: (present, strength) => `an arc of ${limitedArcDeg(present, strength)}°`,
    cure: (present) => ({ scan: { arcDeg: completeArcDeg(present) } }),
  },
  {
    name: 'noise',
    title: 'Noise and dose',
    looks: 'Fine grain over the whole slice, finest where the filter is sharpest; low contrast drowns first.',
    arises:
      'Photons arrive one by one: a reading of N photons is uncertain by √N, and the ramp filter raises the uncertainty of fine detail most. Four times the dose halves the grain.',
    cureTitle: 'A smoother filter',
    cures:
      'A Hann window at half the cutoff leaves out the finest detail, where most of the noise is. It costs sharpness instead of dose.',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { photons: photonsFor(strength) } }),
    amount: (_, strength) => `${photonsFor(strength).toLocaleString('en')} photons for each reading`,
    cure: () => ({ reconstruction: { method: 'fbp', filter: 'hann', cutoff: 0.5 } }),
  },
  {
    name: 'starvation',
    title: 'Photon starvation',
    looks: 'Coarse streaks along the directions in which most was absorbed: between the hips, through the shoulders.',
    arises:
      'Through the thickest paths hardly a photon arrives. The logarithm of a few counts is noisy, and biased where the count is zero.',
    ...curedBy('starvation'),
    phantom: 'thorax',
    window: { width: 800, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({
      physics: { photons: fewPhotonsFor(strength), electronicNoise: 5 },
    }),
    amount: (_, strength) => `${fewPhotonsFor(strength).toLocaleString('en')} photons for each reading`,
  },
  {
    name: 'beam-hardening',
    title: 'Beam hardening',
    looks: 'A cup: the middle of a uniform object is too dark, and dark bands join dense parts.',
    arises:
      'A tube sends photons of many energies, and matter takes the soft ones first. Behind much matter the rest penetrates better than a single μ can say.',
    ...curedBy('water'),
    phantom: 'water-disk',
    window: { width: 150, level: 0 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({
      physics: {
        spectrum: { voltageKV: 120, filtrationMmAluminium: round(logarithmic(30, 1, strength)) },
      },
    }),
    amount: (_, strength) => `120 kV behind ${round(logarithmic(30, 1, strength))} mm of aluminium`,
  },
  {
    name: 'metal',
    title: 'Metal',
    looks: 'Bright and dark stars around the metal and dark bands between two pieces.',
    arises:
      'Metal hardens the beam far beyond what a correction for water expects, and starves the detector. Readings through it say too little, and back-projection spreads the error over the slice. The softer the tube’s photons, the blacker metal is to them.',
    ...curedBy('metal'),
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
  },
  {
    name: 'rings',
    title: 'Rings',
    looks: 'Sharp circles about the axis of rotation.',
    arises:
      'A channel whose gain has drifted since the last calibration is wrong by the same amount in every view: a stripe in the sinogram, a circle in the slice.',
    ...curedBy('rings'),
    window: { width: 200, level: 20 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { gainDrift: 0.02 * strength } }),
    amount: (_, strength) => `gains off by ${round(2 * strength)} % rms`,
  },
  {
    name: 'motion',
    title: 'Motion',
    looks: 'Double edges and streaks from whatever is sharp, strongest across the direction of the motion.',
    arises: 'The views show the object in different places, and no single slice fits them all.',
    cureTitle: 'A faster scan',
    cures:
      'The scan is nearly over when the patient moves: a tenth of the views are still spoiled instead of half. Fast rotation needs a stronger tube for the same dose.',
    window: { width: 400, level: 40 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { motion: { kind: 'shift', amplitudeMm: round(8 * strength), at: 0.5 } } }),
    amount: (_, strength) => `${round(8 * strength)} mm to the side, halfway through the scan`,
    cure: () => ({ physics: { motion: { at: 0.9 } } }),
  },
  {
    name: 'scatter',
    title: 'Scatter',
    looks: 'A cup and dark bands like those of beam hardening, with less contrast everywhere.',
    arises:
      'Photons that have changed direction arrive where they do not belong. Where few arrive straight, the scattered ones make the object look thinner.',
    ...curedBy('scatter'),
    window: { width: 400, level: 0 },
    undisturbed: () => NO_PHYSICS,
    cause: (_, strength) => ({ physics: { scatterToPrimary: round(0.4 * strength) } }),
    amount: (_, strength) => `${round(40 * strength)} % of the straight photons`,
  },
  {
    name: 'partial-volume',
    title: 'Partial volume',
    looks: 'Dense edges blur, and streaks leave them where a channel sees both sides.',
    arises:
      'A wide channel averages photons, not line integrals: half of it behind bone and half beside it reads too little, for the logarithm of a mean is not the mean of logarithms.',
    cureTitle: 'Finer channels',
    cures: 'Channels as fine as the detail. Each then counts fewer photons.',
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
    title: 'Truncation',
    looks: 'A bright rim where the field of view ends, and values that are too high within.',
    arises:
      'Views that end inside the object look as if it ended there. The filter answers the sudden step with a rim, and every value within is lifted.',
    ...curedBy('truncation'),
    window: { width: 2000, level: 500 },
    undisturbed: () => NO_PHYSICS,
    cause: (present, strength) => ({ scan: { channels: truncatedChannels(present, strength) } }),
    amount: (present, strength) => `${truncatedChannels(present, strength)} channels`,
  },
  {
    name: 'wrong-axis',
    title: 'Wrong axis of rotation',
    looks: 'Points become half circles, edges double: tuning forks.',
    arises: 'The detector stands a little to the side of where the reconstruction believes it to be.',
    ...curedBy('axis'),
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

/** Applies a merge patch (RFC 7386) to a JSON value, which stays as it is. */
export function patched(json: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(json) ? { ...json } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = patched(result[key], value);
  }
  return result;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
