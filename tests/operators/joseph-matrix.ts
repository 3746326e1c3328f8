// Joseph's method written down anew, from where sources and channels stand: an oracle that shares nothing with the engine.

import type { PlacedGrid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';

type Point = readonly [x: number, y: number];

/** A point of the ray of a channel, which may be fractional, and its direction, in mm, as docs/conventions.md has them. */
export function rayOf(scan: Scan, view: number, channel: number): { point: Point; along: Point } {
  const angle = scan.anglesRad[view]!;
  const turned = ([x, y]: Point): Point => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ];
  const u = (channel - (scan.channels - 1) / 2 - scan.offset) * scan.channelSpacingMm;
  if (scan.geometry === 'parallel' || scan.geometry === 'parallel-rows')
    return { point: turned([u, 0]), along: turned([0, 1]) };
  const { sourceToIsocenterMm: toAxis, sourceToDetectorMm: toDetector, sourceShiftMm = 0 } = scan;
  const gamma = u / toDetector;
  const place: Point =
    scan.detector === 'flat'
      ? [u, toDetector - toAxis]
      : [toDetector * Math.sin(gamma), toDetector * Math.cos(gamma) - toAxis];
  const source: Point = [sourceShiftMm, -toAxis];
  return { point: turned(source), along: turned([place[0] - source[0], place[1] - source[1]]) };
}

/** What every pixel counts for in every ray, in mm, [views × channels] rows of [rows × columns]. */
export function josephMatrix(scan: Scan, grid: PlacedGrid): Float64Array[] {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  return Array.from({ length: scan.anglesRad.length * scan.channels }, (_, ray) => {
    const { point, along } = rayOf(scan, Math.floor(ray / scan.channels), ray % scan.channels);
    const weights = new Float64Array(rows * columns);
    const steep = Math.abs(along[1]) >= Math.abs(along[0]);
    const length = pixelSizeMm * (Math.hypot(...along) / Math.abs(along[steep ? 1 : 0]));
    for (let line = 0; line < (steep ? rows : columns); line++) {
      const y = centreYMm + ((rows - 1) / 2 - line) * pixelSizeMm;
      const x = centreXMm + (line - (columns - 1) / 2) * pixelSizeMm;
      const at = steep
        ? (point[0] + ((y - point[1]) * along[0]) / along[1] - centreXMm) / pixelSizeMm + (columns - 1) / 2
        : (rows - 1) / 2 - (point[1] + ((x - point[0]) * along[1]) / along[0] - centreYMm) / pixelSizeMm;
      for (let across = 0; across < (steep ? columns : rows); across++) {
        weights[steep ? line * columns + across : across * columns + line] =
          length * Math.max(0, 1 - Math.abs(at - across));
      }
    }
    return weights;
  });
}
