import * as v from 'valibot';
import type { PhysicsSettings } from '../physics/physics-settings.ts';
import { exactly, numberBetween, oneOf, wholeNumberBetween } from '../validation.ts';

/** What the page and the documentation say about the bounds. */
export const PHYSICS_LIMITS = {
  photons: { least: 1, most: 1e9 },
  energyKeV: { least: 10, most: 150 },
  voltageKV: { least: 40, most: 150 },
  filtrationMmAluminium: { least: 0, most: 50 },
  filtrationMmCopper: { least: 0, most: 5 },
  amplitudeMm: { least: 0, most: 100 },
} as const;

const within = ({ least, most }: { readonly least: number; readonly most: number }) => numberBetween(least, most);
const fraction = numberBetween(0, 1);

const spectrum = exactly({
  voltageKV: v.optional(within(PHYSICS_LIMITS.voltageKV), 120),
  filtrationMmAluminium: v.optional(within(PHYSICS_LIMITS.filtrationMmAluminium), 6),
  filtrationMmCopper: v.optional(within(PHYSICS_LIMITS.filtrationMmCopper), 0),
});

const motion = exactly({
  kind: v.optional(oneOf(['none', 'shift', 'breathing']), 'none'),
  amplitudeMm: v.optional(within(PHYSICS_LIMITS.amplitudeMm), 0),
  directionDeg: v.optional(numberBetween(-3600, 3600), 0),
  at: v.optional(fraction, 0.5),
  cycles: v.optional(numberBetween(0, 100), 1),
});

/** The `physics` of an experiment: how its scan differs from exact line integrals. */
export const physicsSchema = v.pipe(
  exactly({
    photons: v.optional(within(PHYSICS_LIMITS.photons)),
    electronicNoise: v.optional(numberBetween(0, 1e6), 0),
    energyKeV: v.optional(within(PHYSICS_LIMITS.energyKeV)),
    spectrum: v.optional(spectrum),
    focalSpotMm: v.optional(numberBetween(0, 20), 0),
    channelAperture: v.optional(fraction, 0),
    crosstalk: v.optional(fraction, 0),
    deadChannels: v.optional(
      v.pipe(
        v.array(wholeNumberBetween(0, 16_383), 'must be a list of channels'),
        v.maxLength(1000, 'must have at most 1000 channels'),
      ),
      [],
    ),
    gainDrift: v.optional(fraction, 0),
    scatterToPrimary: v.optional(numberBetween(0, 10), 0),
    detectorShift: v.optional(numberBetween(-1000, 1000), 0),
    motion: v.optional(motion, {}),
  }),
  v.check(
    (given) => given.energyKeV === undefined || given.spectrum === undefined,
    'a beam has one energy or a spectrum; give energyKeV or spectrum, not both',
  ),
  v.transform(
    (given): PhysicsSettings => ({ ...given, ...(given.spectrum ? {} : { energyKeV: given.energyKeV ?? 60 }) }),
  ),
);

/** The `corrections` of an experiment: what is done about it. */
export const correctionsSchema = exactly({
  water: v.optional(v.boolean('must be true or false'), false),
  rings: v.optional(v.boolean('must be true or false'), false),
  metal: v.optional(v.boolean('must be true or false'), false),
  starvation: v.optional(v.boolean('must be true or false'), false),
  scatter: v.optional(v.boolean('must be true or false'), false),
  axis: v.optional(v.boolean('must be true or false'), false),
  truncation: v.optional(v.boolean('must be true or false'), false),
});

export type Corrections = v.InferOutput<typeof correctionsSchema>;
export const NO_CORRECTIONS: Corrections = {
  water: false,
  rings: false,
  metal: false,
  starvation: false,
  scatter: false,
  axis: false,
  truncation: false,
};
