import { split } from '../../compute/cpu/task-executor.ts';
import type { ViewRange } from '../../compute/device.ts';
import { type ImageGrid, pixelCount } from '../../geometry/grid.ts';
import type { LoweredScan } from '../../geometry/lowered-scan.ts';
import { symmetricViews, viewsIn } from '../symmetric-views.ts';
import type { BackProjectionPart } from './back-project-part.ts';
import { packedFan } from './fast/fan-positions.ts';
import { MIRRORED_GROUP, turnedGroups } from './turned-groups.ts';

/** Pixel updates that one lane handles in about a tenth of a second. */
const UPDATES_PER_PART = 3e8;
/** Every part's image has to be added up: more of them for each lane would take too long. */
const MOST_PARTS_PER_LANE = 8;

/**
 * Shares the views of a range out over lanes. Symmetric views are shared by groups, so that each is packed by one lane
 * alone; views that are in no group are shared by rows, so that there is something for every lane even in one view.
 */
export function shareBackProjection(
  scan: LoweredScan,
  range: ViewRange,
  grid: ImageGrid,
  lanes: number,
): BackProjectionPart[] {
  const { groups, rest } = symmetryOn(grid, scan, range);
  const updates = pixelCount(grid) * (range.to - range.from);
  const count = lanes * Math.min(MOST_PARTS_PER_LANE, Math.ceil(updates / lanes / UPDATES_PER_PART));
  const groupsOfPart = split(0, groups.length, count);
  const rowsOfPart = rest.length > 0 ? split(0, grid.rows, count) : [];
  // Where there are few groups the parts that have some come first, and so do those with larger blocks of rows.
  return Array.from({ length: Math.max(groupsOfPart.length, rowsOfPart.length) }, (_, i) => ({
    groups: groupsOfPart[i] ? groups.slice(groupsOfPart[i].from, groupsOfPart[i].to) : [],
    rest: rowsOfPart[i] ? rest : [],
    restRows: rowsOfPart[i] ?? { from: 0, to: 0 },
  }));
}

type Symmetry = Pick<BackProjectionPart, 'groups' | 'rest'>;

/** The last range of each scan: a control that is moved asks for the same again and again. */
const found = new WeakMap<LoweredScan, { readonly range: ViewRange; readonly symmetry: Symmetry }>();

function symmetryOn(grid: ImageGrid, scan: LoweredScan, range: ViewRange): Symmetry {
  const { turnsRad, diverges } = scan;
  if (grid.rows !== grid.columns || !turnsRad) return { groups: [], rest: viewsIn(range) };
  let last = found.get(scan);
  if (last?.range.from !== range.from || last.range.to !== range.to) {
    const symmetry = diverges
      ? turnedGroups(turnsRad, range, packedFan(scan, grid, MIRRORED_GROUP) !== null)
      : symmetricViews(scan, range);
    last = { range, symmetry };
    found.set(scan, last);
  }
  return last.symmetry;
}
