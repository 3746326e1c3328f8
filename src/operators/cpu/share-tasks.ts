import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { fastScanGroups } from './fast/fast-scan-groups.ts';
import { fastSpreadGroups } from './fast/fast-spread-groups.ts';
import { sameScan } from './same-scan.ts';
import { type ScanGroups, type SpreadGroups, scanGroups, spreadGroups } from './scan-groups.ts';
import { type RayShare, sharesOfRays } from './share-rays.ts';

/** Work on some groups as a task that finds its groups by itself. */
function onShare(work: ScanGroups | SpreadGroups) {
  return (
    values: Float32Array,
    grid: PlacedGrid,
    scan: Scan,
    { range, part, parts }: RayShare,
    shared: Float32Array | null,
  ) => {
    const own = sameScan(scan);
    return work(values, grid, own, sharesOfRays(own, grid, range, parts)[part]!, shared);
  };
}

/** Projections of an image along a share of the rays, and what a share adds to an image. */
export const shareTasks = {
  scanGroups: { plain: onShare(scanGroups), simd: onShare(fastScanGroups) },
  spreadGroups: { plain: onShare(spreadGroups), simd: onShare(fastSpreadGroups) },
};
