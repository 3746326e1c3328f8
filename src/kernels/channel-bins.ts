import { type RayPencil, rayPencil } from '../geometry/ray-pencil.ts';
import type { Scan } from '../geometry/scan.ts';

/** Which channel's ray crosses the line through the axis where: a way from places to channels without trigonometry. */
export interface ChannelBins {
  readonly firstCrossingMm: number;
  readonly binsPerMm: number;
  /** How many equal parts the line between the first and the last crossing has; 0 where places tell nothing. */
  readonly bins: number;
  /** The fractional channel at the ends of the parts, [bins + 1]. */
  readonly channelsAt: Float32Array<ArrayBuffer>;
}

const kept = new WeakMap<Scan, { readonly pencil: RayPencil; readonly bins: ChannelBins }>();

/** A scan's rays on the line through the axis, and the way back from there. */
export function crossingsOf(scan: Scan): { readonly pencil: RayPencil; readonly bins: ChannelBins } {
  let found = kept.get(scan);
  if (!found) {
    const pencil = rayPencil(scan);
    found = { pencil, bins: channelBins(pencil) };
    kept.set(scan, found);
  }
  return found;
}

function channelBins({ crossingMm, isOpen }: RayPencil): ChannelBins {
  const last = crossingMm.length - 1;
  const firstCrossingMm = crossingMm[0]!;
  const lengthMm = crossingMm[last]! - firstCrossingMm;
  const bins = isOpen ? Math.max(1, last) : 0;
  const channelsAt = new Float32Array(bins + 1);
  let below = 0;
  for (let end = 1; end <= bins; end++) {
    const place = firstCrossingMm + (end * lengthMm) / bins;
    while (below + 1 < last && crossingMm[below + 1]! <= place) below++;
    const width = crossingMm[Math.min(last, below + 1)]! - crossingMm[below]!;
    channelsAt[end] = width > 0 ? Math.min(last, below + (place - crossingMm[below]!) / width) : 0;
  }
  return { firstCrossingMm, binsPerMm: lengthMm > 0 ? bins / lengthMm : 0, bins, channelsAt };
}
