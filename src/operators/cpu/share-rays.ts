import type { ViewRange } from '../../compute/device.ts';
import type { PlacedGrid } from '../../geometry/grid.ts';
import type { Scan } from '../../geometry/scan.ts';
import { PlacedRays } from './fast/group-rays.ts';
import { groupCost, type RayGroup, type RayGroups, rayGroups } from './ray-groups.ts';

/** To find where a ray is, and to take its sums, takes about as long as so many lines of pixels. */
const LINES_OF_RAY = 40;

/** Which rays a task takes: one of so many parts of some views' groups. */
export interface RayShare {
  readonly range: ViewRange;
  readonly part: number;
  readonly parts: number;
}

const kept = new WeakMap<RayGroups, { readonly parts: number; readonly of: string; readonly shares: RayGroups[] }>();

/**
 * The groups of some views in so many parts that take about as long, none empty. A thread finds its own by itself: what there
 * is to say of some hundred groups takes longer to send than to make. Kept for the last grid.
 */
export function sharesOfRays(scan: Scan, grid: PlacedGrid, range: ViewRange, parts: number): readonly RayGroups[] {
  const groups = rayGroups(scan, range);
  if (parts === 1) return [groups];
  const of = `${grid.rows} ${grid.pixelSizeMm}`;
  let last = kept.get(groups);
  if (last?.parts !== parts || last.of !== of) {
    last = { parts, of, shares: shareRays(groups, parts, (group) => rayCosts(group, scan, grid, groups.mirror)) };
    kept.set(groups, last);
  }
  return last.shares;
}

/** @param costsOf of each of a group's rays; a group may be cut between two of them */
export function shareRays(
  { groups, mirror }: RayGroups,
  parts: number,
  costsOf: (group: RayGroup) => Float64Array,
): RayGroups[] {
  const costs = groups.map(costsOf);
  const total = costs.reduce((sum, ofGroup) => sum + ofGroup.reduce((all, cost) => all + cost, 0), 0);
  const shares = Array.from({ length: parts }, () => [] as RayGroup[]);
  let before = 0;
  groups.forEach((group, i) => {
    const { from, to } = group.channels;
    let done = from;
    for (let channel = from; channel < to; channel++) {
      const part = partAt(before, total, parts);
      before += costs[i]![channel - from]!;
      if (channel + 1 < to && partAt(before, total, parts) === part) continue;
      shares[part]!.push({ ...group, channels: { from: done, to: channel + 1 } });
      done = channel + 1;
    }
  });
  return shares.filter((share) => share.length > 0).map((share) => ({ groups: share, mirror }));
}

function partAt(before: number, total: number, parts: number): number {
  return Math.min(parts - 1, Math.floor((parts * before) / total));
}

/** How long each ray of a group takes: it is walked over the lines on which it is on the image. */
function rayCosts(group: RayGroup, scan: Scan, grid: PlacedGrid, mirror: number): Float64Array {
  const placed = new PlacedRays([group], scan, grid, mirror);
  const perLine = groupCost(group) / (group.channels.to - group.channels.from);
  return Float64Array.from({ length: group.channels.to - group.channels.from }, (_, ray) => {
    const { place, step } = placed.at(ray);
    return perLine * (LINES_OF_RAY + linesOn(place, step, grid.rows));
  });
}

/** How many of an image's lines a ray crosses on the image, by its place on the middle one and its step to the next. */
function linesOn(place: number, step: number, pixels: number): number {
  const half = (pixels + 1) / 2;
  if (Math.abs(step) < 1e-9) return Math.abs(place) < half ? pixels : 0;
  const [one, other] = [(-half - place) / step, (half - place) / step];
  const from = Math.max(-pixels / 2, Math.min(one, other));
  const to = Math.min(pixels / 2, Math.max(one, other));
  return Math.max(0, to - from);
}
