// A geometry of one's own, in one file: a fan whose source and flat detector stand wherever their vectors say, view by
// view, as in ASTRA's `fanflat_vec`. No view is a turn of another.

import type { Geometry, PointMm, ScanOfAnyGeometry } from '../../src/geometry/geometry.ts';
import type { ImageGrid } from '../../src/geometry/grid.ts';
import { columnCentreMm, rowCentreMm } from '../../src/geometry/grid.ts';
import { loweredRow, MATRIX_LENGTH } from '../../src/geometry/lowered-scan.ts';
import { parallel } from '../../src/geometry/parallel/spec.ts';
import type { Scan } from '../../src/geometry/scan.ts';

type Vector = readonly [number, number];

interface VectorView {
  readonly source: Vector;
  /** Of the detector's middle. */
  readonly middle: Vector;
  /** From channel to channel, of length 1. */
  readonly along: Vector;
}

interface VectorScan extends ScanOfAnyGeometry {
  readonly geometry: 'fan by vectors';
  readonly vectors: readonly VectorView[];
}

/** What weights are relative to. */
const DISTANCE_MM = 60;

/** What its folder would export: `lower` is all that back-projection asks for. */
export const fanByVectors: Geometry = {
  ...(parallel as unknown as Geometry<VectorScan>),
  name: 'fan by vectors',
  lower(scan: VectorScan) {
    const matrices = new Float64Array(MATRIX_LENGTH * scan.vectors.length);
    scan.vectors.forEach(({ source: [sx, sy], middle: [mx, my], along: [ux, uy] }, view) => {
      // With r from the source to the place the ray meets the detector at λ = (m − s) × r / (r × u) from its middle, and
      // r × u is the depth along the detector's normal.
      const [dx, dy] = [mx - sx, my - sy];
      const across = [-dy, dx, 0, dy * sx - dx * sy];
      const depth = [uy, -ux, 0, ux * sy - uy * sx];
      const sign = depth[3]! < 0 ? -1 : 1;
      const rows = [...across, 0, 0, 1, 0, ...depth].map((factor) => sign * factor);
      matrices.set(rows, MATRIX_LENGTH * view);
    });
    return {
      matrices,
      viewWeights: scan.viewWeightsRad,
      detector: loweredRow(scan, 'flat', 1 / scan.channelSpacingMm),
      unitMm: 1,
      diverges: true,
      weightDistance: DISTANCE_MM,
      turnsRad: null,
    };
  },
} as unknown as Geometry;

const VIEWS = 9;

/** A source that stumbles around an ellipse, and a detector opposite of it that leans to either side. */
export const vectorScan = {
  geometry: 'fan by vectors',
  channels: 47,
  channelSpacingMm: 2.1,
  offset: 0,
  anglesRad: Float64Array.from({ length: VIEWS }, (_, v) => (2 * Math.PI * v) / VIEWS),
  viewWeightsRad: Float64Array.from({ length: VIEWS }, (_, v) => 0.5 + 0.1 * v),
  vectors: Array.from({ length: VIEWS }, (_, v): VectorView => {
    const beta = (2 * Math.PI * v) / VIEWS + 0.2 * Math.sin(5 * v);
    const lean = beta + 0.25 * Math.cos(3 * v);
    return {
      source: [(55 + v) * Math.sin(beta), -62 * Math.cos(beta)],
      middle: [-40 * Math.sin(beta) + 0.7 * v, 44 * Math.cos(beta)],
      along: [Math.cos(lean), Math.sin(lean)],
    };
  }),
} satisfies VectorScan as unknown as Scan;

/**
 * The sum that the geometry stands for, pixel by pixel: the ray from the source through the pixel is cut with the detector's
 * line by solving for both lines' parameters, and its reading weighs (distance / depth)².
 *
 * @param readings [views, channels]
 */
export function backProjectedByVectors(readings: Float32Array, grid: ImageGrid): Float32Array {
  const { vectors, channels, channelSpacingMm, viewWeightsRad } = vectorScan as unknown as VectorScan;
  const image = new Float32Array(grid.rows * grid.columns);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const pixel: PointMm = { xMm: columnCentreMm(grid, column), yMm: rowCentreMm(grid, row) };
      let sum = 0;
      vectors.forEach((view, v) => {
        const { u, depthMm } = hitOf(view, pixel);
        const channel = u / channelSpacingMm + (channels - 1) / 2;
        const below = Math.floor(channel);
        const at = (k: number) => (k >= 0 && k < channels ? readings[v * channels + k]! : 0);
        const value = at(below) + (channel - below) * (at(below + 1) - at(below));
        sum += viewWeightsRad[v]! * (DISTANCE_MM / depthMm) ** 2 * value;
      });
      image[row * grid.columns + column] = sum;
    }
  }
  return image;
}

/** source + t·(pixel − source) = middle + u·along, by Cramer's rule; the depth is the distance from the line of the source. */
function hitOf({ source, middle, along }: VectorView, { xMm, yMm }: PointMm) {
  const [rx, ry] = [xMm - source[0], yMm - source[1]];
  const [bx, by] = [middle[0] - source[0], middle[1] - source[1]];
  const determinant = -rx * along[1] + ry * along[0];
  const u = (rx * by - ry * bx) / determinant;
  return { u, depthMm: Math.abs(determinant) };
}
