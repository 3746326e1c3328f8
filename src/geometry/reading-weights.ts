import type { CirclePart } from './measured-directions.ts';

/** What readings are multiplied with before they are filtered. Immutable, kept by identity. */
export interface ReadingWeights {
  /** [channels]. */
  readonly channelWeights: Float64Array;
  /** Shares out the rays that a short scan measures twice; `null` where every reading counts alike. */
  readonly redundancy: Redundancy | null;
}

/** Where the readings of a short scan stand; what each counts for is in kernels/redundancy-weight.ts and group-weight.ts. */
export interface Redundancy {
  /** How far along the arc each view stands, in radians, [views]. */
  readonly elapsedRad: Float64Array;
  /** Fan angle of each channel in radians, counted in the direction that the source runs, [channels]. */
  readonly fanAngleRad: Float64Array;
  /** Half of what the arc has beyond half a turn, in radians, up to π/2. */
  readonly halfExcessRad: number;
  /** The parts of the turn that the views stand for where these are several; `elapsedRad` and these count from one place. */
  readonly groups: readonly CirclePart[];
}
