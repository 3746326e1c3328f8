import type { DeviceArray } from '../../compute/device.ts';
import type { ImageGrid } from '../../geometry/grid.ts';
import { detectorRowsOf, geometryOf, rayDistanceMm, type Scan, withMoreChannels } from '../../geometry/scan.ts';
import { SCAN_LIMITS } from '../../geometry/scan-limits.ts';
import type { ExtensionPlan } from '../../kernels/extend-views/extension-plan.ts';
import type { Operators } from '../../operators/contract.ts';

/** A sinogram that goes on beyond the detector, and the scan with the channels that it has more. */
export interface ExtendedSinogram<A> {
  readonly sinogram: A;
  readonly scan: Scan;
}

/** How much an extension may ask for. */
export interface ExtensionLimits {
  readonly channels: number;
  readonly readings: number;
  /** How far a fan may open to either side. */
  readonly halfFanRad: number;
}

/** Extended views are to be no more than may be measured. */
export const EXTENSION_LIMITS: ExtensionLimits = {
  channels: SCAN_LIMITS.channels,
  readings: SCAN_LIMITS.readings,
  halfFanRad: (SCAN_LIMITS.halfFanDeg * Math.PI) / 180,
};

/** The part of the detector's channels that tells how a view goes on beyond its end. */
const FITTED_PART = 1 / 16;
const LEAST_FITTED = 4;

/** The last part of an extension in which a cylinder of water is led down to nothing, however large it may be. */
const TAPERED_WATER = 0.25;

/**
 * Plans how views that end inside the object go on beyond the detector, up to the slice's edges: as if a cylinder of
 * water filled what is not seen (Hsieh, Chao, Thibault, Grekowicz, Horst, McOlash & Myers, Med. Phys. 31:2385, 2004, doi
 * 10.1118/1.1776673). `null` where the detector sees the slice's width.
 *
 * A cylinder of radius r reads w·√(r² − t²) at t channels from its middle, w being what water attenuates over two
 * channels. So p² + w²·t² is a straight line in t, wherever the cylinder stands: the line is fitted to the readings at
 * the detector's end, and √(line − w²·t²) is how the view goes on, down to nothing.
 *
 * Where what water attenuates is unknown, views go on as a cylinder begins to, √line, and are led down to nothing as cos²
 * over the detector's own length, whatever slice is asked for: an object ends somewhere, and the filter reaches beyond
 * the slice.
 *
 * @param waterMuPerMm `null` where it is unknown
 */
export function planExtension(
  scan: Scan,
  grid: ImageGrid,
  waterMuPerMm: number | null,
  limits: ExtensionLimits,
): ExtensionPlan | null {
  const geometry = geometryOf(scan);
  const spacingMm = geometry.isocenterSpacingMm(scan);
  const halfWidthMm = (Math.max(grid.rows, grid.columns) * grid.pixelSizeMm) / 2;
  // One by one, since a fan's rays do not stand evenly apart.
  const missing = (reachMm: (added: number) => number) => {
    if (waterMuPerMm === null) return scan.channels;
    let added = 0;
    while (added < limits.channels && reachMm(added) < halfWidthMm) added++;
    return added;
  };
  let before = missing((added) => -rayDistanceMm(scan, -added));
  let after = missing((added) => rayDistanceMm(scan, scan.channels - 1 + added));
  // Where the longer side of a detector stands for the shorter one too, what that lacks is measured and no guess.
  const weighted = geometry.weighting?.weighted?.(scan) ?? scan;
  if (weighted !== scan) {
    if (scan.offset < 0) before = 0;
    else after = 0;
  }
  const most =
    Math.min(limits.channels, Math.floor(limits.readings / (scan.anglesRad.length * detectorRowsOf(scan)))) -
    scan.channels;
  const fits = () => {
    if (before + after > most) return false;
    return geometry.halfFanAngleRad(withMoreChannels(scan, before, after)) <= limits.halfFanRad;
  };
  while (before + after > 0 && !fits()) {
    before = Math.floor(0.9 * before);
    after = Math.floor(0.9 * after);
  }
  if (before + after === 0) return null;
  const fitted = Math.min(scan.channels, Math.max(LEAST_FITTED, Math.round(scan.channels * FITTED_PART)));
  const isWater = waterMuPerMm !== null;
  return {
    ...{ before, after, fitted },
    waterPerChannel: isWater ? waterMuPerMm * spacingMm : 0,
    taperedPart: isWater ? TAPERED_WATER : 1,
  };
}

/** Carries a plan out. The sinogram stays as it is. */
export async function extendSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  sinogram: A,
  scan: Scan,
  plan: ExtensionPlan,
): Promise<ExtendedSinogram<A>> {
  const { before, after } = plan;
  const out = await operators.create(sinogram.rows, sinogram.columns + before + after);
  try {
    await operators.extendViews(plan, sinogram, out);
  } catch (error) {
    operators.release(out);
    throw error;
  }
  return { sinogram: out, scan: withMoreChannels(scan, before, after) };
}
