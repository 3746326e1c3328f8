import type { DetectorRow } from '../detector.ts';
import { arcViewWeights, scatteredViewWeights } from '../view-weights.ts';

/**
 * A parallel-beam scan. The ray of view θ and detector coordinate u is the line x·cosθ + y·sinθ = u; channel k has its
 * centre at u = (k − (K−1)/2 − offset)·spacing. Immutable: operators keep what they derive from it by its identity.
 */
export interface ParallelScan {
  readonly geometry: 'parallel';
  /** Angle of each view in radians, counter-clockwise, [views]. */
  readonly anglesRad: Float64Array;
  /** Weight of each view in a sum that stands for ∫₀^π dθ, in radians, [views]. */
  readonly viewWeightsRad: Float64Array;
  readonly channels: number;
  readonly channelSpacingMm: number;
  /** How many channels the detector's middle stands beyond the axis, against the direction of u. */
  readonly offset: number;
}

/** A scan of `views` equal steps over an arc; view v stands at start + v·arc/views, so that the end is not a view. */
export function arcScan(
  arc: { readonly views: number; readonly startRad: number; readonly arcRad: number },
  detector: DetectorRow,
): ParallelScan {
  const anglesRad = Float64Array.from({ length: arc.views }, (_, v) => arc.startRad + (v * arc.arcRad) / arc.views);
  return {
    geometry: 'parallel',
    anglesRad,
    viewWeightsRad: arcViewWeights(anglesRad, arc.arcRad),
    channels: detector.channels,
    channelSpacingMm: detector.channelSpacingMm,
    offset: detector.offset,
  };
}

/** A scan whose views stand at any angles, in any order. */
export function scatteredScan(anglesRad: Float64Array, detector: DetectorRow): ParallelScan {
  return {
    geometry: 'parallel',
    anglesRad,
    viewWeightsRad: scatteredViewWeights(anglesRad),
    channels: detector.channels,
    channelSpacingMm: detector.channelSpacingMm,
    offset: detector.offset,
  };
}
