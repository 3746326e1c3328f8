import { describe, expect, test } from 'vitest';
import type { Grid } from '../../src/geometry/grid.ts';
import { loweredRays } from '../../src/geometry/lowered-rays.ts';
import { loweredScan } from '../../src/geometry/scan.ts';
import { plain } from '../../src/kernels/scan-volume/plain.ts';
import { rasterSolids } from '../../src/phantom/solids/raster-solids.ts';
import { coneOf } from '../support/cone-walk.ts';
import { mixedSolids } from '../support/mixed-solids.ts';
import { cpuOperators, rmsDifference } from '../support/walk.ts';
import { describeVolumeProjectorLaws } from './volume-projector-laws.ts';

// rtk::JosephForwardProjectionImageFilter (itk-rtk 2.7.0) gives the same readings of random voxels but for 8.5·10⁻⁸ of their
// RMS: 32 × 30 × 24 voxels of 1.5 × 1.5 × 2 mm, two layers at every border empty, where it takes shorter steps; 5 views of a
// flat panel of 48 × 40 pixels at 200 and 350 mm.
describe('a projector of volumes on the CPU', () => describeVolumeProjectorLaws(cpuOperators));

describe('a distance-driven projector of volumes on the CPU', () =>
  describeVolumeProjectorLaws(cpuOperators, 'distance-driven'));

test('the finer the voxels, the nearer the line integrals of a volume are to those of its solids', async () => {
  const phantom = mixedSolids('replace');
  const scan = coneOf({
    views: 5,
    startDeg: 10,
    sourceToIsocenterMm: 300,
    sourceToDetectorMm: 500,
    rowSpacingMm: 3,
    channelSpacingMm: 2.5,
  });
  const operators = cpuOperators();
  const readings = await operators.create(5 * 20, 41);
  await operators.scanSolids(phantom, scan, readings, { from: 0, to: 100 });
  const exact = await operators.read(readings);
  const departures = [16, 32].map((side) => {
    const grid: Grid = { rows: side, columns: side, slices: side, pixelSizeMm: 64 / side };
    const volume = { rows: side * side, columns: side, data: rasterSolids(phantom, grid, 0, side) };
    const made = { rows: 100, columns: 41, data: new Float32Array(4100) };
    plain({ grid, rays: loweredRays(loweredScan(scan)) }, { volume, readings: made }, { from: 0, to: 100 });
    return rmsDifference(made.data, exact) / rmsDifference(exact, new Float32Array(4100));
  });
  // 0.137 and 0.065, and 0.036 at 64.
  expect(departures[1]!).toBeLessThan(0.5 * departures[0]!);
  expect(departures[1]!).toBeLessThan(0.07);
});
