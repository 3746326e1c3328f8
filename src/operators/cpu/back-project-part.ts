import type { ImageGrid } from '../../geometry/grid.ts';
import { type LoweredScan, withViews } from '../../geometry/lowered-scan.ts';
import { backProject, type RowRange } from './back-project.ts';
import { ABSENT } from './turned-groups.ts';

/**
 * What one task of a back-projection takes on, by numbers of views: some of the groups for the whole image, and all the
 * views that are in no group for some of its rows.
 */
export interface BackProjectionPart {
  /** Groups of symmetric views: `ViewGroup`s of parallel rays, `TurnedGroup`s of rays that run apart. */
  readonly groups: readonly (readonly number[])[];
  readonly rest: readonly number[];
  readonly restRows: RowRange;
}

/** What a task makes of its part: values to be added to the image from a row on. */
export interface PartialImage {
  readonly rowFrom: number;
  /** float32, whole rows. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** The views of some groups, one after the other. */
export function membersOf(groups: BackProjectionPart['groups']): number[] {
  return groups.flat().filter((view) => view !== ABSENT);
}

/** The rows of the image that a part adds to. */
function rowsOf({ groups, restRows }: BackProjectionPart, grid: ImageGrid): RowRange {
  return groups.length > 0 ? { from: 0, to: grid.rows } : restRows;
}

/**
 * Adds up what groups bring for the whole image and what the other views bring for their rows.
 *
 * @param ofGroups the sum over the groups, float32 [grid.rows × grid.columns]; asked for where there are any
 * @param ofRest the same over the other views, float32 [rows of the part × grid.columns]
 */
export function sumOfPart(
  part: BackProjectionPart,
  grid: ImageGrid,
  ofGroups: () => Float32Array,
  ofRest: () => Float32Array,
): PartialImage {
  const rows = rowsOf(part, grid);
  const values = new Float32Array((rows.to - rows.from) * grid.columns);
  if (part.groups.length > 0) values.set(ofGroups());
  if (part.rest.length > 0) {
    const sums = ofRest();
    const offset = (part.restRows.from - rows.from) * grid.columns;
    for (let i = 0; i < sums.length; i++) values[offset + i]! += sums[i]!;
  }
  return { rowFrom: rows.from, values };
}

/**
 * The sum Σ_v w_v · W_v · q_v over a part. The plain reference of `fastBackProject`.
 *
 * @param views float32 [views of the scan, channels], filtered
 */
export function backProjectPart(
  views: Float32Array,
  scan: LoweredScan,
  part: BackProjectionPart,
  grid: ImageGrid,
): PartialImage {
  const sumOf = (members: readonly number[], block: RowRange) => {
    const chosen = chooseViews(views, scan, members);
    return backProject(chosen.views, chosen.scan, { from: 0, to: members.length }, grid, block);
  };
  return sumOfPart(
    part,
    grid,
    () => sumOf(membersOf(part.groups), { from: 0, to: grid.rows }),
    () => sumOf(part.rest, part.restRows),
  );
}

/** Some views of a scan, copied one after the other, and the scan that is made of them. */
export function chooseViews(
  views: Float32Array,
  scan: LoweredScan,
  members: readonly number[],
): { readonly views: Float32Array<ArrayBuffer>; readonly scan: LoweredScan } {
  const { channels } = scan.detector;
  const chosen = new Float32Array(members.length * channels);
  members.forEach((view, i) => {
    chosen.set(views.subarray(view * channels, (view + 1) * channels), i * channels);
  });
  return { views: chosen, scan: withViews(scan, members) };
}
