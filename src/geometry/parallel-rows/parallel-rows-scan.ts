import type { DetectorRows } from '../cone/cone-scan.ts';
import type { ParallelScan } from '../parallel/parallel-scan.ts';
import { mustFit, SCAN_LIMITS } from '../scan-limits.ts';

/**
 * Parallel rays onto a detector of several rows, as at a synchrotron: each row is a {@link ParallelScan} of the slice at its
 * own height v = (j − (J−1)/2 − rowOffset)·rowSpacing, row 0 the lowest. A reading stands in array row view·rows + j.
 * Immutable: operators keep what they derive from it by its identity.
 */
export interface ParallelRowsScan extends Omit<ParallelScan, 'geometry'>, DetectorRows {
  readonly geometry: 'parallel-rows';
}

/** @throws InputError where there would be too many readings */
export function parallelRowsScan(
  slice: ParallelScan,
  { rows, rowSpacingMm, rowOffset }: DetectorRows,
): ParallelRowsScan {
  const count = slice.anglesRad.length * rows * slice.channels;
  mustFit('scan', [{ what: 'readings of all views, rows and channels', count, most: SCAN_LIMITS.readings }]);
  return { ...slice, geometry: 'parallel-rows', rows, rowSpacingMm, rowOffset };
}

/** What each row measures of its slice. */
export function scanOfOneRow({ rows: _, rowSpacingMm: __, rowOffset: ___, ...slice }: ParallelRowsScan): ParallelScan {
  return { ...slice, geometry: 'parallel' };
}
