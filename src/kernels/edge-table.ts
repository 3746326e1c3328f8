import type { Scan } from '../geometry/scan.ts';
import { type RayTable, rayTable } from './ray-table.ts';

const kept = new WeakMap<Scan, RayTable>();

/**
 * The rays that part a scan's channels from each other, half a channel before each and behind the last, [channels + 1].
 * Kept with the scan.
 */
export function edgeTable(scan: Scan): RayTable {
  let table = kept.get(scan);
  if (!table) {
    // A detector about the same middle whose channels are those edges.
    table = rayTable({ ...scan, channels: scan.channels + 1 });
    kept.set(scan, table);
  }
  return table;
}
