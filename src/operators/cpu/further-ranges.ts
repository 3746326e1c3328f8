import { loweredRays } from '../../geometry/lowered-rays.ts';
import { loweredScan } from '../../geometry/scan.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { plain as scanSolids } from '../../kernels/scan-solids/plain.ts';
import { rangeFromZero, type ValueRange } from '../../measure/value-range.ts';
import type { ImagePhantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';
import { solidExtent } from '../../phantom/solids/solid-extent.ts';
import { CHANNELS, lookAcross, VIEWS } from './range-of-shapes.ts';

/** Heights at which solids are looked at. */
const HEIGHTS = 9;

/** The same as `rangeOfShapes` of an image. A large one takes its time. */
export function rangeOfImage(phantom: ImagePhantom): ValueRange {
  return rangeFromZero(scanImage(phantom.values, phantom.grid, lookAcross(phantom), { from: 0, to: VIEWS }));
}

/** The same of solids, across the axis at some heights. */
export function rangeOfSolids(phantom: SolidPhantom): ValueRange {
  const { zMinMm, zMaxMm } = solidExtent(phantom);
  const rows = HEIGHTS;
  const rowsPerUnit = rows / Math.max(zMaxMm - zMinMm, Number.MIN_VALUE);
  const flat = loweredScan(lookAcross(phantom));
  const axisRow = (rows - 1) / 2 - ((zMinMm + zMaxMm) / 2) * rowsPerUnit;
  // Along the axis parallel rays count in channels too.
  const detector = { ...flat.detector, rows, axisRow, rowsPerUnit: rowsPerUnit * flat.unitMm };
  const readings = { rows: VIEWS * rows, columns: CHANNELS, data: new Float32Array(VIEWS * rows * CHANNELS) };
  const rays = loweredRays({ ...flat, detector });
  scanSolids({ phantom, rays }, { readings }, { from: 0, to: readings.rows });
  return rangeFromZero(readings.data);
}
