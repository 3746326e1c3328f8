// The distance-driven method in space written down anew, from where sources and cells of the detector stand: an oracle that
// shares nothing with the engine.

import type { ConeScan } from '../../src/geometry/cone/cone-scan.ts';
import type { Grid } from '../../src/geometry/grid.ts';
import { endsOf } from './joseph-in-space.ts';

/** What every voxel counts for in every cell, in mm: [views × rows × channels] rows of [slices × rows × columns]. */
export function distanceDrivenInSpace(scan: ConeScan, grid: Grid): Float64Array[] {
  const { rows, columns, slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  const { centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const sizes = [pixelSizeMm, pixelSizeMm, sliceSpacingMm];
  const centres = [centreXMm, centreYMm, centreZMm];
  return Array.from({ length: scan.anglesRad.length * scan.rows * scan.channels }, (_, ray) => {
    const channel = ray % scan.channels;
    const row = Math.floor(ray / scan.channels) % scan.rows;
    const lineAt = (aside: number, up: number) => {
      const [from, to] = endsOf(scan, Math.floor(ray / scan.channels / scan.rows), row + up, channel + aside);
      return { from, along: to.map((x, i) => x - from[i]!) };
    };
    const { along } = lineAt(0, 0);
    // The axis on which its ray passes the most voxels; rows before columns, and these before slices.
    const passed = along.map((x, i) => Math.abs(x) / sizes[i]!);
    const most = Math.max(...passed);
    const [axis, one, other] = [
      [1, 0, 2],
      [0, 1, 2],
      [2, 0, 1],
    ].find(([candidate]) => passed[candidate!]! > most * (1 - 1e-9)) as [number, number, number];
    const lengthMm = (Math.hypot(...along) / Math.abs(along[axis]!)) * sizes[axis]!;
    const pairs = [
      [lineAt(-0.5, 0), lineAt(0.5, 0)],
      [lineAt(0, -0.5), lineAt(0, 0.5)],
    ];
    /** Where the edges of the pair that is farther apart along an axis are on a plane, in mm. */
    const sideAt = (i: number, planeMm: number) => {
      const crossings = (atMm: number) =>
        pairs.map((pair) =>
          pair.map((edge) => edge.from[i]! + ((atMm - edge.from[axis]!) / edge.along[axis]!) * edge.along[i]!),
        );
      // On the first plane or the last.
      const half = (([columns, rows, slices][axis]! - 1) / 2) * sizes[axis]!;
      const ends = [centres[axis]! - half, centres[axis]! + half].map(crossings);
      const widths = [0, 1].map((pair) => Math.max(...ends.map((end) => Math.abs(end[pair]![0]! - end[pair]![1]!))));
      const [a, b] = crossings(planeMm)[widths[0]! >= widths[1]! ? 0 : 1]! as [number, number];
      const width = Math.max(Math.abs(a - b), sizes[i]! / 1024);
      return { low: (a + b - width) / 2, width };
    };
    const placeOf = (i: number, at: number) => centres[i]! + (at - ([columns, rows, slices][i]! - 1) / 2) * sizes[i]!;
    /** Counted upwards, as y is. */
    const numbers = (voxel: number) => [
      voxel % columns,
      rows - 1 - (Math.floor(voxel / columns) % rows),
      Math.floor(voxel / columns / rows),
    ];
    const sides = [one, other].map((i) =>
      Array.from({ length: [columns, rows, slices][axis]! }, (_, plane) => sideAt(i, placeOf(axis, plane))),
    );
    return Float64Array.from({ length: slices * rows * columns }, (_, voxel) => {
      const at = numbers(voxel);
      const part = (side: number, i: number) => {
        const { low, width } = sides[side]![at[axis]!]!;
        const [centre, half] = [placeOf(i, at[i]!), sizes[i]! / 2];
        return Math.max(0, Math.min(low + width, centre + half) - Math.max(low, centre - half)) / width;
      };
      return lengthMm * part(0, one) * part(1, other);
    });
  });
}
