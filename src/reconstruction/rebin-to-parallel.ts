import { arcScan } from '../geometry/parallel/parallel-scan.ts';
import { geometryOf, rayDistanceMm, rebinningOf, type Scan } from '../geometry/scan.ts';
import { type DerivedSize, mustFit, SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { RebinPlan } from '../kernels/rebin/rebin-plan.ts';
import { planEvenViews } from './even-views.ts';

/**
 * Plans the parallel scan that rays from a source have measured (Kak & Slaney 1988, ch. 3.4.3): views over half a turn, as
 * far apart as the measured ones, and channels as these are at the isocentre, as far as they reach to either side.
 *
 * Over a full turn every line is measured from both sides and the two are averaged. Where the detector is shifted by
 * about a quarter of a channel, the two sides' channels stand between each other; they are then read as one row, and the
 * parallel channels are half as wide. Over less than a turn the two are weighted as Parker's are. Views that run on over
 * more than a turn, or are uneven, are brought onto even angles first.
 *
 * @throws InputError where views are left out in several places, or come to more parallel ones than are possible
 */
export function planRebin(measured: Scan): RebinPlan {
  const { scan, mix } = planEvenViews<Scan>(measured);
  const arc = rebinningOf(scan).arc(scan);
  const { parallelViews, channels, spacing, interleaves } = rebinnedSize(scan);
  mustFit('reconstruction.rebin', rebinnedSizes(scan));
  const parallel = arcScan(
    { views: parallelViews, startRad: arc.startRad, arcRad: Math.sign(arc.arcRad) * Math.PI },
    { channels, channelSpacingMm: spacing, offset: 0 },
  );
  return { mix, scan, arc, parallel, interleaves };
}

/** What rebinning a scan comes to at the most, for a check before it is planned. */
export function rebinnedSizes(scan: Scan): readonly DerivedSize[] {
  const { parallelViews, channels } = rebinnedSize(scan);
  const { noun } = geometryOf(scan).words;
  const { derivedViews, derivedChannels, readings } = SCAN_LIMITS;
  return [
    {
      what: `views of parallel rays over half a turn, as near to each other as the ${noun}’s`,
      count: parallelViews,
      most: derivedViews,
    },
    {
      what: `channels of parallel rays, half as wide as the ${noun}’s at the axis`,
      count: channels,
      most: derivedChannels,
    },
    { what: 'readings of parallel rays', count: parallelViews * channels, most: readings },
  ];
}

function rebinnedSize(scan: Scan) {
  const views = scan.anglesRad.length;
  const { arcRad } = rebinningOf(scan).arc(scan);
  const interleaves = Math.abs(arcRad) >= 2 * Math.PI - 1e-9 && standsBetween(scan.offset);
  const spacing = geometryOf(scan).isocenterSpacingMm(scan) / 2;
  const rayMm = (channel: number) => Math.abs(rayDistanceMm(scan, channel));
  const reachMm = Math.max(rayMm(0), rayMm(scan.channels - 1));
  // Views of several turns may all stand between each other.
  const parallelViews = Math.max(1, Math.round((Math.PI * views) / Math.min(2 * Math.PI, Math.abs(arcRad))));
  // As even or odd as the measured ones, so that a centred detector's middle channels stay where they are.
  const parity = interleaves ? 0 : 1;
  const channels = Math.max(1, 2 * Math.ceil(reachMm / spacing + (1 - parity) / 2 - 1e-9) + parity);
  return { parallelViews, channels, spacing, interleaves };
}

/** Whether an offset shifts the channels of opposite views by about half a channel against each other. */
function standsBetween(offset: number): boolean {
  const shift = Math.abs(2 * offset);
  return shift > 0.25 && shift < 0.75;
}
