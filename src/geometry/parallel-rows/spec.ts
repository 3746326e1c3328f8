import { axisRow } from '../cone/cone-scan.ts';
import type { Geometry } from '../geometry.ts';
import { parallel } from '../parallel/spec.ts';
import { type ParallelRowsScan, scanOfOneRow } from './parallel-rows-scan.ts';
import { type ParallelRowsScanSettings, parallelRowsSettings } from './parallel-rows-settings.ts';

/** Rays side by side in planes across the axis: each row of the detector sees a slice of its own. */
export const parallelRows: Geometry<ParallelRowsScan, ParallelRowsScanSettings> = {
  ...(parallel as unknown as Geometry<ParallelRowsScan, ParallelRowsScanSettings>),
  name: 'parallel-rows',
  settings: parallelRowsSettings,
  makesVolumes: true,
  rowsApart: { scanOfRow: scanOfOneRow },
  lower(scan) {
    const lowered = parallel.lower(scanOfOneRow(scan));
    const { rows, rowSpacingMm, channelSpacingMm } = scan;
    const along = { rows, axisRow: axisRow(scan), rowsPerUnit: channelSpacingMm / rowSpacingMm };
    return { ...lowered, detector: { ...lowered.detector, ...along } };
  },
  words: { ...parallel.words, noun: 'parallel beam onto several rows', rays: 'parallel rays onto several rows' },
  describe: () => 'Parallel beam, several rows',
};
