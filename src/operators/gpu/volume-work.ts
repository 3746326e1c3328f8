import type { GpuArray } from '../../compute/gpu/gpu-array.ts';
import type { Grid } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import type { VolumeBox } from './volume-boxes.ts';

/** What views are back-projected onto, and how. */
export interface VolumeWork {
  /** [views · detector rows, channels]. */
  readonly readings: GpuArray;
  /** The same for as long as these hold the same. */
  readonly stateOfReadings: unknown;
  readonly scan: LoweredScan;
  readonly grid: Grid;
  readonly box: VolumeBox;
  /** Whether the detector's rows run along the axis in all of the views. */
  readonly isUpright: boolean;
  readonly pace: VolumePace;
}

/** How much is asked of the device at a time. */
export interface VolumePace {
  /** Voxel updates that may be asked of it. */
  readonly workPerStep: number;
  /** The same where results do not depend on it: as many as the device has been seen to bear. */
  longStep(): number;
  /** Called with the number of voxel updates made since it was last called. */
  step(updates: number): Promise<void>;
}
