import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { plain as spread } from '../../kernels/adjoint-scan-image/plain.ts';
import { scanImage } from '../../kernels/scan-image/plain.ts';
import { type RayGroups, type Segment, segmentsOf } from './ray-groups.ts';

/**
 * Line integrals of an image along the rays of groups.
 *
 * @param sinogram of all views, into which they are written, in memory that threads share; `null` where there is none
 * @returns the readings, segment after segment as `segmentsOf` gives them; `null` where they have been written
 */
export type ScanGroups = (
  image: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  groups: RayGroups,
  sinogram: Float32Array | null,
) => Float32Array | null;

/**
 * The transpose: an image that readings are added to along their rays, from 0 on.
 *
 * @param readings segment after segment, or those of all views where `into` is given
 * @param into an image that is written over, in memory that threads share; `null` where there is none
 * @returns the image; `null` where it has been written
 */
export type SpreadGroups = (
  readings: Float32Array,
  grid: PlacedGrid,
  scan: Scan,
  groups: RayGroups,
  into: Float32Array | null,
) => Float32Array | null;

/** The plain reference of `fastScanGroups`. */
export const scanGroups: ScanGroups = (image, grid, scan, groups, sinogram) => {
  const segments = allSegments(groups, scan);
  const { part, rowOf } = viewsOf(segments, scan);
  const views = scanImage(image, grid, part, { from: 0, to: part.anglesRad.length });
  const readings = sinogram ?? new Float32Array(readingCount(groups, scan));
  for (const { view, from, at, to } of placed(segments, scan, sinogram !== null)) {
    const row = rowOf.get(view)! * scan.channels;
    readings.set(views.subarray(row + from, row + to), at);
  }
  return sinogram ? null : readings;
};

/** The plain reference of `fastSpreadGroups`. */
export const spreadGroups: SpreadGroups = (readings, grid, scan, groups, into) => {
  const segments = allSegments(groups, scan);
  const { part, rowOf } = viewsOf(segments, scan);
  const rows = part.anglesRad.length;
  const sinogram = { rows, columns: scan.channels, data: new Float32Array(rows * scan.channels) };
  for (const { view, from, at, to } of placed(segments, scan, into !== null)) {
    sinogram.data.set(readings.subarray(at, at + to - from), rowOf.get(view)! * scan.channels + from);
  }
  const made = into?.fill(0) ?? new Float32Array(grid.rows * grid.columns);
  const image = { rows: grid.rows, columns: grid.columns, data: made };
  spread({ scan: part, grid, views: { from: 0, to: rows } }, { sinogram, image }, { from: 0, to: grid.rows });
  return into ? null : made;
};

/** Segments, and where their readings lie: in a sinogram of all views, or one after the other. */
function placed(segments: readonly Segment[], { channels }: Scan, isWhole: boolean) {
  let done = 0;
  return segments.map((segment) => {
    const at = isWhole ? segment.view * channels + segment.from : done;
    done += segment.to - segment.from;
    return { ...segment, at };
  });
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
