import { channelCentreMm, type DetectorRow } from '../detector.ts';
import { evenArcOf } from '../even-angles.ts';
import { type EvenViewsOverArc, evenViewArc, unevenViewArc, type ViewArc } from '../view-arc.ts';
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
  readonly arc: ViewArc;
  readonly channels: number;
  /** On the detector, not at the isocentre. */
  readonly channelSpacingMm: number;
  /** How many channels the detector's middle stands beyond the central ray, against the direction of u. */
  readonly offset: number;
  /** How far the source stands beside its place, along the direction of u; a spot of some width has several of these. */
  readonly sourceShiftMm?: number;
}

/** The tube and detector of a fan-beam scan. */
export interface FanMachine extends DetectorRow {
  readonly detector: FanDetectorShape;
  readonly sourceToIsocenterMm: number;
  readonly sourceToDetectorMm: number;
}

const TURN = 2 * Math.PI;

/** A scan of `views` equal steps over an arc; view v stands at start + v·arc/views, so that the end is not a view. */
export function fanArcScan(arc: EvenViewsOverArc, machine: FanMachine): FanScan {
  const { views, startRad, arcRad } = arc;
  const anglesRad = Float64Array.from({ length: views }, (_, v) => startRad + (v * arcRad) / views);
  return fanScan(anglesRad, arcViewWeights(anglesRad, arcRad, TURN), evenViewArc(arc), machine);
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
    return fanScan(anglesRad, arcViewWeights(anglesRad, even.arcRad, TURN), evenViewArc({ views, ...even }), machine);
  }
  return fanScan(anglesRad, scatteredViewWeights(anglesRad, TURN), unevenViewArc(anglesRad), machine);
}

function fanScan(anglesRad: Float64Array, viewWeightsRad: Float64Array, arc: ViewArc, machine: FanMachine): FanScan {
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
