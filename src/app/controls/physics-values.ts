import type { Acquisition, BeamAcquisition } from '../../experiment/acquisition-schema.ts';
import { hasBeam } from '../../experiment/physics-of.ts';
import { grouped } from '../../number-text.ts';
import { REFERENCE_ENERGY_KEV } from '../../physics/physics-settings.ts';
import { channelListText } from './channel-list.ts';

/** Kinds of beams, by what they are called. */
export const BEAMS = { 'Exact line integrals': 'exact', Monochromatic: 'monochromatic', 'X-ray tube': 'tube' } as const;
type Beam = (typeof BEAMS)[keyof typeof BEAMS];

type Motion = BeamAcquisition['motion'];
/** Exact line integrals. */
export const EXACT: Acquisition = { modality: 'ct', beam: { kind: 'exact' } };

/** Kinds of motion, by what they are called. */
export const MOTIONS = { None: 'none', 'Single shift': 'shift', Breathing: 'breathing' } as const;

/** What things are at first when they are turned on. */
const USUAL_PHOTONS = 100_000;
export const USUAL_AMPLITUDE_MM = 5;

/** What the controllers are bound to. */
export interface PhysicsValues {
  beam: Beam;
  inverseCrime: boolean;
  energyKeV: number;
  voltageKV: number;
  filtrationMmAluminium: number;
  noise: boolean;
  photons: number;
  electronicNoise: number;
  focalSpotMm: number;
  channelAperture: number;
  crosstalkPercent: number;
  gainDriftPercent: number;
  deadChannels: readonly number[];
  scatterToPrimary: number;
  motion: Motion['kind'];
  amplitudeMm: number;
  directionDeg: number;
  at: number;
  cycles: number;
}

/** All that the controls turn is off. */
export const OFF: PhysicsValues = {
  beam: 'exact',
  inverseCrime: false,
  energyKeV: REFERENCE_ENERGY_KEV,
  voltageKV: 120,
  filtrationMmAluminium: 6,
  noise: false,
  photons: USUAL_PHOTONS,
  electronicNoise: 0,
  focalSpotMm: 0,
  channelAperture: 0,
  crosstalkPercent: 0,
  gainDriftPercent: 0,
  deadChannels: [],
  scatterToPrimary: 0,
  motion: 'none',
  amplitudeMm: 0,
  directionDeg: 0,
  at: 0.5,
  cycles: 1,
};

/** What is off keeps the values that it had. */
export function valuesOf(acquisition: BeamAcquisition, before: PhysicsValues): Partial<PhysicsValues> {
  const { beam, noise, motion } = acquisition;
  const { kind, ...moves } = motion;
  const { kind: beamKind, ...settings } = beam;
  return {
    ...settings,
    beam: beamKind,
    inverseCrime: acquisition.inverseCrime ?? false,
    noise: noise !== undefined,
    photons: noise?.photons ?? before.photons,
    electronicNoise: noise?.electronicNoise ?? 0,
    focalSpotMm: acquisition.focalSpotMm,
    channelAperture: acquisition.channelAperture,
    crosstalkPercent: rounded(100 * acquisition.crosstalk),
    gainDriftPercent: rounded(100 * acquisition.gainDrift),
    deadChannels: acquisition.deadChannels,
    scatterToPrimary: acquisition.scatterToPrimary,
    ...moves,
    motion: kind,
  };
}

/** @param shown may have what no control turns */
export function acquisitionOf(values: PhysicsValues, shown: Acquisition): BeamAcquisition {
  return {
    modality: 'ct',
    ...(values.inverseCrime && { inverseCrime: true }),
    beam: beamOf(values, shown),
    ...(values.noise && { noise: { photons: values.photons, electronicNoise: values.electronicNoise } }),
    focalSpotMm: values.focalSpotMm,
    channelAperture: values.channelAperture,
    crosstalk: rounded(values.crosstalkPercent / 100),
    deadChannels: [...values.deadChannels],
    gainDrift: rounded(values.gainDriftPercent / 100),
    scatterToPrimary: values.scatterToPrimary,
    detectorShift: hasBeam(shown) ? shown.detectorShift : 0,
    motion: motionOf(values),
  };
}

function beamOf({ beam, energyKeV, voltageKV, filtrationMmAluminium }: PhysicsValues, shown: Acquisition) {
  if (beam !== 'tube') return { kind: 'monochromatic', energyKeV } as const;
  const filtrationMmCopper = shown.beam.kind === 'tube' ? shown.beam.filtrationMmCopper : 0;
  return { kind: beam, voltageKV, filtrationMmAluminium, filtrationMmCopper };
}

function motionOf({ motion: kind, amplitudeMm, directionDeg, at, cycles }: PhysicsValues): Motion {
  switch (kind) {
    case 'none':
      return { kind };
    case 'shift':
      return { kind, amplitudeMm, directionDeg, at };
    case 'breathing':
      return { kind, amplitudeMm, cycles };
  }
}

/** Whether a scan is exact line integrals all the same. */
export function isInert({ beam, noise, motion, ...others }: BeamAcquisition): boolean {
  return (
    beam.kind === 'monochromatic' &&
    beam.energyKeV === REFERENCE_ENERGY_KEV &&
    noise === undefined &&
    others.focalSpotMm === 0 &&
    others.channelAperture === 0 &&
    others.crosstalk === 0 &&
    others.gainDrift === 0 &&
    others.deadChannels.length === 0 &&
    others.scatterToPrimary === 0 &&
    others.detectorShift === 0 &&
    motion.kind === 'none'
  );
}

export function summaryOf(values: PhysicsValues, isSameDose: boolean): string[] {
  const crime = values.inverseCrime ? ['inverse crime'] : [];
  if (values.beam === 'exact') return ['exact', ...crime];
  const { noise, photons, crosstalkPercent, gainDriftPercent, deadChannels, motion } = values;
  const aperture = values.channelAperture > 0 || values.focalSpotMm > 0;
  return [
    values.beam === 'tube' ? `${values.voltageKV} kV` : `${values.energyKeV} keV`,
    noise && `${grouped(photons)} photons`,
    noise && isSameDose && 'same dose',
    aperture && 'blur',
    crosstalkPercent > 0 && 'crosstalk',
    gainDriftPercent > 0 && 'gain drift',
    deadChannels.length > 0 && `dead: ${channelListText(deadChannels)}`,
    values.scatterToPrimary > 0 && 'scatter',
    motion !== 'none' && (motion === 'shift' ? 'shift' : 'breathing'),
    ...crime,
  ].filter((part) => part !== false);
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
