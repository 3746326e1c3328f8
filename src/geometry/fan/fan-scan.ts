import { channelCentreMm, type DetectorRow } from '../detector.ts';
import { evenArcOf } from '../even-angles.ts';
import { directionWeightsRad, foldAngle, measuredDirections } from '../measured-directions.ts';
import { arcViewWeights, scatteredViewWeights } from '../view-weights.ts';

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
  /** Of the first view in the direction that the source runs; of uneven ones, of the first behind the widest gap. */
  readonly startRad: number;
  /** Negative where it runs clockwise; more than 2π where it runs on. Of uneven views, what they stand for in all. */
  readonly arcRad: number;
  /** How far before its first view the arc begins, since each view stands for what is about it; half a step. */
  readonly leadRad: number;
  /** Whether view v stands at start + v·arc/views, as near as angles are measured. */
  readonly isEven: boolean;
  /** How many parts of the turn were left out between the views; 1 is a short scan's. */
  readonly gaps: number;
}

/** The tube and detector of a fan-beam scan. */
export interface FanMachine extends DetectorRow {
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
  return fanScan(anglesRad, arcViewWeights(anglesRad, arcRad, TURN), evenFanArc(views, arc), machine);
}

/** A scan whose views stand at any angles, in any order. */
export function scatteredFanScan(anglesRad: Float64Array, machine: FanMachine): FanScan {
  const views = anglesRad.length;
  const startRad = anglesRad[0]!;
  if (views === 1) return fanArcScan({ views, startRad, arcRad: TURN }, machine);
  const even = evenArcOf(anglesRad);
  if (even) {
    const isExact = anglesRad.every((angle, v) => Math.abs(angle - startRad - (v * even.arcRad) / views) < 1e-6);
    if (isExact) return fanArcScan({ views, startRad, arcRad: even.arcRad }, machine);
    return fanScan(anglesRad, arcViewWeights(anglesRad, even.arcRad, TURN), evenFanArc(views, even), machine);
  }
  return fanScan(anglesRad, scatteredViewWeights(anglesRad, TURN), unevenFanArc(anglesRad), machine);
}

function evenFanArc(views: number, { startRad, arcRad }: Pick<FanArc, 'startRad' | 'arcRad'>): FanArc {
  const leadRad = Math.abs(arcRad) / views / 2;
  return { startRad, arcRad, leadRad, isEven: true, gaps: Math.abs(arcRad) < TURN - 1e-9 ? 1 : 0 };
}

function unevenFanArc(anglesRad: Float64Array): FanArc {
  const directions = measuredDirections(anglesRad, TURN);
  const { gapsRad, isOpen } = directions;
  const widths = directionWeightsRad(directions);
  const arcRad = widths.reduce((sum, width) => sum + width, 0);
  const first = (gapsRad.indexOf(Math.max(...gapsRad)) + 1) % gapsRad.length;
  return {
    startRad: directions.anglesRad[first]!,
    arcRad: arcRad > TURN - 1e-9 ? TURN : arcRad,
    leadRad: widths[first]! / 2,
    isEven: false,
    gaps: isOpen.filter((open) => open).length,
  };
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

/** Fan angle γ of a channel's centre in radians; fractional channels are allowed. */
export function fanAngleRad(machine: FanMachine, channel: number): number {
  const ratio = channelCentreMm(machine, channel) / machine.sourceToDetectorMm;
  return machine.detector === 'arc' ? ratio : Math.atan(ratio);
}

/** What a channel is wide at the isocentre, near the central ray, in mm. */
export function isocenterSpacingMm(machine: FanMachine): number {
  return (machine.channelSpacingMm * machine.sourceToIsocenterMm) / machine.sourceToDetectorMm;
}

/** Channels per radian on an arc, and per unit of tanγ on a flat panel. */
export function channelsPerUnit(machine: FanMachine): number {
  return machine.sourceToDetectorMm / machine.channelSpacingMm;
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
  const { startRad, arcRad, leadRad } = scan.arc;
  // Folded with the half step: the first view may stand a little before where an even arc has it.
  return scan.anglesRad.map((angle) => foldAngle(Math.sign(arcRad) * (angle - startRad) + leadRad, TURN));
}

/** An angle counted from the first view in the direction that the source runs, 0 … 2π. */
export function angleFromStartRad(scan: FanScan, angleRad: number): number {
  return foldAngle(Math.sign(scan.arc.arcRad) * (angleRad - scan.arc.startRad), TURN);
}
