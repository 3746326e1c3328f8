import { channelCentreMm, type ParallelDetector } from './parallel-scan.ts';
import { arcViewWeights, foldAngle, scatteredViewWeights } from './view-weights.ts';

/** Channels along an arc about the source, or along a line across the central ray. */
export const FAN_DETECTORS = ['arc', 'flat'] as const;
export type FanDetectorShape = (typeof FAN_DETECTORS)[number];

/**
 * A fan-beam scan. For view β the source stands at (D·sinβ, −D·cosβ), D = sourceToIsocenterMm; the detector is centred
 * opposite, its u axis along (cosβ, sinβ), and channel k has its centre at u = (k − (K−1)/2 − offset)·spacing, measured
 * on the detector. The fan angle of u is γ = u/sourceToDetectorMm on an arc, tanγ = u/sourceToDetectorMm on a flat
 * panel; its ray is the parallel ray θ = β − γ at D·sinγ (Kak & Slaney 1988, ch. 3.4). Immutable: operators keep what
 * they derive from it by its identity.
 */
export interface FanScan {
  readonly geometry: 'fan';
  readonly detector: FanDetectorShape;
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
  /** Angle β of each view in radians, counter-clockwise, [views]. */
  readonly anglesRad: Float64Array;
  /** Weight of each view in a sum that stands for ∫₀^2π dβ, in radians, [views]. */
  readonly viewWeightsRad: Float64Array;
  readonly arc: FanArc;
  readonly channels: number;
  /** On the detector, not at the isocentre. */
  readonly channelSpacingMm: number;
  /** How many channels the detector's middle stands beyond the central ray, against the direction of u. */
  readonly offset: number;
  /** How far the source stands beside its place, along the direction of u; a spot of some width has several of these. */
  readonly sourceShiftMm?: number;
}

/** The arc that the source runs along. */
export interface FanArc {
  readonly startRad: number;
  /** Negative where it runs clockwise; more than 2π where it runs on. */
  readonly arcRad: number;
  /** Whether view v stands at start + v·arc/views. */
  readonly isEven: boolean;
}

/** The tube and detector of a fan-beam scan. */
export interface FanMachine extends ParallelDetector {
  readonly detector: FanDetectorShape;
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
}

const TURN = 2 * Math.PI;

/** A scan of `views` equal steps over an arc; view v stands at start + v·arc/views, so that the end is not a view. */
export function fanArcScan(
  arc: { readonly views: number; readonly startRad: number; readonly arcRad: number },
  machine: FanMachine,
): FanScan {
  const { views, startRad, arcRad } = arc;
  const anglesRad = Float64Array.from({ length: views }, (_, v) => startRad + (v * arcRad) / views);
  return fanScan(anglesRad, arcViewWeights(anglesRad, arcRad, TURN), { startRad, arcRad, isEven: true }, machine);
}

/** A scan whose views stand at any angles, in any order. */
export function scatteredFanScan(anglesRad: Float64Array, machine: FanMachine): FanScan {
  const views = anglesRad.length;
  const step = views > 1 ? (anglesRad[views - 1]! - anglesRad[0]!) / (views - 1) : TURN;
  const startRad = anglesRad[0]!;
  const isEven = step !== 0 && anglesRad.every((angle, v) => Math.abs(angle - startRad - v * step) < 1e-6);
  if (isEven) return fanArcScan({ views, startRad, arcRad: views * step }, machine);
  const weights = scatteredViewWeights(anglesRad, TURN);
  const arcRad = Math.min(
    TURN,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  return fanScan(anglesRad, weights, { startRad: startAfterWidestGap(anglesRad), arcRad, isEven: false }, machine);
}

function fanScan(anglesRad: Float64Array, viewWeightsRad: Float64Array, arc: FanArc, machine: FanMachine): FanScan {
  const { detector, sourceToIsocenterMm, sourceToDetectorMm, channels, channelSpacingMm, offset } = machine;
  return {
    geometry: 'fan',
    detector,
    sourceToIsocenterMm,
    sourceToDetectorMm,
    anglesRad,
    viewWeightsRad,
    arc,
    channels,
    channelSpacingMm,
    offset,
  };
}

function startAfterWidestGap(anglesRad: Float64Array): number {
  const sorted = anglesRad.map((angle) => foldAngle(angle, TURN)).sort();
  let start = 0;
  let widest = sorted[0]! + TURN - sorted.at(-1)!;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i]! - sorted[i - 1]!;
    if (gap <= widest) continue;
    widest = gap;
    start = i;
  }
  return sorted[start]!;
}

/** Fan angle γ of a channel's centre in radians; fractional channels are allowed. */
export function fanAngleRad(machine: FanMachine, channel: number): number {
  const ratio = channelCentreMm(machine, channel) / machine.sourceToDetectorMm;
  return machine.detector === 'arc' ? ratio : Math.atan(ratio);
}

/** What a channel is wide at the isocentre, near the central ray, in mm. */
export function isocenterSpacingMm(machine: FanMachine): number {
  return (machine.channelSpacingMm * machine.sourceToIsocenterMm) / machine.sourceToDetectorMm;
}

/** The largest fan angle to either side, in radians: half of the full fan angle where the detector is centred. */
export function halfFanAngleRad(machine: FanMachine): number {
  return Math.max(Math.abs(fanAngleRad(machine, 0)), Math.abs(fanAngleRad(machine, machine.channels - 1)));
}

/** Whether a fan's views leave part of the turn out. */
export function isShortScan(scan: FanScan): boolean {
  return Math.abs(scan.arc.arcRad) < TURN - 1e-9;
}

/**
 * How far along its arc a short scan's views stand, in radians, [views]. Each view stands for a step about it, so that the
 * arc begins half a step before the first view and ends half a step after the last.
 */
export function elapsedAnglesRad(scan: FanScan): Float64Array {
  const halfStep = Math.abs(scan.arc.arcRad) / scan.anglesRad.length / 2;
  return scan.anglesRad.map((angle) => angleFromStartRad(scan, angle) + halfStep);
}

/** An angle counted from the first view in the direction that the source runs, 0 … 2π. */
export function angleFromStartRad(scan: FanScan, angleRad: number): number {
  return foldAngle(Math.sign(scan.arc.arcRad) * (angleRad - scan.arc.startRad), TURN);
}
