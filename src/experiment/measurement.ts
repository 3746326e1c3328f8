import type { GuessedArcDeg } from './guess-arc.ts';

/** A sinogram, or the projections of a detector with several rows, that somebody measured. Immutable, kept by identity. */
export interface Measurement {
  readonly kind: 'measurement';
  readonly name: string;
  readonly views: number;
  /** 1 of a sinogram. */
  readonly detectorRows: number;
  readonly channels: number;
  /** float32 [views × detector rows × channels]. */
  readonly lineIntegrals: Float32Array;
  /** What the beam reads without the object, [detector rows × channels], 0 where a pixel is dead; `null` or left out where all count alike. */
  readonly beam?: Float32Array | null;
  /** Whether the line integrals are in a unit of their own, and the slice with them; 1/mm otherwise. */
  readonly isArbitrary: boolean;
  /** Each view's own angle in degrees, where the measurement brings them. */
  readonly anglesDeg: Float64Array | null;
  /** What arc the views seem to go over, by how they end; nothing where that does not tell or the angles are known. */
  readonly guessedArcDeg?: GuessedArcDeg | null;
  /** What is odd about the data, a sentence each. */
  readonly remarks: readonly string[];
}
