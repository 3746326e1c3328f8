import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import { MOST_VOXELS } from '../geometry/volume-limits.ts';

/** Bounds of what one experiment may ask for, beside those of each number in `number-fields.ts`. */
export const LIMITS = {
  views: { least: 1, most: 16_384 },
  channels: { least: 1, most: SCAN_LIMITS.channels },
  pixels: { least: 1, most: 4096 },
  slices: { least: 1, most: 4096 },
  /** Of a volume: 512 MiB of float32. */
  voxels: MOST_VOXELS,
  lengthMm: { least: 1e-4, most: 1000 },
  arcDeg: { most: 3600 },
  distanceMm: SCAN_LIMITS.distanceMm,
  readings: SCAN_LIMITS.readings,
} as const;
