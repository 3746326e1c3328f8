import { WATER_MU_PER_MM } from '../phantom/attenuation.ts';
import { type DetectorPlan, planDetector } from './detector-plan.ts';
import { atOnce, materialPartsInSteps, phantomAtEnergyInSteps, type ScannedPhantom } from './material-parts.ts';
import { muPerMm } from './materials/attenuation-of-material.ts';
import { type PhysicsSettings, REFERENCE_ENERGY_KEV } from './physics-settings.ts';
import type { PolynomialCurve } from './polynomial-curve.ts';
import { type ScanSpectrum, tubeScanSpectrum } from './scan-spectrum.ts';
import { planTransmission, type TransmissionPlan } from './transmission-plan.ts';
import { calibrateWater, type WaterCalibration } from './water-calibration.ts';

/** What is scanned of a phantom, and with which beam. Immutable. */
export interface BeamPlan {
  /** What the scan is compared with: the phantom at the energy at which water attenuates as in this beam. */
  readonly truth: ScannedPhantom;
  readonly calibration: WaterCalibration;
  /** Each is scanned for path lengths; with one energy it is the truth, and its scan gives line integrals. */
  readonly parts: readonly ScannedPhantom[];
  readonly transmission: TransmissionPlan;
  /** The water correction for line integrals as they come out, or `null` where one energy needs none. */
  readonly correction: PolynomialCurve | null;
  /** What water is in the image's unit. */
  readonly water: number;
  /** What line integrals are multiplied by in the end: 1, or back to a phantom's own unit. */
  readonly outputScale: number;
}

/** The beam's way through a phantom. */
export function planBeam(...given: Parameters<typeof planBeamInSteps>): BeamPlan {
  return atOnce(planBeamInSteps(...given));
}

/** The same, with a pause after so many voxels of a volume. */
export function* planBeamInSteps(
  phantom: ScannedPhantom,
  settings: Pick<PhysicsSettings, 'energyKeV' | 'spectrum'>,
): Generator<void, BeamPlan, void> {
  const { spectrum } = settings;
  return spectrum
    ? yield* planTubeBeam(phantom, tubeScanSpectrum(spectrum))
    : yield* planMonochromaticBeam(phantom, settings.energyKeV ?? REFERENCE_ENERGY_KEV);
}

function* planMonochromaticBeam(phantom: ScannedPhantom, energyKeV: number): Generator<void, BeamPlan, void> {
  const isReference = energyKeV === REFERENCE_ENERGY_KEV;
  const waterMuPerMm = isReference ? WATER_MU_PER_MM : muPerMm('water', energyKeV);
  const truth = yield* phantomAtEnergyInSteps(phantom, energyKeV);
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

function* planTubeBeam(phantom: ScannedPhantom, spectrum: ScanSpectrum): Generator<void, BeamPlan, void> {
  const parts = yield* materialPartsInSteps(phantom);
  const calibration = calibrateWater(spectrum);
  const unit = phantom.unit === 'arbitrary' ? calibration.waterMuPerMm : 1;
  const transmission = planTransmission(
    spectrum,
    parts.map(({ material }) => material),
  );
  return {
    truth: yield* phantomAtEnergyInSteps(phantom, calibration.effectiveEnergyKeV),
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
export function planReading(
  beam: BeamPlan,
  settings: PhysicsSettings,
  channels: number,
  seed: number,
  rows = 1,
): DetectorPlan {
  return planDetector(settings, channels, seed, beam.outputScale, rows);
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
