import { loweredRays } from '../../geometry/lowered-rays.ts';
import { arcScan, type ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { loweredScan } from '../../geometry/scan.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { scanShapes } from '../../kernels/scan-shapes/plain.ts';
import { plain as scanSolids } from '../../kernels/scan-solids/plain.ts';
import { rangeFromZero, type ValueRange } from '../../measure/value-range.ts';
import type { ImagePhantom, ShapePhantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { solidExtent } from '../../phantom/solids/solid-extent.ts';

/** A look at a scan: enough rays to find its range, few enough to be made between two frames. */
const VIEWS = 16;
const CHANNELS = 96;

/** Heights at which solids are looked at. */
const HEIGHTS = 9;

/** Between what its line integrals lie, by some parallel rays over half a turn. A large image takes its time. */
export function lineIntegralRange(phantom: ShapePhantom | ImagePhantom | SolidPhantom): ValueRange {
  const scan = arcScan(
    { views: VIEWS, startRad: 0, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: (1.1 * phantom.fieldSizeMm) / CHANNELS, offset: 0 },
  );
  const range = { from: 0, to: VIEWS };
  if (phantom.kind === 'solids') return rangeOfSolids(phantom, scan);
  if (phantom.kind !== 'image') return rangeFromZero(scanShapes(phantom, scan, range));
  return rangeFromZero(scanImage(phantom.values, phantom.grid, scan, range));
}

/** Across the axis, at some heights of the phantom. */
function rangeOfSolids(phantom: SolidPhantom, scan: ParallelScan): ValueRange {
  const { zMinMm, zMaxMm } = solidExtent(phantom);
  const rows = HEIGHTS;
  const rowsPerUnit = rows / Math.max(zMaxMm - zMinMm, Number.MIN_VALUE);
  const flat = loweredScan(scan);
  const axisRow = (rows - 1) / 2 - ((zMinMm + zMaxMm) / 2) * rowsPerUnit;
  // Along the axis parallel rays count in channels too.
  const detector = { ...flat.detector, rows, axisRow, rowsPerUnit: rowsPerUnit * flat.unitMm };
  const readings = { rows: VIEWS * rows, columns: CHANNELS, data: new Float32Array(VIEWS * rows * CHANNELS) };
  const rays = loweredRays({ ...flat, detector });
  scanSolids({ phantom, rays }, { readings }, { from: 0, to: readings.rows });
  return rangeFromZero(readings.data);
}
