import { InputError } from '../errors.ts';

/** What a scan may have at most, whoever made it; experiments may ask for less (`LIMITS`). */
export const SCAN_LIMITS = {
  /** Readings of one scan, of all detector rows: 512 MiB of float32. */
  readings: 2 ** 27,
  /** Channels of a detector, or of views that are carried on beyond it. */
  channels: 16_384,
  /** From the source to the axis and to the detector. */
  distanceMm: { least: 1e-3, most: 1e6 },
  /** How far a fan may open to either side of its central ray. */
  halfFanDeg: 75,
  /** Rows of a detector. */
  detectorRows: 4096,
  /** How far a cone may open to either side of the plane through its source. */
  halfConeDeg: 45,
  /** Views and channels that are derived from those asked for, four times as many as may be asked for. */
  derivedViews: 2 ** 16,
  derivedChannels: 2 ** 16,
} as const;

/** A number that follows from what was asked for, and the most that it may come to. */
export interface DerivedSize {
  /** Names it in a sentence: `views of parallel rays that a fan is rebinned to`. */
  readonly what: string;
  readonly count: number;
  readonly most: number;
}

/**
 * Refuses what would be too large, before anything of it is made.
 *
 * @param where the key that asks for it
 * @throws InputError naming the first size that is too large
 */
export function mustFit(where: string, sizes: readonly DerivedSize[]): void {
  // What is no number is too large as well.
  const large = sizes.find(({ count, most }) => !(count <= most));
  if (large)
    throw new InputError(`${where}: this needs ${large.count} ${large.what}, but at most ${large.most} are possible`);
}
