import { detectorRowsOf, geometryOf, type Scan } from '../../geometry/scan.ts';
import type { CorrectionWork } from '../correction.ts';
import { onHost } from '../on-host.ts';

export const correct: CorrectionWork['correct'] = async (given, context) => {
  const { scan } = given;
  const { threshold } = context.settings as { readonly threshold: number };
  const travelPerRad = travelOf(scan);
  let replaced = 0;
  const sinogram = await onHost(given, context, async (readings) => {
    const settings = { channels: scan.channels, anglesRad: scan.anglesRad, travelPerRad, threshold };
    const cleaned = await context.host.run('withoutZingers', readings, settings);
    replaced += cleaned.replaced;
    return cleaned.readings;
  });
  const figures = { replaced, readings: scan.anglesRad.length * detectorRowsOf(scan) * scan.channels };
  return { ...given, sinogram, findings: { ...given.findings, zingers: { figures } } };
};

/**
 * How many channels the trace of a point in the field moves on while the scan turns by 1 rad, at the most: for parallel rays,
 * on which a point at the distance r from the axis is seen at r·cos φ, the trace at u moves by √(r² − u²). Rays from a source
 * spread what lies on its side of the axis.
 */
export function travelOf(scan: Scan): Float64Array {
  const geometry = geometryOf(scan);
  const spacingMm = geometry.isocenterSpacingMm(scan);
  const distances = Float64Array.from({ length: scan.channels }, (_, channel) => geometry.rayDistanceMm(scan, channel));
  const radiusMm = Math.max(Math.abs(distances[0]!), Math.abs(distances.at(-1)!));
  const sourceMm = geometry.sourceRadiusMm(scan);
  if (sourceMm === Number.POSITIVE_INFINITY) {
    return distances.map((distance) => Math.sqrt(Math.max(0, radiusMm ** 2 - distance ** 2)) / spacingMm);
  }
  const part = radiusMm / sourceMm;
  return distances.fill(radiusMm / (1 - part) / (1 - part ** 2) / spacingMm);
}
