import { type Grid, pixelCount } from './grid.ts';
import { mustFit } from './scan-limits.ts';

/** Voxels of a volume at most: 512 MiB of float32. */
export const MOST_VOXELS = 2 ** 27;

/**
 * Refuses a volume that would be too large, before anything of it is made.
 *
 * @throws InputError
 */
export function mustFitVolume(grid: Grid): void {
  mustFit('the volume', [{ what: 'voxels', count: pixelCount(grid), most: MOST_VOXELS }]);
}
