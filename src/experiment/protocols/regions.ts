import type { MeasuredPlane } from '../../measure/plane.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import { magnificationOf } from '../change-geometry.ts';
import type { ScanSettings } from '../experiment.ts';
import type { ProtocolSlice } from './protocol.ts';
import type { DiskPart, SliceLayout } from './slice-layout.ts';

export type CircleRegion = Extract<RegionShape, { readonly kind: 'circle' }>;

/** A mean of fewer pixels says little. */
export const LEAST_PIXELS = 9;
/** IEC 61223-3-5 measures in circles of a tenth of the phantom’s diameter. */
export const PART_OF_BODY = 0.1;
/** The part of an insert’s radius that is well inside. */
const WELL_INSIDE = 0.7;
/** How much of the edge blur leaves alone, in its own widths. */
const BLURS_OFF = 2;

/** The larger side of a pixel in mm. */
export function pixelMm({ horizontal, vertical }: Pick<MeasuredPlane, 'horizontal' | 'vertical'>): number {
  return Math.max(Math.abs(horizontal.step), Math.abs(vertical.step));
}

/** The channels’ spacing where they matter, on the axis, in mm. */
export function spacingOnAxisMm(scan: ScanSettings): number {
  return scan.channelSpacingMm / magnificationOf(scan);
}

/** About as far as an edge is smeared in a slice: a pixel or a channel, whichever is larger. */
export function blurMm({ plane, experiment }: Pick<ProtocolSlice, 'plane' | 'experiment'>): number {
  return Math.max(pixelMm(plane), spacingOnAxisMm(experiment.scan));
}

/** A circle well inside a disk; `null` where blur leaves none. */
export function insideDisk(
  { middle, radiusMm }: DiskPart,
  slice: Pick<ProtocolSlice, 'plane' | 'experiment'>,
): CircleRegion | null {
  const radius = Math.min(WELL_INSIDE * radiusMm, radiusMm - BLURS_OFF * blurMm(slice));
  return radius > 0 ? { kind: 'circle', middle, radius } : null;
}

/** A circle in the middle of the body, as large as the standard has it or as the parts about it leave room for. */
export function bodyRegion({ disks }: SliceLayout, body: DiskPart): CircleRegion {
  const { middle, radiusMm } = body;
  const free = disks
    .slice(1)
    .map((disk) => Math.hypot(disk.middle.x - middle.x, disk.middle.y - middle.y) - disk.radiusMm);
  return { kind: 'circle', middle, radius: Math.min(PART_OF_BODY * radiusMm, 0.5 * Math.min(...free, radiusMm)) };
}
