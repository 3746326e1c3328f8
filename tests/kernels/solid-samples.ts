import { coneArcScan } from '../../src/geometry/cone/cone-scan.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { loweredRays } from '../../src/geometry/lowered-rays.ts';
import type { LoweredScan } from '../../src/geometry/lowered-scan.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { adjointDistanceDrivenVolume } from '../../src/kernels/adjoint-distance-driven-volume/spec.ts';
import { adjointScanVolume } from '../../src/kernels/adjoint-scan-volume/spec.ts';
import { distanceDrivenVolume } from '../../src/kernels/distance-driven-volume/spec.ts';
import { scanSolids } from '../../src/kernels/scan-solids/spec.ts';
import { scanVolume } from '../../src/kernels/scan-volume/spec.ts';
import { mixedSolids } from '../support/mixed-solids.ts';
import { tomosynthesisOf } from '../support/tomosynthesis-walk.ts';
import { scanOfArc } from '../support/walk.ts';
import { filled, leftover, type Sample, type SampleSize, sample } from './sample.ts';

/** Samples of the kernels that scan phantoms in space, by what is special about them. */
export const solidSamples: Readonly<Record<string, (size: SampleSize) => Sample>> = {
  'scan-solids: a cone on a flat panel, values that add': (size) => solidScan(size, conical(size, 'flat'), 'add'),
  'scan-solids: a helix on an arc, solids that cover each other': (size) =>
    solidScan(size, conical(size, 'arc', 30), 'replace'),
  'scan-solids: a stationary panel, solids that cover each other': (size) => solidScan(size, swung(size), 'replace'),
  'scan-solids: parallel rays on several rows': (size) => solidScan(size, parallelRows(size), 'replace'),

  'scan-volume: a cone on a flat panel': (size) => volumeScan(size, conical(size, 'flat')),
  'scan-volume: a helix on an arc': (size) => volumeScan(size, conical(size, 'arc', 30)),
  'scan-volume: parallel rays on several rows': (size) => volumeScan(size, parallelRows(size)),

  'adjoint-scan-volume': (size) => volumeAdjoint(size, adjointScanVolume),

  'distance-driven-volume: a cone on a flat panel': (size) =>
    volumeScan(size, conical(size, 'flat'), distanceDrivenVolume),
  'distance-driven-volume: a helix on an arc': (size) =>
    volumeScan(size, conical(size, 'arc', 30), distanceDrivenVolume),
  'distance-driven-volume: parallel rays on several rows': (size) =>
    volumeScan(size, parallelRows(size), distanceDrivenVolume),
  'adjoint-distance-driven-volume': (size) => volumeAdjoint(size, adjointDistanceDrivenVolume),
};

const DETECTOR_ROWS = 3;
const GRID = { rows: 7, columns: 6, slices: 5, pixelSizeMm: 8, sliceSpacingMm: 9, centreXMm: 2 } satisfies Grid;

function conical({ views, channels }: SampleSize, detector: 'flat' | 'arc', pitchMm = 0): LoweredScan {
  return loweredScan(
    coneArcScan(
      { views, startRad: 0.3, arcRad: 2 * Math.PI },
      {
        ...{ detector, sourceToIsocenterMm: 300, sourceToDetectorMm: 500, pitchMm, startZMm: pitchMm === 0 ? 0 : -15 },
        ...{ channels, channelSpacingMm: 90 / channels, offset: 0.25, rows: DETECTOR_ROWS, rowSpacingMm: 12 },
        rowOffset: 0.1,
      },
    ),
  );
}

function swung({ views, channels }: SampleSize): LoweredScan {
  return loweredScan(
    tomosynthesisOf({
      ...{ views, channels, channelSpacingMm: 90 / channels, offset: 0.25, rows: DETECTOR_ROWS, rowSpacingMm: 12 },
      ...{ sourceToIsocenterMm: 300, sourceToDetectorMm: 360, rowOffset: 0.1 },
    }),
  );
}

/** Slices side by side, none of them on the height of a face. */
function parallelRows({ views, channels }: SampleSize): LoweredScan {
  const slice = loweredScan(scanOfArc({ views, channels, channelSpacingMm: 55 / channels }));
  const rowsPerUnit = slice.unitMm / 11;
  return { ...slice, detector: { ...slice.detector, rows: DETECTOR_ROWS, axisRow: 1.13, rowsPerUnit } };
}

function solidScan({ views, channels }: SampleSize, scan: LoweredScan, composition: 'add' | 'replace'): Sample {
  return sample(
    scanSolids,
    { phantom: mixedSolids(composition), rays: loweredRays(scan) },
    { readings: leftover(views * DETECTOR_ROWS, channels) },
  );
}

function volumeScan({ views, channels, random }: SampleSize, scan: LoweredScan, kernel = scanVolume): Sample {
  return sample(
    kernel,
    { grid: GRID, rays: loweredRays(scan) },
    {
      volume: filled(GRID.rows * GRID.slices, GRID.columns, random),
      readings: leftover(views * DETECTOR_ROWS, channels),
    },
  );
}

function volumeAdjoint({ views, channels, random }: SampleSize, kernel: typeof adjointScanVolume): Sample {
  return sample(
    kernel,
    {
      grid: GRID,
      scan: conical({ views, channels, random }, 'flat'),
      views: { from: 0, to: Math.ceil(0.8 * views) },
    },
    {
      readings: filled(views * DETECTOR_ROWS, channels, random),
      volume: filled(GRID.rows * GRID.slices, GRID.columns, random),
    },
  );
}
