import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import type { Phantom } from '../phantom/phantom.ts';
import { type DetectorPlan, planDetector } from './detector-plan.ts';
import { materialParts, phantomAtEnergy } from './material-parts.ts';
import { muPerMm } from './materials/attenuation-of-material.ts';
import { type PhysicsSettings, REFERENCE_ENERGY_KEV } from './physics-settings.ts';
import type { PolynomialCurve } from './polynomial-curve.ts';
import { type ScanSpectrum, tubeScanSpectrum } from './scan-spectrum.ts';
import { planTransmission, type TransmissionPlan } from './transmission-plan.ts';
import { calibrateWater, type WaterCalibration } from './water-calibration.ts';

/** What is scanned of a phantom, and with which beam. Immutable. */
export interface BeamPlan {
  /** What the scan is compared with: the phantom at the energy at which water attenuates as in this beam. */
  readonly truth: Phantom;
  readonly calibration: WaterCalibration;
  /** Each is scanned for path lengths; with one energy it is the truth, and its scan gives line integrals. */
  readonly parts: readonly Phantom[];
  readonly transmission: TransmissionPlan;
  /** The water correction for line integrals as they come out, or `null` where one energy needs none. */
  readonly correction: PolynomialCurve | null;
  /** What water is in the image's unit. */
  readonly water: number;
  /** What line integrals are multiplied by in the end: 1, or back to a phantom's own unit. */
  readonly outputScale: number;
}

/** The beam's way through a phantom. */
export function planBeam(phantom: Phantom, settings: Pick<PhysicsSettings, 'energyKeV' | 'spectrum'>): BeamPlan {
  const { spectrum } = settings;
  return spectrum
    ? planTubeBeam(phantom, tubeScanSpectrum(spectrum))
    : planMonochromaticBeam(phantom, settings.energyKeV ?? REFERENCE_ENERGY_KEV);
}

function planMonochromaticBeam(phantom: Phantom, energyKeV: number): BeamPlan {
  const isReference = energyKeV === REFERENCE_ENERGY_KEV;
  const waterMuPerMm = isReference ? WATER_MU_PER_MM : muPerMm('water', energyKeV);
  const truth = phantomAtEnergy(phantom, energyKeV);
  const isArbitrary = phantom.unit === 'arbitrary';
  return {
    truth,
    calibration: {
      waterMuPerMm,
      effectiveEnergyKeV: energyKeV,
      correction: { coefficients: Float64Array.of(1), most: 1 },
    },
    parts: [truth],
    transmission: { weights: Float32Array.of(1), muPerMm: Float32Array.of(isArbitrary ? waterMuPerMm : 1) },
    correction: null,
    water: isArbitrary ? 1 : waterMuPerMm,
    outputScale: isArbitrary ? 1 / waterMuPerMm : 1,
  };
}

function planTubeBeam(phantom: Phantom, spectrum: ScanSpectrum): BeamPlan {
  const parts = materialParts(phantom);
  const calibration = calibrateWater(spectrum);
  const unit = phantom.unit === 'arbitrary' ? calibration.waterMuPerMm : 1;
  const transmission = planTransmission(
    spectrum,
    parts.map(({ material }) => material),
  );
  return {
    truth: phantomAtEnergy(phantom, calibration.effectiveEnergyKeV),
    calibration,
    parts: parts.map((part) => part.phantom),
    transmission,
    correction: inUnit(calibration.correction, unit),
    water: calibration.waterMuPerMm / unit,
    outputScale: 1 / unit,
  };
}

/** A curve for values and results that are counted in another unit. */
function inUnit({ coefficients, most }: PolynomialCurve, unit: number): PolynomialCurve {
  return { coefficients: coefficients.map((coefficient, k) => coefficient * unit ** k), most: most / unit };
}

/** The detector behind the beam. */
export function planReading(beam: BeamPlan, settings: PhysicsSettings, channels: number, seed: number): DetectorPlan {
  return planDetector(settings, channels, seed, beam.outputScale);
}

/** One of the rays that a channel's signal is the mean of. */
export interface ChannelRay {
  /** From the channel's middle, in channels. */
  readonly offset: number;
  /** From the middle of the focal spot, in mm. */
  readonly sourceShiftMm: number;
}

/** Which part of the focal spot goes with which part of the channel: each with one, and in no order. */
const SPOT_ORDER = [2, 0, 3, 1] as const;

/** The rays of one channel; each has the same share in its signal. */
export function raysOfChannel({
  channelAperture,
  focalSpotMm,
}: Pick<PhysicsSettings, 'channelAperture' | 'focalSpotMm'>): readonly ChannelRay[] {
  if (channelAperture === 0 && focalSpotMm === 0) return [{ offset: 0, sourceShiftMm: 0 }];
  const place = (part: number) => (part + 0.5) / SPOT_ORDER.length - 0.5;
  return SPOT_ORDER.map((part, ray) => ({
    offset: place(ray) * channelAperture,
    sourceShiftMm: place(part) * focalSpotMm,
  }));
}
