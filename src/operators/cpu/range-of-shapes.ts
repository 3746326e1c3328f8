import { arcScan, type ParallelScan } from '../../geometry/parallel/parallel-scan.ts';
import { scanShapes } from '../../kernels/scan-shapes/plain.ts';
import { rangeFromZero, type ValueRange } from '../../measure/value-range.ts';
import type { Phantom, ShapePhantom } from '../../phantom/phantom.ts';
import type { SolidPhantom } from '../../phantom/solids/solid.ts';

/** A look at a scan: enough rays to find its range, few enough to be made between two frames. */
export const VIEWS = 16;
export const CHANNELS = 96;

/** Some parallel rays over half a turn, across all of a phantom. */
export function lookAcross(phantom: Pick<Phantom | SolidPhantom, 'fieldSizeMm'>): ParallelScan {
  return arcScan(
    { views: VIEWS, startRad: 0, arcRad: Math.PI },
    { channels: CHANNELS, channelSpacingMm: (1.1 * phantom.fieldSizeMm) / CHANNELS, offset: 0 },
  );
}

/** Between what the line integrals of shapes lie. */
export function rangeOfShapes(phantom: ShapePhantom): ValueRange {
  return rangeFromZero(scanShapes(phantom, lookAcross(phantom), { from: 0, to: VIEWS }));
}
