import type { Experiment } from '../../../src/experiment/experiment.ts';
import { physicsOf } from '../../../src/experiment/physics-of.ts';

/** What the program before version 2 made of an experiment. */
export interface RecordedExperiment {
  readonly json: Readonly<Record<string, unknown>>;
  /** What it was about, where that is no phantom of shapes; without values. */
  readonly subject?: unknown;
  /** As it was resolved, less what is the default of {@link DEFAULTS} and less the phantom. */
  readonly resolved?: Readonly<Record<string, unknown>>;
  /** Why it did not go with what it was about. */
  readonly sentence?: string;
  /** Why it was no experiment. */
  readonly refused?: string;
}

const NO_PHYSICS = {
  electronicNoise: 0,
  focalSpotMm: 0,
  channelAperture: 0,
  crosstalk: 0,
  deadChannels: [],
  gainDrift: 0,
  scatterToPrimary: 0,
  detectorShift: 0,
  motion: { kind: 'none', amplitudeMm: 0, directionDeg: 0, at: 0.5, cycles: 1 },
};

/** What a record leaves out. */
const DEFAULTS = {
  scan: {
    geometry: 'parallel',
    views: 720,
    startDeg: 0,
    arcDeg: 180,
    channels: 736,
    channelSpacingMm: 0.5,
    offset: 0,
  },
  reconstruction: { method: 'fbp', filter: 'ram-lak', cutoff: 1, pixels: 512, pixelSizeMm: 0.5 },
  display: { width: 400, level: 40 },
  seed: 1,
};

type Part = Readonly<Record<string, unknown>>;

/** What an experiment comes to, without what has no meaning, so that old and new can be compared. */
export function whatVersion1Was(given: RecordedExperiment | Experiment) {
  const whole = 'resolved' in given ? withDefaults(given.resolved!) : asVersion1(given as Experiment);
  const { scan, physics, corrections, reconstruction, display, seed, measurement } = whole as Record<string, Part>;
  const { method, rebin, interpolation = 'linear', ...others } = reconstruction!;
  return {
    scan,
    physics: physics ? meaningOf(physics) : null,
    corrections: Object.keys(corrections ?? {})
      .filter((name) => corrections![name])
      .toSorted(),
    // Gridrec rebins a fan whether it is told to or not.
    reconstruction: { method, interpolation, rebin: method === 'gridrec' ? null : (rebin ?? false), ...others },
    display,
    seed,
    measurement,
  };
}

/** By what the floors below are given of it. */
function asVersion1({ acquisition, corrections, reconstruction, ...rest }: Experiment): Part {
  const { grid, ...settings } = reconstruction;
  return {
    ...rest,
    physics: physicsOf(acquisition),
    corrections: Object.fromEntries(corrections.map(({ kind }) => [kind, true])),
    reconstruction: { ...settings, ...grid },
  };
}

function withDefaults(resolved: Part): Part {
  const { scan, reconstruction, physics, display, ...rest } = resolved as Record<string, Part | null>;
  return {
    ...DEFAULTS,
    ...rest,
    scan: { ...DEFAULTS.scan, ...scan },
    reconstruction: { ...DEFAULTS.reconstruction, ...reconstruction },
    display: display === null ? null : { ...DEFAULTS.display, ...display },
    ...(physics && { physics: { ...NO_PHYSICS, ...physics } }),
  };
}

function meaningOf(physics: Part): Part {
  const { motion, electronicNoise, ...others } = physics as Part & { motion: Part };
  const { kind, amplitudeMm, directionDeg, at, cycles } = { ...NO_PHYSICS.motion, ...motion };
  const moves = { shift: { amplitudeMm, directionDeg, at }, breathing: { amplitudeMm, cycles }, none: {} };
  return {
    ...others,
    // Electronics are noisy where photons are counted.
    electronicNoise: others.photons === undefined ? 0 : electronicNoise,
    motion: { kind, ...moves[kind as keyof typeof moves] },
  };
}
