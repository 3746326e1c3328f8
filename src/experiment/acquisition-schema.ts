import * as v from 'valibot';
import { REFERENCE_ENERGY_KEV } from '../physics/physics-settings.ts';
import { exactly, exactVariant, listOf, oneKindOf, oneOf, trueOrFalse, wholeNumberBetween } from '../validation.ts';
import { LIMITS } from './limits.ts';
import { numberAt } from './number-fields.ts';

/** What is scanned with. */
const beam = oneKindOf('kind', [
  exactVariant({ kind: v.literal('exact') }),
  exactVariant({
    kind: v.literal('monochromatic'),
    energyKeV: v.optional(numberAt('acquisition.beam.energyKeV'), REFERENCE_ENERGY_KEV),
  }),
  exactVariant({
    kind: v.literal('tube'),
    voltageKV: v.optional(numberAt('acquisition.beam.voltageKV'), 120),
    filtrationMmAluminium: v.optional(numberAt('acquisition.beam.filtrationMmAluminium'), 6),
    filtrationMmCopper: v.optional(numberAt('acquisition.beam.filtrationMmCopper'), 0),
  }),
]);

/** What counts photons; left out, nothing does, and there is no noise. */
const noise = exactly({
  photons: numberAt('acquisition.noise.photons'),
  electronicNoise: v.optional(numberAt('acquisition.noise.electronicNoise'), 0),
});

const amplitudeMm = v.optional(numberAt('acquisition.motion.amplitudeMm'), 0);

const motion = oneKindOf('kind', [
  exactVariant({ kind: v.literal('none') }),
  exactVariant({
    kind: v.literal('shift'),
    amplitudeMm,
    directionDeg: v.optional(numberAt('acquisition.motion.directionDeg'), 0),
    at: v.optional(numberAt('acquisition.motion.at'), 0.5),
  }),
  exactVariant({
    kind: v.literal('breathing'),
    amplitudeMm,
    cycles: v.optional(numberAt('acquisition.motion.cycles'), 1),
  }),
]);

const MOST_DEAD_CHANNELS = 1000;

/** How a real scan differs from exact line integrals. */
const disturbances = {
  noise: v.optional(noise),
  focalSpotMm: v.optional(numberAt('acquisition.focalSpotMm'), 0),
  channelAperture: v.optional(numberAt('acquisition.channelAperture'), 0),
  crosstalk: v.optional(numberAt('acquisition.crosstalk'), 0),
  deadChannels: v.optional(
    listOf(wholeNumberBetween(0, LIMITS.channels.most - 1), 'channels', 0, MOST_DEAD_CHANNELS),
    [],
  ),
  gainDrift: v.optional(numberAt('acquisition.gainDrift'), 0),
  scatterToPrimary: v.optional(numberAt('acquisition.scatterToPrimary'), 0),
  detectorShift: v.optional(numberAt('acquisition.detectorShift'), 0),
  motion: v.optional(motion, { kind: 'none' }),
};

const ct = exactly({
  modality: v.optional(oneOf(['ct']), 'ct'),
  beam: v.optional(beam, { kind: 'exact' }),
  // Left out of all other scans.
  inverseCrime: v.optional(trueOrFalse),
  ...disturbances,
});

/**
 * The `acquisition` of an experiment: what is measured, and how. Exact line integrals have none of what a beam
 * brings with it.
 */
export const acquisitionSchema = v.pipe(
  v.custom<v.InferInput<typeof ct>>(
    (input) => disturbanceOfNoBeam(input) === undefined,
    ({ input }) =>
      `${disturbanceOfNoBeam(input)} applies only with a beam, and exact line integrals have none; leave it out or set beam.kind to "monochromatic" or "tube"`,
  ),
  ct,
  v.transform(({ modality, beam, inverseCrime, ...others }): Acquisition => {
    const of = { modality, ...(inverseCrime && { inverseCrime }) };
    return beam.kind === 'exact' ? { ...of, beam } : { ...of, beam, ...others };
  }),
);

type Checked = v.InferOutput<typeof ct>;
type Beam = Checked['beam'];
type RealBeam = Exclude<Beam, { kind: 'exact' }>;

/** Line integrals as they are. */
export interface ExactAcquisition {
  readonly modality: 'ct';
  readonly beam: { readonly kind: 'exact' };
  /** Whether what is scanned are the pixels of the slice's own grid, so that a reconstruction meets its own model. */
  readonly inverseCrime?: boolean | undefined;
}

/** A beam, what counts it, and how the phantom moves. */
export interface BeamAcquisition extends Readonly<Omit<Checked, 'beam'>> {
  readonly beam: RealBeam;
}

export type Acquisition = ExactAcquisition | BeamAcquisition;

function disturbanceOfNoBeam(input: unknown): string | undefined {
  const given = input as Readonly<Record<string, unknown>> | null | undefined;
  if (typeof given !== 'object' || given === null) return undefined;
  const { beam } = given as { readonly beam?: { readonly kind?: unknown } | null };
  if (beam !== undefined && beam?.kind !== 'exact') return undefined;
  return Object.keys(disturbances).find((key) => given[key] !== undefined);
}
