import type { DeviceArray } from '../compute/device.ts';
import type { Iterating, IterationPoint } from '../methods/iterative/iterating.ts';

/** What a run tells of its iterations. */
export interface IterationRecord {
  /** What is known of the start and of every iteration up to the one that is shown. */
  readonly points: readonly IterationPoint[];
  /** The image of an iteration, or of the nearest one that is kept; of a volume all slices. It belongs to the run. */
  nearest(iteration: number): { readonly iteration: number; readonly image: DeviceArray } | null;
}

/** @param points of the start and of the iterations since, up to the one that is shown */
export function recordOf(iterating: Iterating, points: readonly IterationPoint[]): IterationRecord {
  return { points, nearest: (wanted) => iterating.nearest(Math.min(points.length - 1, wanted)) };
}
