import type { DeviceArray } from '../compute/device.ts';
import type { Grid, ImageGrid } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import type { Phase } from '../pipeline/stage.ts';
import type { Experiment } from './experiment.ts';
import type { IterationRecord } from './iteration-record.ts';
import type { RunResult } from './run-result.ts';
import type { StageTime } from './stage-clock.ts';
import type { VolumeLook } from './volume-look.ts';

/** What a run shows as it goes. Arrays stay valid until the next run of the session shows others in their place. */
export type RunStep<A extends DeviceArray = DeviceArray> =
  /** `scan` may have channels beyond the detector, that a correction has added; `measuredScan` has none. */
  | {
      readonly kind: 'sinogram';
      /** [views, channels]; of a detector with several rows that of the one next to its middle. */
      readonly sinogram: A;
      readonly scan: Scan;
      readonly measuredScan: Scan;
    }
  | ImageStep<A>
  | PlanesStep<A>
  | ProjectionStep<A>
  | TruthStep<A>
  | FinishedStep<A>;

/** Three planes through a volume, and one view of what the detector read; only where they were asked for by `look`. */
export interface PlanesStep<A extends DeviceArray = DeviceArray> {
  readonly kind: 'planes';
  /** [rows, columns], [slices, columns] and [slices, rows] of the grid, the highest slice on top. */
  readonly axial: A;
  readonly coronal: A;
  readonly sagittal: A;
  /** [detector rows, channels], the highest row on top: line integrals, or the signal I/I₀, as the look asks for. */
  readonly projection: A;
  readonly look: VolumeLook;
  /** What the planes go through, [slices · rows, columns]; the same array for another look at the same volume. */
  readonly volume: A;
  readonly volumeGrid: Grid;
  readonly scan: Scan;
  readonly waterMuPerMm: number;
  /** Left out of a whole volume. Of one that grows the same arrays hold other values in every step. */
  readonly growth?: VolumeGrowth;
}

/** How far a volume has come that grows view by view. */
export interface VolumeGrowth {
  readonly views: number;
  readonly of: number;
  /** The part of what they come to that values have: of a helix all, where its views have passed. */
  readonly share: number;
  /** What an iterative method has come to so far; left out of others. */
  readonly iterations?: IterationRecord;
}

/** One view of what the detector read, of a run that reconstructs nothing. */
export interface ProjectionStep<A extends DeviceArray = DeviceArray>
  extends Pick<PlanesStep<A>, 'projection' | 'look' | 'scan'> {
  readonly kind: 'projection';
}

export interface TruthStep<A extends DeviceArray = DeviceArray> {
  readonly kind: 'truth';
  /** The phantom on a grid of its own: the slice's, or a finer one over the same field that was asked for by `phantomOf`. */
  readonly truth: A;
  readonly truthGrid: ImageGrid;
  /** The slice less the phantom, on the slice's grid. */
  readonly difference: A;
  readonly grid: ImageGrid;
  readonly waterMuPerMm: number;
}

export interface ImageStep<A extends DeviceArray = DeviceArray> {
  readonly kind: 'image';
  /** The slice; of a volume the middle one. */
  readonly image: A;
  readonly grid: ImageGrid;
  /** How many views are in it; of an iterative method, how many iterations have made it. */
  readonly views: number;
  readonly of: number;
  /** What an iterative method has come to so far; left out of others. */
  readonly iterations?: IterationRecord;
  /** Whether its iterations have gone on from an image that was there, instead of their start; left out where they have not. */
  readonly goesOn?: true;
  /** What is 0 HU in it, in 1/mm. */
  readonly waterMuPerMm: number;
}

export interface FinishedStep<A extends DeviceArray = DeviceArray> {
  readonly kind: 'finished';
  readonly result: RunResult<A>;
  readonly totalMs: number;
  /** `null` where the run was not to time its stages. */
  readonly times: readonly StageTime[] | null;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /**
   * Back-projects anew and yields the image after every so many views, asked before every step; whatever the method, for
   * only FBP grows view by view, and only a fan that is not rebinned by the views that were measured. Of 0 views the same is
   * yielded again, as it is looked at now. Left out, the image is yielded when it is complete.
   */
  readonly viewsPerStep?: () => number;
  /**
   * Waits for the device after every stage, so that each stage's time is its own. Browsers report the end of queued
   * work only now and then, so that without waiting one stage is given the time of another.
   */
  readonly timeStages?: boolean;
  /**
   * Shows the phantom as a run of this experiment does, whose grid may be finer: a phantom is on a grid in a few
   * milliseconds, and need not be as coarse as a slice that is made in haste.
   */
  readonly phantomOf?: Experiment;
  /** Shows planes of the volume and a view of the readings besides, through this place. */
  readonly look?: VolumeLook | undefined;
  /** The place that is looked at while a volume grows, asked whenever it is shown; left out, it stays the same. */
  readonly lookNow?: ((views: number) => VolumeLook) | undefined;
  /** Whether an image on the way is for nobody to see: it is not yielded, and what was shown before stays. */
  readonly passesOver?: ((step: ImageStep) => boolean) | undefined;
  /** Reconstructs nothing: what the detector read is all that is wanted, and of it the view that is looked at. */
  readonly readsOnly?: boolean;
  /** Told how far a stage has come, 0 … 1. */
  readonly onProgress?: (stage: Phase, done: number) => void;
}

/** The last step of a run, of whose other steps nobody wants to know. */
export async function finish<A extends DeviceArray>(run: AsyncIterable<RunStep<A>>): Promise<FinishedStep<A>> {
  for await (const step of run) if (step.kind === 'finished') return step;
  throw new Error('a run ended without its last step');
}

/** What a step on the way of a method that iterates tells of its iterations; `null` of all other steps. */
export function iterationsOf(
  step: RunStep,
): { readonly iterations: IterationRecord; readonly of: number; readonly waterMuPerMm: number } | null {
  const made = step.kind === 'image' ? step : step.kind === 'planes' ? step.growth : undefined;
  if (!made?.iterations || (step.kind !== 'image' && step.kind !== 'planes')) return null;
  return { iterations: made.iterations, of: made.of, waterMuPerMm: step.waterMuPerMm };
}
