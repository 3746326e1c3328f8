import type { DeviceArray } from '../../compute/device.ts';
import type { ImageQuality } from '../../measure/image-quality.ts';
import type { MeasuredPlane } from '../../measure/plane.ts';
import type { IterationPoint } from '../../methods/iterative/iterating.ts';
import { type DoseEstimate, doseEstimate } from '../dose-estimate.ts';
import { type DisplayUnit, displayUnitOf, type Experiment } from '../experiment.ts';
import type { RunResult } from '../run-result.ts';
import type { FinishedStep } from '../run-steps.ts';
import { slicePlane } from '../slice-plane.ts';
import { whyOnNoScale, wordOfNoScale } from '../slice-scale.ts';
import type { StageTime } from '../stage-clock.ts';
import type { Subject } from '../subject.ts';

/** A run that is over, as its measures see it. */
export interface MeasuredRun {
  readonly experiment: Experiment;
  /** Of the slice’s values: `HU`, `1/mm`, `''` where they are arbitrary; a word where they are on no scale. */
  readonly unit: string;
  /** The slice in that unit, places in mm; of a volume the middle one. `null` where nothing was reconstructed. */
  readonly slice: MeasuredPlane | null;
  /** The phantom averaged over each pixel, likewise; `null` of measured data, and where the slice is on no scale. */
  readonly truth: MeasuredPlane | null;
  /** In the unit above; `null` where there is no truth. */
  readonly quality: ImageQuality | null;
  /** `null` where no photons are counted. */
  readonly dose: DoseEstimate | null;
  /** The part of the readings that had next to nothing left; `null` where none could. */
  readonly starvedFraction: number | null;
  /** What is known of the start and of every iteration of a method that iterates, the image's values in its own unit; `null` of others. */
  readonly iterations: readonly IterationPoint[] | null;
  /** `null` where the stages were not timed. */
  readonly times: readonly StageTime[] | null;
  readonly totalMs: number;
}

/** What a run came to, for {@link measuredRun}. */
export interface RunParts {
  readonly experiment: Experiment;
  readonly subject: Subject;
  readonly result: Pick<RunResult, 'grid' | 'waterMuPerMm' | 'truthValues'> & Partial<Pick<RunResult, 'iterations'>>;
  /** Host copy of the slice, [rows × columns]; `null` where nothing was reconstructed. */
  readonly image: Float32Array | null;
  /** Of that copy, as {@link RunResult.quality} gives it. */
  readonly quality: ImageQuality | null;
  readonly starvedFraction: number | null;
  readonly times: readonly StageTime[] | null;
  readonly totalMs: number;
}

/** Puts together what is known of a run, its values in the unit in which they are shown. */
export function measuredRun(parts: RunParts): MeasuredRun {
  const { experiment, subject, image, starvedFraction, times, totalMs } = parts;
  const { grid, waterMuPerMm, truthValues, iterations } = parts.result;
  const isOnScale = whyOnNoScale(experiment) === null;
  const unit = displayUnitOf(subject);
  // What is on no scale is left as it was computed.
  const shown = isOnScale ? unit : 'arbitrary';
  const planeOf = (values: Float32Array) => slicePlane(values, grid, shown, waterMuPerMm);
  return {
    ...{ experiment, starvedFraction, times, totalMs },
    iterations: iterations?.points ?? null,
    unit: isOnScale ? (unit === 'arbitrary' ? '' : unit) : wordOfNoScale(experiment),
    slice: image && planeOf(image),
    truth: isOnScale && image && truthValues ? planeOf(truthValues) : null,
    quality: isOnScale && parts.quality ? inUnit(parts.quality, unit, waterMuPerMm) : null,
    dose: doseEstimate(experiment, subject),
  };
}

/** Reads the slice of a run and all that its measures may be of. Its arrays must still be there. */
export async function readMeasuredRun<A extends DeviceArray>(
  { result, times, totalMs }: FinishedStep<A>,
  experiment: Experiment,
  subject: Subject,
  read: (array: A) => Promise<Float32Array>,
): Promise<MeasuredRun> {
  const release = result.hold();
  if (!release) throw new Error('a run was to be measured whose arrays are gone');
  try {
    const image = result.isReconstructed ? await read(result.image) : null;
    const quality = image && whyOnNoScale(experiment) === null ? await result.quality(image) : null;
    const starvedFraction = await result.starvedFraction();
    return measuredRun({ experiment, subject, result, image, quality, starvedFraction, times, totalMs });
  } finally {
    release();
  }
}

function inUnit(quality: ImageQuality, unit: DisplayUnit, waterMuPerMm: number): ImageQuality {
  const { inside, ...grid } = quality;
  const factor = unit === 'HU' ? 1000 / waterMuPerMm : 1;
  const scaled = <Figures extends { readonly rmse: number }>(figures: Figures): Figures => ({
    ...figures,
    rmse: figures.rmse * factor,
  });
  return { ...scaled(grid), inside: inside && scaled(inside) };
}
