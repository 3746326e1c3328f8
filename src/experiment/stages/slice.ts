import type { DeviceArray } from '../../compute/device.ts';

/** What is reconstructed, whole or as it grows: a slice, or slices one above the other. */
export interface Slice {
  /** [slices · rows, columns] of the grid. */
  readonly image: DeviceArray;
  /** So many views are in it; of an iterative method, so many iterations have made it. */
  readonly views: number;
  readonly of: number;
  /** Whether iterations have made it; left out where none have. */
  readonly isIterated?: true;
}
