import { type Grid, gridShape } from '../geometry/grid.ts';
import type { SpaceRay } from '../geometry/space-ray.ts';

/**
 * How a ray goes through a grid of voxels by Joseph's method in space: it is followed along the axis on which it passes the
 * most voxels, one sample for each plane of voxels across that axis, interpolated linearly in both directions in the plane
 * (Joseph, IEEE Trans. Med. Imaging 1:192, 1982, doi 10.1109/TMI.1982.4307572). All lengths but the last are in voxels.
 */
export interface VoxelRay {
  /** The axis that it is followed along: 0, 1 or 2 for x, y or z. */
  axis: 0 | 1 | 2;
  /** Planes across the axis, and how far apart two of them lie in an array [slices, rows, columns]. */
  planes: number;
  planeStride: number;
  /** The same of the two directions in a plane. */
  lines: number;
  lineStride: number;
  places: number;
  placeStride: number;
  /** Where the ray crosses plane 0, and how far it moves from plane to plane. */
  line: number;
  lineStep: number;
  place: number;
  placeStep: number;
  /** The way from plane to plane along the ray. */
  lengthMm: number;
}

/** A ray to write into, since scans make millions of them. */
export function emptyVoxelRay(): VoxelRay {
  const planes = { planes: 0, planeStride: 0, lines: 0, lineStride: 0, places: 0, placeStride: 0 };
  return { axis: 1, ...planes, line: 0, lineStep: 0, place: 0, placeStep: 0, lengthMm: 0 };
}

/**
 * Rays that pass nearly as many voxels on two axes are followed along rows rather than columns, and along these rather than
 * slices, so that those at just 45° go the same way whoever rounds their directions.
 */
const ROWS_FIRST = 1 + 2 ** -15;
const COLUMNS_NEXT = 1 + 2 ** -16;

/** One axis of a grid: how many voxels it has, how far apart they lie, and where the ray starts and goes along it. */
export interface Axis {
  readonly count: number;
  readonly stride: number;
  readonly start: number;
  readonly perMm: number;
}

/** How a ray goes along x, y and z of a grid, in voxels. */
export function axesOf(ray: SpaceRay, grid: Grid): readonly [x: Axis, y: Axis, z: Axis] {
  const [columns, rows, slices] = gridShape(grid);
  const { pixelSizeMm, sliceSpacingMm = pixelSizeMm, centreXMm = 0, centreYMm = 0, centreZMm = 0 } = grid;
  const x: Axis = {
    count: columns,
    stride: 1,
    start: (ray.originXMm - centreXMm) / pixelSizeMm + (columns - 1) / 2,
    perMm: ray.directionX / pixelSizeMm,
  };
  // Rows count downwards.
  const y: Axis = {
    count: rows,
    stride: columns,
    start: (rows - 1) / 2 - (ray.originYMm - centreYMm) / pixelSizeMm,
    perMm: -ray.directionY / pixelSizeMm,
  };
  const z: Axis = {
    count: slices,
    stride: rows * columns,
    start: (ray.originZMm - centreZMm) / sliceSpacingMm + (slices - 1) / 2,
    perMm: ray.directionZ / sliceSpacingMm,
  };
  return [x, y, z];
}

/** The axis that a ray is followed along, and those of its planes. */
export function followed(x: Axis, y: Axis, z: Axis): readonly [axis: 0 | 1 | 2, lines: 1 | 2, places: 0 | 1] {
  const alongX = COLUMNS_NEXT * Math.abs(x.perMm);
  const alongY = ROWS_FIRST * Math.abs(y.perMm);
  const alongZ = Math.abs(z.perMm);
  if (alongY >= alongX && alongY >= alongZ) return [1, 2, 0];
  return alongX >= alongZ ? [0, 2, 1] : [2, 1, 0];
}

/** Writes into `to` how a ray goes through a grid. */
export function setVoxelRay(to: VoxelRay, ray: SpaceRay, grid: Grid): void {
  const axes = axesOf(ray, grid);
  const [axis, lines, places] = followed(...axes);
  follow(to, axis, axes[axis], axes[lines], axes[places]);
}

function follow(to: VoxelRay, axis: 0 | 1 | 2, planes: Axis, lines: Axis, places: Axis): void {
  to.axis = axis;
  to.planes = planes.count;
  to.planeStride = planes.stride;
  to.lines = lines.count;
  to.lineStride = lines.stride;
  to.places = places.count;
  to.placeStride = places.stride;
  to.lineStep = lines.perMm / planes.perMm;
  to.placeStep = places.perMm / planes.perMm;
  to.line = lines.start - planes.start * to.lineStep;
  to.place = places.start - planes.start * to.placeStep;
  to.lengthMm = 1 / Math.abs(planes.perMm);
}

/** The planes on which a ray is less than a voxel from the volume, and up to one more on both sides. */
export function planesOf(ray: VoxelRay): { readonly from: number; readonly to: number } {
  const along = within(ray.line, ray.lineStep, ray.lines);
  const across = within(ray.place, ray.placeStep, ray.places);
  return {
    from: Math.max(0, Math.floor(Math.max(along.from, across.from))),
    to: Math.min(ray.planes, Math.ceil(Math.min(along.to, across.to)) + 1),
  };
}

/** Between which planes a position is above −1 and below the count; a ray that stays may be so everywhere or nowhere. */
function within(start: number, step: number, count: number): { readonly from: number; readonly to: number } {
  if (step === 0) {
    return start > -1 && start < count
      ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
      : { from: 0, to: -1 };
  }
  const [one, other] = [(-1 - start) / step, (count - start) / step];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
