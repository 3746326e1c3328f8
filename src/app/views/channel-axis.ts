import { channelCentreMm } from '../../geometry/detector.ts';
import { geometryOf, type Scan } from '../../geometry/scan.ts';
import { type AxisDescription, axisThroughCentres } from '../panes/axis-description.ts';

/** Channels stand evenly along a line, or along an arc, where the fan angle says more than a length. */
export function channelAxis(scan: Scan): AxisDescription {
  const count = scan.channels;
  const geometry = geometryOf(scan);
  const radiusMm = geometry.detectorRadiusMm(scan);
  if (radiusMm !== null) {
    const degrees = 180 / Math.PI;
    const step = (scan.channelSpacingMm / radiusMm) * degrees;
    return axisThroughCentres('fan angle', '°', { first: geometry.fanAngleRad(scan, 0) * degrees, step, count });
  }
  return axisThroughCentres('detector u', 'mm', {
    first: channelCentreMm(scan, 0),
    step: scan.channelSpacingMm,
    count,
  });
}
