import { fanReadingWeights } from '../fan/fan-readings.ts';
import { fanAngleRad } from '../fan/fan-scan.ts';
import type { ReadingWeights } from '../reading-weights.ts';
import { type ConeScan, rowCentreMm } from './cone-scan.ts';
import { asLongToBothSides, offsetWeights } from './offset-weights.ts';

/**
 * The weights of a cone's readings (Feldkamp, Davis & Kress, JOSA A 1:612, 1984, doi 10.1364/JOSAA.1.000612, eq. 28): those of
 * the fan in the plane through the source, Parker's for a short scan included, times cosκ, κ the angle by which a ray leaves
 * that plane. On a flat panel that comes to D/√(D² + u² + v²), and on a cylinder to cosγ·cosκ. Where the
 * detector stands to one side, the readings of both sides share what they see (offset-weights.ts).
 *
 * Of one row in the plane they are the fan's.
 */
export function coneReadingWeights(scan: ConeScan, isPlain: boolean): ReadingWeights {
  const longer = asLongToBothSides(scan);
  const weights = longer === scan ? fanReadingWeights(scan, isPlain) : oneSidedWeights(scan, longer, isPlain);
  const heights = Float64Array.from(
    { length: scan.rows },
    (_, row) => rowCentreMm(scan, row) / scan.sourceToDetectorMm,
  );
  if (heights.every((height) => height === 0)) return weights;
  // A flat panel's channel stands 1/cosγ as far from the source as its middle.
  const steepness = weights.channelWeights.map((_, channel) =>
    scan.detector === 'arc' ? 1 : Math.cos(fanAngleRad(longer, channel)),
  );
  return { ...weights, elevation: { heights, steepness, power: isPlain ? 2 : 1 } };
}

function oneSidedWeights(scan: ConeScan, longer: ConeScan, isPlain: boolean): ReadingWeights {
  const { channelWeights, redundancy } = fanReadingWeights(longer, isPlain);
  const shares = offsetWeights(scan, longer);
  const from = scan.offset < 0 ? longer.channels - scan.channels : 0;
  return {
    channelWeights: channelWeights.map((weight, channel) => weight * shares[channel]!),
    measured: { from, channels: scan.channels },
    redundancy,
  };
}
