import { fanAngleRad } from '../fan/fan-scan.ts';
import { isShortArc } from '../view-arc.ts';
import type { ConeScan } from './cone-scan.ts';

const ROUNDING = 1e-6;

/**
 * The scan with a detector as long to its short side as to the other, where a source turns all the way round and the
 * detector stands half a channel or more to one side: what a view does not see beyond the short end, another one sees from
 * the other side. The same scan elsewhere.
 */
export function asLongToBothSides(scan: ConeScan): ConeScan {
  const added = isShortArc(scan.arc) ? 0 : Math.floor(Math.abs(2 * scan.offset) + ROUNDING);
  if (added === 0 || added > scan.channels) return scan;
  const offset = scan.offset - (Math.sign(scan.offset) * added) / 2;
  return { ...scan, channels: scan.channels + added, offset };
}

/**
 * What the readings of a detector that stands to one side count for, [channels of the longer detector]:
 * 1 + sin(π/2 · γ/γ₀) towards the long side where both sides are measured, |γ| < γ₀, and 2 beyond. Those of γ and −γ, which
 * see a line of the source's plane from both of its ends, sum up to 2, as over a whole turn on a detector that is centred; and
 * towards its short end, where the detector breaks off within the object, nothing counts, so that the ramp meets no edge
 * (Wang, Med. Phys. 29:1634, 2002, doi 10.1118/1.1489043; Cho, Rudd & Johnson, Comput. Med. Imaging Graph. 20:49, 1996). Off
 * the plane the two are no more the same line than in the rest of Feldkamp's algorithm.
 *
 * @param longer {@link asLongToBothSides} of the scan
 */
export function offsetWeights(scan: ConeScan, longer: ConeScan): Float64Array {
  const longSide = scan.offset < 0 ? 1 : -1;
  // Half a channel beyond the last one's middle, where a centred detector ends as well.
  const shortRad = -longSide * fanAngleRad(scan, longSide > 0 ? -0.5 : scan.channels - 0.5);
  return Float64Array.from({ length: longer.channels }, (_, channel) => {
    const towardsLong = longSide * fanAngleRad(longer, channel);
    if (towardsLong <= -shortRad) return 0;
    return towardsLong >= shortRad ? 2 : 1 + Math.sin((Math.PI / 2) * (towardsLong / shortRad));
  });
}
