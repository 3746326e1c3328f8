import type { MeasuredPlane } from '../../measure/plane.ts';
import { regionStatistics } from '../../measure/region-statistics.ts';
import type { CircleRegion } from './regions.ts';
import { bodyOf, type SliceLayout } from './slice-layout.ts';

/** Rings of sites: that of the details, and one to either side. */
const RINGS = [-1, 0, 1] as const;
/** From site to site and from ring to ring, in radii: noise of neighbours is then nearly independent. */
const SPACING = 2.2;
const LEAST_SITES = 12;
/** Sites keep so far from the rim of the body, in mm. */
const FROM_RIM_MM = 5;

/** How much the mean over a detail varies from place to place where nothing is. */
export interface DetailNoise {
  /** Standard deviation of these means, in the unit of the plane. */
  readonly deviation: number;
  /** How many it is taken from, less what their rings’ own means take away. */
  readonly freedom: number;
  /** The mean of the sites on the middle ring. */
  readonly background: number;
  readonly sites: readonly CircleRegion[];
}

/**
 * The standard deviation of means over circles as large as a detail, on rings about the body’s middle: whatever the noise’s
 * correlation, it is what a detail’s mean has to stand out from (Chao et al., Med. Phys. 27:1355, 2000). What changes from
 * ring to ring, as cupping does, is left out.
 *
 * @param ringMm the radius of the ring that details stand on
 * @param radiusMm of a detail
 * @param blurMm sites keep twice this from what else is in the slice
 * @returns `null` where the body has no room for as many sites as a deviation takes, or pixels are too coarse for them
 */
export function detailNoise(
  plane: MeasuredPlane,
  layout: SliceLayout,
  ringMm: number,
  radiusMm: number,
  blurMm: number,
): DetailNoise | null {
  const sites: CircleRegion[] = [];
  let [squares, freedom, background] = [0, 0, Number.NaN];
  for (const ring of RINGS) {
    const ofRing = sitesOn(layout, ringMm + ring * SPACING * radiusMm, radiusMm, blurMm);
    const means = ofRing.flatMap((shape) => {
      const statistics = regionStatistics(plane, shape);
      return statistics && !statistics.isCut ? [statistics.mean] : [];
    });
    if (means.length < 2) continue;
    const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
    squares += means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    freedom += means.length - 1;
    if (ring === 0) background = mean;
    sites.push(...ofRing);
  }
  if (freedom < LEAST_SITES || Number.isNaN(background)) return null;
  return { deviation: Math.sqrt(squares / freedom), freedom, background, sites };
}

/** Circles side by side on a ring, as many as do not touch anything else. */
function sitesOn(layout: SliceLayout, ringMm: number, radiusMm: number, blurMm: number): CircleRegion[] {
  const body = bodyOf(layout)!;
  if (ringMm < SPACING * radiusMm || ringMm + radiusMm > body.radiusMm - FROM_RIM_MM) return [];
  const count = Math.floor(Math.PI / Math.asin((SPACING * radiusMm) / (2 * ringMm)));
  const circles = Array.from({ length: count }, (_, i): CircleRegion => {
    const angle = (2 * Math.PI * i) / count;
    const middle = { x: body.middle.x + ringMm * Math.cos(angle), y: body.middle.y + ringMm * Math.sin(angle) };
    return { kind: 'circle', middle, radius: radiusMm };
  });
  return circles.filter(({ middle }) =>
    layout.disks
      .slice(1)
      .every(
        (disk) =>
          Math.hypot(middle.x - disk.middle.x, middle.y - disk.middle.y) > radiusMm + disk.radiusMm + 2 * blurMm,
      ),
  );
}
