import * as v from 'valibot';
import { CORRECTIONS, type CorrectionName } from '../../corrections/registry.ts';
import type { PhysicsSettings } from '../../physics/physics-settings.ts';
import { exactly, oneOf, wholeNumberBetween } from '../../validation.ts';
import { numberAt } from '../number-fields.ts';

const spectrum = exactly({
  voltageKV: v.optional(numberAt('acquisition.beam.voltageKV'), 120),
  filtrationMmAluminium: v.optional(numberAt('acquisition.beam.filtrationMmAluminium'), 6),
  filtrationMmCopper: v.optional(numberAt('acquisition.beam.filtrationMmCopper'), 0),
});

const motion = exactly({
  kind: v.optional(oneOf(['none', 'shift', 'breathing']), 'none'),
  amplitudeMm: v.optional(numberAt('acquisition.motion.amplitudeMm'), 0),
  directionDeg: v.optional(numberAt('acquisition.motion.directionDeg'), 0),
  at: v.optional(numberAt('acquisition.motion.at'), 0.5),
  cycles: v.optional(numberAt('acquisition.motion.cycles'), 1),
});

/** The `physics` of an experiment: how its scan differs from exact line integrals. */
export const physicsSchema = v.pipe(
  exactly({
    photons: v.optional(numberAt('acquisition.noise.photons')),
    electronicNoise: v.optional(numberAt('acquisition.noise.electronicNoise'), 0),
    energyKeV: v.optional(numberAt('acquisition.beam.energyKeV')),
    spectrum: v.optional(spectrum),
    focalSpotMm: v.optional(numberAt('acquisition.focalSpotMm'), 0),
    channelAperture: v.optional(numberAt('acquisition.channelAperture'), 0),
    crosstalk: v.optional(numberAt('acquisition.crosstalk'), 0),
    deadChannels: v.optional(
      v.pipe(
        v.array(wholeNumberBetween(0, 16_383), 'must be a list of channels'),
        v.maxLength(1000, 'must have at most 1000 channels'),
      ),
      [],
    ),
    gainDrift: v.optional(numberAt('acquisition.gainDrift'), 0),
    scatterToPrimary: v.optional(numberAt('acquisition.scatterToPrimary'), 0),
    detectorShift: v.optional(numberAt('acquisition.detectorShift'), 0),
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

/** Which corrections are made, by their names. */
export type Corrections = { readonly [Name in CorrectionName]: boolean } & { readonly [name: string]: boolean };

/** What version 1 knew: no correction that has come since has a key there. */
const VERSION_1_CORRECTIONS = ['starvation', 'scatter', 'water', 'rings', 'axis', 'metal', 'truncation'] as const;
const isMade = v.optional(v.boolean('must be true or false'), false);

/** The `corrections` of an experiment of version 1: what is done about it. */
export const correctionsSchema = v.pipe(
  exactly(Object.fromEntries(VERSION_1_CORRECTIONS.map((name) => [name, isMade]))),
  v.transform((given) => given as Corrections),
);

/** The names of those that are made, in the order in which they are. */
export function madeCorrections(corrections: Corrections | undefined): string[] {
  return CORRECTIONS.names.filter((name) => corrections?.[name]);
}
