import { channelCentreMm, type DetectorRow } from '../detector.ts';
import { evenArcOf } from '../even-angles.ts';
import type { SourceDistances } from '../ray-source.ts';
import { type EvenViewsOverArc, evenViewArc, unevenViewArc, type ViewArc } from '../view-arc.ts';
import { arcViewWeights, scatteredViewWeights } from '../view-weights.ts';

/** Channels along an arc about the source, or along a line across the central ray. */
export const FAN_DETECTORS = ['arc', 'flat'] as const;
export type FanDetectorShape = (typeof FAN_DETECTORS)[number];

/** The tube and detector of a fan-beam scan. */
export interface FanMachine extends DetectorRow, SourceDistances {
  readonly detector: FanDetectorShape;
}

/** From where the views of a source that turns about the axis look. */
export interface TurningViews {
  /** Angle β of each view in radians, counter-clockwise, [views]. */
  readonly anglesRad: Float64Array;
  /** Weight of each view in a sum that stands for ∫₀^2π dβ, in radians, [views]. */
  readonly viewWeightsRad: Float64Array;
  readonly arc: ViewArc;
}

/** A fan that turns about the axis: a fan-beam scan, and a cone's in the plane that its source turns in. */
export interface TurningFan extends FanMachine, TurningViews {
  /** How far the source stands beside its place, along the direction of u; a spot of some width has several of these. */
  readonly sourceShiftMm?: number;
}

/**
 * A fan-beam scan. For view β the source stands at (D·sinβ, −D·cosβ), D = sourceToIsocenterMm; the detector is centred
 * opposite, its u axis along (cosβ, sinβ), and channel k has its centre at u = (k − (K−1)/2 − offset)·spacing, measured
 * on the detector. The fan angle of u is γ = u/sourceToDetectorMm on an arc, tanγ = u/sourceToDetectorMm on a flat
 * panel; its ray is the parallel ray θ = β − γ at D·sinγ (Kak & Slaney 1988, ch. 3.4). Immutable: operators keep what
 * they derive from it by its identity.
 */
export interface FanScan extends TurningFan {
  readonly geometry: 'fan';
}

const TURN = 2 * Math.PI;

/** A scan of `views` equal steps over an arc; view v stands at start + v·arc/views, so that the end is not a view. */
export function fanArcScan(arc: EvenViewsOverArc, machine: FanMachine): FanScan {
  return { geometry: 'fan', ...machineAlone(machine), ...evenTurningViews(arc) };
}

/** A scan whose views stand at any angles, in any order. */
export function scatteredFanScan(anglesRad: Float64Array, machine: FanMachine): FanScan {
  return { geometry: 'fan', ...machineAlone(machine), ...scatteredTurningViews(anglesRad) };
}

/** The views of `views` equal steps over an arc. */
export function evenTurningViews(arc: EvenViewsOverArc): TurningViews {
  const { views, startRad, arcRad } = arc;
  const anglesRad = Float64Array.from({ length: views }, (_, v) => startRad + (v * arcRad) / views);
  return { anglesRad, viewWeightsRad: arcViewWeights(anglesRad, arcRad, TURN), arc: evenViewArc(arc) };
}

/** Views at any angles, in any order. */
export function scatteredTurningViews(anglesRad: Float64Array): TurningViews {
  const views = anglesRad.length;
  const startRad = anglesRad[0]!;
  if (views === 1) return evenTurningViews({ views, startRad, arcRad: TURN });
  const even = evenArcOf(anglesRad);
  if (even) {
    const isExact = anglesRad.every((angle, v) => Math.abs(angle - startRad - (v * even.arcRad) / views) < 1e-6);
    if (isExact) return evenTurningViews({ views, startRad, arcRad: even.arcRad });
    const viewWeightsRad = arcViewWeights(anglesRad, even.arcRad, TURN);
    return { anglesRad, viewWeightsRad, arc: evenViewArc({ views, ...even }) };
  }
  return { anglesRad, viewWeightsRad: scatteredViewWeights(anglesRad, TURN), arc: unevenViewArc(anglesRad) };
}

/** What a machine is, and nothing else of what says so. */
export function machineAlone(machine: FanMachine): FanMachine {
  const { detector, sourceToIsocenterMm, sourceToDetectorMm, channels, channelSpacingMm, offset } = machine;
  return { detector, sourceToIsocenterMm, sourceToDetectorMm, channels, channelSpacingMm, offset };
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
