import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { plain as spread } from '../../kernels/adjoint-scan-image/plain.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { type RayGroups, type Segment, segmentsOf } from './ray-groups.ts';

/**
 * Line integrals of an image along the rays of groups, segment after segment as `segmentsOf` gives them. The plain reference
 * of `fastScanGroups`.
 */
export function scanGroups(
  image: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  groups: RayGroups,
): Float32Array<ArrayBuffer> {
  const segments = allSegments(groups, scan);
  const { part, rowOf } = viewsOf(segments, scan);
  const views = scanImage(image, grid, part, { from: 0, to: part.anglesRad.length });
  const readings = new Float32Array(readingCount(groups, scan));
  let at = 0;
  for (const { view, from, to } of segments) {
    const row = rowOf.get(view)! * scan.channels;
    readings.set(views.subarray(row + from, row + to), at);
    at += to - from;
  }
  return readings;
}

/** The transpose: an image that readings, in the same order, are added to along their rays, from 0 on. */
export function spreadGroups(
  readings: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  groups: RayGroups,
): Float32Array<ArrayBuffer> {
  const segments = allSegments(groups, scan);
  const { part, rowOf } = viewsOf(segments, scan);
  const rows = part.anglesRad.length;
  const sinogram = { rows, columns: scan.channels, data: new Float32Array(rows * scan.channels) };
  let at = 0;
  for (const { view, from, to } of segments) {
    sinogram.data.set(readings.subarray(at, at + to - from), rowOf.get(view)! * scan.channels + from);
    at += to - from;
  }
  const image = { rows: grid.rows, columns: grid.columns, data: new Float32Array(grid.rows * grid.columns) };
  spread({ scan: part, grid, views: { from: 0, to: rows } }, { sinogram, image }, { from: 0, to: grid.rows });
  return image.data;
}

const kept = new WeakMap<RayGroups, { readonly channels: number; readonly segments: readonly Segment[] }>();

/** All that groups have of a scan, in the order in which their readings lie. Kept for the last detector. */
export function allSegments(groups: RayGroups, { channels }: Scan): readonly Segment[] {
  let last = kept.get(groups);
  if (last?.channels !== channels) {
    const segments = groups.groups.flatMap((group) => segmentsOf(group, groups.mirror, channels));
    last = { channels, segments };
    kept.set(groups, last);
  }
  return last.segments;
}

export function readingCount(groups: RayGroups, scan: Scan): number {
  return allSegments(groups, scan).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** The views that segments are of, once each, as a scan of their own. */
function viewsOf(segments: readonly Segment[], scan: Scan) {
  const views = [...new Set(segments.map(({ view }) => view))];
  const anglesRad = Float64Array.from(views, (view) => scan.anglesRad[view]!);
  return { part: { ...scan, anglesRad }, rowOf: new Map(views.map((view, row) => [view, row])) };
}
