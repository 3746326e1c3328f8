import type { DeviceArray } from '../compute/device.ts';
import type { Iterating, IterationMemory, IterationPoint } from '../methods/iterative/iterating.ts';

/** What a run tells of its iterations. */
export interface IterationRecord {
  /** What is known of the start and of every iteration up to the one that is shown: a list that is made when it is asked for. */
  readonly points: readonly IterationPoint[];
  /** What is known of the one that is shown. */
  readonly last: IterationPoint;
  /** The image of an iteration, or of the nearest one that is kept; of a volume all slices. It belongs to the run. */
  nearest(iteration: number): { readonly iteration: number; readonly image: DeviceArray } | null;
  /** What the images that are kept take, as it is when it is asked for. */
  readonly memory: IterationMemory;
  /** The iterations whose images are there, in their order. */
  readonly kept: readonly number[];
  /** SSIM of the images of some iterations: of those that anybody has computed it for, who puts it here. */
  readonly similarities: Map<number, number>;
}

/** As long as the iterations themselves, whichever run tells of them. */
const SIMILARITIES = new WeakMap<Iterating, Map<number, number>>();

/** @param made the iteration that is shown */
export function recordOf(iterating: Iterating, made: number): IterationRecord {
  // The list of all grows while runs go on; what is known of an iteration stays as it is.
  const all = iterating.points;
  let points: readonly IterationPoint[] | null = null;
  const similarities = SIMILARITIES.get(iterating) ?? new Map<number, number>();
  SIMILARITIES.set(iterating, similarities);
  return {
    get points() {
      points ??= all.slice(0, made + 1);
      return points;
    },
    ...{ last: all[made]!, similarities },
    nearest: (wanted) => iterating.nearest(Math.min(made, wanted)),
    get memory() {
      return iterating.memory;
    },
    get kept() {
      return iterating.kept.filter((iteration) => iteration <= made);
    },
  };
}
