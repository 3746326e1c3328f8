import { arcScan } from '../../geometry/parallel/parallel-scan.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { scanShapes } from '../../kernels/scan-shapes/plain.ts';
import { rangeFromZero, type ValueRange } from '../../metrics/value-range.ts';
import type { ImagePhantom, ShapePhantom } from '../../phantom/phantom.ts';

/** A look at a scan: enough rays to find its range, few enough to be made between two frames. */
const VIEWS = 16;
const CHANNELS = 96;

/** Between what its line integrals lie, by some parallel rays over half a turn. A large image takes its time. */
export function lineIntegralRange(phantom: ShapePhantom | ImagePhantom): ValueRange {
  const scan = arcScan(
    { views: VIEWS, startRad: 0, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: (1.1 * phantom.fieldSizeMm) / CHANNELS, offset: 0 },
  );
  const range = { from: 0, to: VIEWS };
  if (phantom.kind !== 'image') return rangeFromZero(scanShapes(phantom, scan, range));
  return rangeFromZero(scanImage(phantom.values, phantom.grid, scan, range));
}
