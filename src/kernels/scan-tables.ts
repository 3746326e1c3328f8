import { type TableBinding, table, uniformTable } from '../compute/gpu/gpu-kernel.ts';
import * as layouts from '../compute/gpu/struct-layouts.ts';
import type { PlacedGrid } from '../geometry/grid.ts';
import type { Scan } from '../geometry/scan.ts';
import { edgeTable } from './edge-table.ts';
import { type RayTable, rayTable } from './ray-table.ts';

/** The views of a scan for shaders/common/scan.wgsl, made in double precision and kept with the scan. */
export function viewTable(scan: Scan): TableBinding {
  return table('views', scan, () =>
    layouts.View.pack(
      Array.from(scan.anglesRad, (angleRad) => ({
        cosine: Math.cos(angleRad),
        sine: Math.sin(angleRad),
      })),
    ),
  );
}

/** The rays of its channels. */
export function channelTable(scan: Scan): TableBinding {
  return table('rays of the channels', scan, () => packRays(rayTable(scan)));
}

/** The rays between them and at both ends, [channels + 1]. */
export function channelEdgeTable(scan: Scan): TableBinding {
  return table('edges of the channels', scan, () => packRays(edgeTable(scan)));
}

function packRays({ cosine, sine, distanceMm }: RayTable): ArrayBuffer {
  return layouts.ChannelRay.pack(
    Array.from(cosine, (_, k) => ({ cosine: cosine[k]!, sine: sine[k]!, distanceMm: distanceMm[k]! })),
  );
}

/** A grid for shaders/common/placed-grid.wgsl, kept by identity. */
export function placedGridTable(grid: PlacedGrid): TableBinding {
  return uniformTable('grid of the scanned image', grid, () =>
    layouts.PlacedGridParameters.pack([{ centreXMm: 0, centreYMm: 0, ...grid }]),
  );
}
