import type { DeviceArray } from '../../compute/device.ts';
import type { IterationPoint } from '../../methods/iterative/iterating.ts';

/** What is reconstructed, whole or as it grows: a slice, or slices one above the other. */
export interface Slice {
  /** [slices · rows, columns] of the grid. */
  readonly image: DeviceArray;
  /** So many views are in it; of an iterative method, so many iterations have made it. */
  readonly views: number;
  readonly of: number;
  /** What is known of the start and of every iteration of a method that iterates; left out of others. */
  readonly points?: readonly IterationPoint[];
}
