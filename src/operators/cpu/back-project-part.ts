import type { ImageGrid } from '../../geometry/image-grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import type { ViewGroup } from '../symmetric-views.ts';
import { backProject, type RowRange } from './back-project.ts';
import { backProjectFan } from './back-project-fan.ts';

/**
 * What one task of a back-projection takes on, by numbers of views: some of the groups for the whole image, and all the
 * views that are in no group for some of its rows.
 */
export interface BackProjectionPart {
  readonly groups: readonly ViewGroup[];
  readonly rest: readonly number[];
  readonly restRows: RowRange;
}

/** What a task makes of its part: values to be added to the image from a row on. */
export interface PartialImage {
  readonly rowFrom: number;
  /** float32, whole rows. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** The rows of the image that a part adds to. */
export function rowsOf({ groups, restRows }: BackProjectionPart, grid: ImageGrid): RowRange {
  return groups.length > 0 ? { from: 0, to: grid.rows } : restRows;
}

/**
 * The sum Σ_v w_v · W_v · q_v over a part. The plain reference of `fastBackProject`.
 *
 * @param views float32 [views of the scan, channels], filtered
 */
export function backProjectPart(
  views: Float32Array,
  scan: Scan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  const rows = rowsOf(part, grid);
  const values = new Float32Array((rows.to - rows.from) * grid.columns);
  const add = (members: readonly number[], block: RowRange) => {
    const chosen = chooseViews(views, scan, members);
    const all = { from: 0, to: members.length };
    const sums =
      chosen.scan.geometry === 'fan'
        ? backProjectFan(chosen.views, chosen.scan, all, grid, block)
        : backProject(chosen.views, chosen.scan, all, grid, block);
    const offset = (block.from - rows.from) * grid.columns;
    for (let i = 0; i < sums.length; i++) values[offset + i]! += sums[i]!;
  };
  if (part.groups.length > 0) add(part.groups.flat(), rows);
  if (part.rest.length > 0) add(part.rest, part.restRows);
  return { rowFrom: rows.from, values };
}

/** Some views of a scan, copied one after the other, and the scan that is made of them. */
export function chooseViews<S extends Scan>(
  views: Float32Array,
  scan: S,
  members: readonly number[],
): { readonly views: Float32Array<ArrayBuffer>; readonly scan: S } {
  const { channels } = scan;
  const chosen = new Float32Array(members.length * channels);
  members.forEach((view, i) => {
    chosen.set(views.subarray(view * channels, (view + 1) * channels), i * channels);
  });
  const anglesRad = Float64Array.from(members, (view) => scan.anglesRad[view]!);
  const viewWeightsRad = Float64Array.from(members, (view) => scan.viewWeightsRad[view]!);
  return { views: chosen, scan: { ...scan, anglesRad, viewWeightsRad } };
}
