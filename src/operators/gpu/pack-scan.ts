import type { PlacedGrid } from '../../geometry/image-grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { rayTable } from '../ray-table.ts';
import * as layouts from './struct-layouts.ts';

/** The views of a scan for shaders/common/scan.wgsl, made in double precision. */
export function packViews(scan: Scan): ArrayBuffer {
  return layouts.View.pack(
    Array.from(scan.anglesRad, (angleRad, view) => ({
      cosine: Math.cos(angleRad),
      sine: Math.sin(angleRad),
      weightRad: scan.viewWeightsRad[view]!,
      unused: 0,
    })),
  );
}

/** The rays of its channels. */
export function packRays(scan: Scan): ArrayBuffer {
  const { cosine, sine, distanceMm } = rayTable(scan);
  return layouts.ChannelRay.pack(
    Array.from(cosine, (_, k) => ({ cosine: cosine[k]!, sine: sine[k]!, distanceMm: distanceMm[k]! })),
  );
}

/** A grid for shaders/common/joseph.wgsl. */
export function packPlacedGrid(grid: PlacedGrid): ArrayBuffer {
  return layouts.PlacedGridParameters.pack([{ centreXMm: 0, centreYMm: 0, ...grid }]);
}
