// Joseph's method in space written down anew, from where sources and pixels of the detector stand: an oracle that shares
// nothing with the engine.

import type { ConeScan } from '../../src/geometry/cone/cone-scan.ts';
import type { Grid } from '../../src/geometry/grid.ts';

type Place = readonly [x: number, y: number, z: number];

/** The source of a view and a pixel of its detector, in mm, as docs/conventions.md has them. */
export function endsOf(
  scan: ConeScan,
  view: number,
  row: number,
  channel: number,
): readonly [source: Place, pixel: Place] {
  const angle = scan.anglesRad[view]!;
  const { sourceToIsocenterMm: toAxis, sourceToDetectorMm: toDetector } = scan;
  const z = scan.startZMm + (scan.pitchMm * (angle - scan.anglesRad[0]!)) / (2 * Math.PI);
  const u = (channel - (scan.channels - 1) / 2 - scan.offset) * scan.channelSpacingMm;
  const v = (row - (scan.rows - 1) / 2 - scan.rowOffset) * scan.rowSpacingMm;
  const fanAngle = u / toDetector;
  const isFlat = scan.detector === 'flat';
  const aside = isFlat ? u : toDetector * Math.sin(fanAngle);
  const ahead = (isFlat ? toDetector : toDetector * Math.cos(fanAngle)) - toAxis;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const turned = (x: number, y: number, height: number): Place => [
    x * cosine - y * sine,
    x * sine + y * cosine,
    height,
  ];
  return [turned(0, -toAxis, z), turned(aside, ahead, z + v)];
}

/** What every voxel counts for in every ray, in mm: [views × rows × channels] rows of [slices × rows × columns]. */
export function josephInSpace(scan: ConeScan, grid: Grid): Float64Array[] {
  const { rows, columns, slices = 1, pixelSizeMm, sliceSpacingMm = pixelSizeMm } = grid;
  const { centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const sizes = [pixelSizeMm, pixelSizeMm, sliceSpacingMm];
  return Array.from({ length: scan.anglesRad.length * scan.rows * scan.channels }, (_, ray) => {
    const channel = ray % scan.channels;
    const row = Math.floor(ray / scan.channels) % scan.rows;
    const [from, to] = endsOf(scan, Math.floor(ray / scan.channels / scan.rows), row, channel);
    const along = to.map((x, i) => x - from[i]!);
    // The axis on which it passes the most voxels; rows before columns, and these before slices.
    const passed = along.map((x, i) => Math.abs(x) / sizes[i]!);
    const most = Math.max(...passed);
    const [axis, one, other] = [
      [1, 0, 2],
      [0, 1, 2],
      [2, 0, 1],
    ].find(([candidate]) => passed[candidate!]! > most * (1 - 1e-9)) as [number, number, number];
    const lengthMm = (Math.hypot(...along) / Math.abs(along[axis]!)) * sizes[axis]!;
    const weights = new Float64Array(slices * rows * columns);
    for (let voxel = 0; voxel < weights.length; voxel++) {
      const centre = [
        centreXMm + ((voxel % columns) - (columns - 1) / 2) * pixelSizeMm,
        centreYMm + ((rows - 1) / 2 - (Math.floor(voxel / columns) % rows)) * pixelSizeMm,
        centreZMm + (Math.floor(voxel / columns / rows) - (slices - 1) / 2) * sliceSpacingMm,
      ];
      const there = (centre[axis]! - from[axis]!) / along[axis]!;
      const near = (i: number) => Math.max(0, 1 - Math.abs(from[i]! + there * along[i]! - centre[i]!) / sizes[i]!);
      weights[voxel] = lengthMm * near(one) * near(other);
    }
    return weights;
  });
}
