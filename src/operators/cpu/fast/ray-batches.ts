import type { PlacedGrid } from '../../../geometry/grid.ts';
import type { Scan } from '../../../geometry/scan.ts';
import { type RayGroup, type RayGroups, segmentsOf } from '../ray-groups.ts';
import { lanesOfTurned, PlacedRays, rayCount } from './group-rays.ts';

/** So many rays are walked over a tile before the next: their sums come and go with each. */
const RAYS_AT_ONCE = 400_000;

const kept = new WeakMap<
  RayGroups,
  { readonly of: Scan; readonly pixelSizeMm: number; readonly batches: PlacedRays[] }
>();

/** Groups of the same lanes that follow each other, not too many of them. Kept for the last scan and grid of some groups. */
export function rayBatches(groups: RayGroups, scan: Scan, grid: PlacedGrid): readonly PlacedRays[] {
  let last = kept.get(groups);
  if (last?.of !== scan || last.pixelSizeMm !== grid.pixelSizeMm) {
    const batches = batchesOf(groups.groups).map((batch) => new PlacedRays(batch, scan, grid, groups.mirror));
    last = { of: scan, pixelSizeMm: grid.pixelSizeMm, batches };
    kept.set(groups, last);
  }
  return last.batches;
}

function batchesOf(groups: readonly RayGroup[]): RayGroup[][] {
  const batches: RayGroup[][] = [];
  let lanes = '';
  let count = 0;
  for (const group of groups) {
    const own = rayCount([group]);
    if (group.lanes.join() !== lanes || count + own > RAYS_AT_ONCE) {
      batches.push([]);
      count = 0;
      lanes = group.lanes.join();
    }
    batches.at(-1)!.push(group);
    count += own;
  }
  return batches;
}

/** Readings that lie one after the other, and their rays. */
export interface Run {
  /** Where the first of them lies. */
  readonly at: number;
  readonly count: number;
  /** The first one's ray among those of the batch, and how far it is to the next: 1 or −1. */
  readonly ray: number;
  readonly rayStep: number;
  /** In which lane a ray's sum is that was turned by so many quarters, [4]. */
  readonly lanes: Int8Array;
}

/**
 * All readings of a batch in their order.
 *
 * @param first where the first of them lies, the others behind it; `null` where all lie in a sinogram of all views
 */
export function* runsOf(
  { groups }: PlacedRays,
  mirror: number,
  channels: number,
  first: number | null,
): Generator<Run> {
  let ray = 0;
  let done = first ?? 0;
  for (const group of groups) {
    const lanesOf = lanesOfTurned(group);
    for (const { lane, view, from, to, firstRay, rayStep } of segmentsOf(group, mirror, channels)) {
      const at = first === null ? view * channels + from : done;
      done += to - from;
      yield { at, count: to - from, ray: ray + firstRay, rayStep, lanes: lanesOf[lane]! };
    }
    ray += group.channels.to - group.channels.from;
  }
}
