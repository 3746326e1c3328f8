import type { Scan } from '../../geometry/scan.ts';

/** Scans of so many readings are kept in all, and the last one in any case: what is derived from them takes up to 25 bytes for each. */
const MOST_READINGS = 2 ** 22;

/** By what they say of their size and their first view; the one that was asked for last stands last. */
const kept = new Map<string, Scan>();

/**
 * Another scan of the same numbers that came before, or the scan itself: what is derived from a scan is kept by its identity,
 * and of one that is asked for again a thread gets a new copy each time.
 */
export function sameScan(scan: Scan): Scan {
  const key = `${scan.geometry} ${scan.channels} ${scan.anglesRad.length} ${scan.anglesRad[0]}`;
  const last = kept.get(key);
  const same = last && isSame(last, scan) ? last : scan;
  kept.delete(key);
  kept.set(key, same);
  if (same === scan) forget();
  return same;
}

/** Forgets those that were asked for the longest time ago, until few enough are left. */
function forget(): void {
  let readings = 0;
  for (const { anglesRad, channels } of kept.values()) readings += anglesRad.length * channels;
  for (const [key, { anglesRad, channels }] of kept) {
    if (readings <= MOST_READINGS || kept.size === 1) return;
    kept.delete(key);
    readings -= anglesRad.length * channels;
  }
}

/** Whether two values of plain data are the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  if (one instanceof Float64Array && other instanceof Float64Array) {
    return one.length === other.length && one.every((value, i) => value === other[i]);
  }
  const names = Object.keys(one) as (keyof typeof one)[];
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
}
