import type { DetectorRows } from '../cone/cone-scan.ts';
import { coneRowSettings } from '../cone/cone-settings.ts';
import type { AnyScanSettings, GeometrySettings } from '../geometry-settings.ts';
import { parallelSettings } from '../parallel/parallel-settings.ts';
import { type ParallelRowsScan, parallelRowsScan } from './parallel-rows-scan.ts';

export interface ParallelRowsScanSettings extends AnyScanSettings, DetectorRows {
  readonly geometry: 'parallel-rows';
}

export const parallelRowsSettings: GeometrySettings<ParallelRowsScan, ParallelRowsScanSettings> = {
  usual: { views: 180, arcDeg: 180, channelSpacingMm: 1 },
  own: {
    ...coneRowSettings,
    rows: { ...coneRowSettings.rows, usually: 128 },
    rowOffset: {
      ...coneRowSettings.rowOffset,
      means: 'rows by which the detector’s middle stands below z = 0',
    },
  },
  choices: [{ name: 'parallel-rows', label: 'Parallel, several rows', settings: {} }],
  whyWrong: () => null,
  mustBePossible: () => undefined,
  scan: ({ geometry: _, ...settings }, anglesRad) =>
    parallelRowsScan(parallelSettings.scan({ ...settings, geometry: 'parallel' }, anglesRad), settings),
};
