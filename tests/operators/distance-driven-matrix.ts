// The distance-driven method written down anew, from where sources and channels stand: an oracle that shares nothing with the
// engine. Every overlap of every channel with every pixel is asked for.

import type { PlacedGrid } from '../../src/geometry/grid.ts';
import type { Scan } from '../../src/geometry/scan.ts';
import { rayOf } from './joseph-matrix.ts';

/** What every pixel counts for in every channel of every view, in mm, [views × channels] rows of [rows × columns]. */
export function distanceDrivenMatrix(scan: Scan, grid: PlacedGrid): Float64Array[] {
  const { rows, columns, pixelSizeMm, centreXMm = 0, centreYMm = 0 } = grid;
  const xs = Array.from({ length: columns }, (_, c) => centreXMm + (c - (columns - 1) / 2) * pixelSizeMm);
  const ys = Array.from({ length: rows }, (_, r) => centreYMm + ((rows - 1) / 2 - r) * pixelSizeMm);
  return Array.from({ length: scan.anglesRad.length * scan.channels }, (_, ray) => {
    const view = Math.floor(ray / scan.channels);
    const channel = ray % scan.channels;
    const { along } = rayOf(scan, view, channel);
    const edges = [channel - 0.5, channel + 0.5].map((edge) => rayOf(scan, view, edge));
    const isSteep = Math.abs(along[1]) >= Math.abs(along[0]);
    const [down, across] = isSteep ? ([1, 0] as const) : ([0, 1] as const);
    const length = pixelSizeMm * (Math.hypot(...along) / Math.abs(along[down]));
    const weightOf = (x: number, y: number) => {
      const [centre, height] = isSteep ? [x, y] : [y, x];
      const [one, other] = edges.map(
        (edge) => edge.point[across] + ((height - edge.point[down]) * edge.along[across]) / edge.along[down],
      ) as [number, number];
      // A line through the source, where all channels are a point, is seen a little wider.
      const width = Math.max(Math.abs(one - other), pixelSizeMm / 1024);
      const low = (one + other - width) / 2;
      const overlap = Math.min(low + width, centre + pixelSizeMm / 2) - Math.max(low, centre - pixelSizeMm / 2);
      return (length * Math.max(0, overlap)) / width;
    };
    return Float64Array.from({ length: rows * columns }, (_, pixel) =>
      weightOf(xs[pixel % columns]!, ys[Math.floor(pixel / columns)]!),
    );
  });
}
