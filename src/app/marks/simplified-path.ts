import type { PlanePoint } from '../../measure/plane.ts';
import { nearestEdge } from '../editor/hit-testing.ts';

/**
 * A path with fewer points, which stays within a distance of it (Douglas & Peucker, Cartographica 10:112, 1973).
 *
 * @param most points that it may have; the distance is doubled until it has no more
 */
export function simplifiedPath(path: readonly PlanePoint[], distance: number, most: number): readonly PlanePoint[] {
  let kept = simplified(path, distance);
  for (let farther = 2 * distance; kept.length > most; farther *= 2) kept = simplified(path, farther);
  return kept;
}

function simplified(path: readonly PlanePoint[], distance: number): readonly PlanePoint[] {
  if (path.length < 3) return path;
  const isKept = new Uint8Array(path.length);
  isKept[0] = isKept[path.length - 1] = 1;
  // Stretches whose ends are kept; a path may be long, and calls would lie as deep.
  const stretches: [number, number][] = [[0, path.length - 1]];
  while (stretches.length > 0) {
    const [first, last] = stretches.pop()!;
    let [farthest, off] = [-1, distance];
    for (let i = first + 1; i < last; i++) {
      const away = nearestEdge([path[first]!, path[last]!], path[i]!).distance;
      if (away > off) [farthest, off] = [i, away];
    }
    if (farthest < 0) continue;
    isKept[farthest] = 1;
    stretches.push([first, farthest], [farthest, last]);
  }
  return path.filter((_, i) => isKept[i] === 1);
}
