import { displayUnitOf, type Experiment } from '../../../../experiment/experiment.ts';
import type { IterationPoint } from '../../../../methods/iterative/iterating.ts';
import type { Lane } from '../../../lanes/lane.ts';
import type { LaneResult } from '../../../lanes/lane-runs.ts';
import { errorInDisplayUnit } from '../../../views/display-units.ts';
import type { IteratedStep } from '../../workplace.ts';

/** What is known of the iterations of a run, whether it is over or under way. */
export interface IteratedRun {
  readonly lane: Lane;
  readonly experiment: Experiment;
  /** The unit of the slice's values, `''` where they are arbitrary. */
  readonly unit: string;
  /** Brings differences of values to that unit. */
  toUnit(difference: number): number;
  /** Of the start and of the iterations since. */
  readonly points: readonly IterationPoint[];
  /** How many are to be made; `null` of a run that is over. */
  readonly of: number | null;
  /** Whether it is known how similar images may be to the phantom, which is computed when somebody asks. */
  readonly hasSimilarity: boolean;
  /** SSIM of those iterations for which it has been computed. */
  readonly similarities: ReadonlyMap<number, number>;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** A run that is over; `null` of one that made no iterations. */
export function settledIterations(lane: Lane, { experiment, subject, result }: LaneResult): IteratedRun | null {
  const { iterations, truthValues, waterMuPerMm } = result;
  if (!iterations) return null;
  // Of a volume only the middle slice has a phantom beside it, and iterations have their volumes kept.
  const hasSimilarity = truthValues !== null && result.isThere && result.volume === result.image;
  return {
    ...{ lane, experiment, ...scaleOf(subject, waterMuPerMm), points: iterations.points, of: null },
    ...{ hasSimilarity, similarities: iterations.similarities },
  };
}

/** A run under way. */
export function growingIterations(lane: Lane, step: IteratedStep): IteratedRun {
  const { experiment, subject, waterMuPerMm, iterations, of } = step;
  return {
    ...{ lane, experiment, ...scaleOf(subject, waterMuPerMm), of, hasSimilarity: false, similarities: NONE },
    // A list that is made when something is drawn, which not every iteration is.
    get points() {
      return iterations.points;
    },
  };
}

function scaleOf(subject: LaneResult['subject'], waterMuPerMm: number): Pick<IteratedRun, 'unit' | 'toUnit'> {
  const unit = displayUnitOf(subject);
  return {
    unit: unit === 'arbitrary' ? '' : unit,
    toUnit: (difference) => errorInDisplayUnit(difference, unit, waterMuPerMm),
  };
}
