// How a ray goes through a box of voxels (AssemblyScript), for line integrals of a volume and for their transpose; the formula
// is that of src/kernels/voxel-ray.ts. A ray is followed along the axis on which it passes the most voxels, one sample for each
// plane across it, interpolated linearly in both directions of the plane: along lines, and from line to line.
//
// A box lies in memory twice, with a border of zeros one voxel wide: as [slices, rows, columns] for rays that are followed
// along rows or slices, and as [slices, columns, rows] for the others, so that the two neighbours of a sample on a line are
// always next to each other. A sample at the border of a box counts there what the box holds of it: boxes side by side come
// to what the whole does.
//
// The description of a box: f64 the squares of the sizes of a voxel in mm, in its plane and across it; then i32 the first
// column of the grid and the one behind the last, the same of rows and of slices; where voxel (0, 0, 0) of the grid is in the
// first layout, bytes from row to row and from slice to slice; the same of the second layout, with columns in the place of
// rows; where samples beyond the box find zeros; and from byte 80 on, four times each, 2²² − 1 as i32 and 2⁻²² as f32.
//
// The rays of a row of channels: f64 (x, y, z) each of the place that they start at, of what is added to it for a channel's
// `aside`, and of the direction's three parts, all in voxels: of `across`, of 1 and of `ahead`. src/kernels/space-rays.ts.
//
// Four planes are handled at once. Positions are computed in double precision at every 64th plane, and in between in whole
// numbers that count 2⁻²² of a voxel from there, so that nothing drifts. They are the same in every box.

/** So many planes are sampled from positions in double precision. */
export const PLANES_AT_ONCE: i32 = 64;
const FRACTION_BITS: i32 = 22;
/** In the middle of a ray samples are at least so far from the end of the border, so that rounding brings none beyond. */
const SAFELY: f64 = 0.001;
/** Rays that move less from plane to plane stay where they are. */
const STAYS: f64 = 1e-12;
/** So that rays at just 45° go the same way whoever rounds their directions. */
const ROWS_FIRST: f64 = 1.0 + 1.0 / 32768;
const COLUMNS_NEXT: f64 = 1.0 + 1.0 / 65536;

/** The address of voxel (0, 0, 0) in the layout that the ray is followed in, and bytes from plane to plane and line to line. */
export let rayBase: usize = 0;
export let planeStride: i32 = 0;
export let lineStride: i32 = 0;
/** Where the ray crosses plane 0, and how far it moves from plane to plane. */
export let rayLine: f64 = 0;
export let lineStep: f64 = 0;
export let rayPlace: f64 = 0;
export let placeStep: f64 = 0;
/** The way from plane to plane, in mm. */
export let planeLengthMm: f64 = 0;
/** The planes that may be sampled, from a multiple of four on, and those in the middle that surely are, in fours. */
export let firstPlane: i32 = 0;
export let endPlane: i32 = 0;
export let firstSure: i32 = 0;
export let endSure: i32 = 0;
/** The box along planes, lines and places. */
export let planesFrom: i32 = 0;
export let planesTo: i32 = 0;
export let linesFrom: i32 = 0;
export let linesTo: i32 = 0;
export let placesFrom: i32 = 0;
export let placesTo: i32 = 0;

let from: f64 = 0;
let to: f64 = 0;
let sureFrom: f64 = 0;
let sureTo: f64 = 0;

/** Leaves the planes on which a position is above `least` and below `most`. @returns whether there may be any */
@inline
function within(start: f64, step: f64, least: f64, most: f64): bool {
  if (abs(step) < STAYS) {
    if (start < least + SAFELY || start > most - SAFELY) sureTo = sureFrom;
    return start > least && start < most;
  }
  const perPlane = 1.0 / step;
  const one = (least - start) * perPlane;
  const other = (most - start) * perPlane;
  from = max(from, min(one, other));
  to = min(to, max(one, other));
  const safely = abs(SAFELY * perPlane);
  sureFrom = max(sureFrom, min(one, other) + safely);
  sureTo = min(sureTo, max(one, other) - safely);
  return from <= to;
}

/** Along planes, lines and places: where the ray starts, and where it goes. */
@inline
function follow(planes: f64, alongPlanes: f64, lines: f64, alongLines: f64, places: f64, alongPlaces: f64): bool {
  const perPlane = 1.0 / alongPlanes;
  lineStep = alongLines * perPlane;
  placeStep = alongPlaces * perPlane;
  rayLine = lines - planes * lineStep;
  rayPlace = places - planes * placeStep;
  from = sureFrom = <f64>planesFrom;
  to = sureTo = <f64>(planesTo - 1);
  if (!within(rayLine, lineStep, <f64>(linesFrom - 1), <f64>linesTo)) return false;
  if (!within(rayPlace, placeStep, <f64>(placesFrom - 1), <f64>placesTo)) return false;
  firstPlane = max(planesFrom, <i32>floor(from)) & ~3;
  endPlane = min(planesTo, <i32>ceil(to) + 1);
  firstSure = (<i32>ceil(min(sureFrom, to + 1.0)) + 3) & ~3;
  endSure = max(firstSure, (<i32>floor(max(sureTo, from - 2.0)) + 1) & ~3);
  return firstPlane < endPlane;
}

/**
 * How the ray of a channel goes through a box.
 *
 * @returns whether it may pass the box
 */
export function setVoxelRay(box: usize, rays: usize, across: f64, ahead: f64, aside: f64): bool {
  const x = across * load<f64>(rays, 48) + load<f64>(rays, 72) + ahead * load<f64>(rays, 96);
  const y = across * load<f64>(rays, 56) + load<f64>(rays, 80) + ahead * load<f64>(rays, 104);
  const z = across * load<f64>(rays, 64) + load<f64>(rays, 88) + ahead * load<f64>(rays, 112);
  const startX = load<f64>(rays) + aside * load<f64>(rays, 24);
  const startY = load<f64>(rays, 8) + aside * load<f64>(rays, 32);
  const startZ = load<f64>(rays, 16) + aside * load<f64>(rays, 40);
  const alongX = COLUMNS_NEXT * abs(x);
  const alongY = ROWS_FIRST * abs(y);
  const alongZ = abs(z);
  let isSeen = false;
  let along = alongZ;
  if (alongY >= alongX && alongY >= alongZ) {
    along = abs(y);
    rayBase = <usize>load<i32>(box, 40);
    planeStride = load<i32>(box, 44);
    lineStride = load<i32>(box, 48);
    planesFrom = load<i32>(box, 24);
    planesTo = load<i32>(box, 28);
    linesFrom = load<i32>(box, 32);
    linesTo = load<i32>(box, 36);
    placesFrom = load<i32>(box, 16);
    placesTo = load<i32>(box, 20);
    isSeen = follow(startY, y, startZ, z, startX, x);
  } else if (alongX >= alongZ) {
    along = abs(x);
    rayBase = <usize>load<i32>(box, 52);
    planeStride = load<i32>(box, 56);
    lineStride = load<i32>(box, 60);
    planesFrom = load<i32>(box, 16);
    planesTo = load<i32>(box, 20);
    linesFrom = load<i32>(box, 32);
    linesTo = load<i32>(box, 36);
    placesFrom = load<i32>(box, 24);
    placesTo = load<i32>(box, 28);
    isSeen = follow(startX, x, startZ, z, startY, y);
  } else {
    rayBase = <usize>load<i32>(box, 40);
    planeStride = load<i32>(box, 48);
    lineStride = load<i32>(box, 44);
    planesFrom = load<i32>(box, 32);
    planesTo = load<i32>(box, 36);
    linesFrom = load<i32>(box, 24);
    linesTo = load<i32>(box, 28);
    placesFrom = load<i32>(box, 16);
    placesTo = load<i32>(box, 20);
    isSeen = follow(startZ, z, startY, y, startX, x);
  }
  planeLengthMm = sqrt(load<f64>(box) * (x * x + y * y) + load<f64>(box, 8) * z * z) / along;
  return isSeen;
}

/** Where samples beyond the box find zeros. */
@inline
export function beyondBox(box: usize): usize {
  return <usize>load<i32>(box, 64);
}

/** Steps from plane to plane as whole numbers: 0, 1, 2 and 3 of them. */
@inline
export function stepsInFour(step: f64): v128 {
  return i32x4(0, whole(step), whole(2.0 * step), whole(3.0 * step));
}

/** How far a ray moves in four planes. */
@inline
export function fourSteps(step: f64): i32 {
  return whole(4.0 * step);
}

@inline
function whole(voxels: f64): i32 {
  return <i32>nearest(voxels * <f64>(1 << FRACTION_BITS));
}

/** Positions on four planes, so many fours behind the first, as whole numbers from the voxel below the first. */
@inline
export function positionsFrom(position: f64, steps: v128, four: i32, fours: i32): v128 {
  const fraction = <i32>((position - floor(position)) * <f64>(1 << FRACTION_BITS));
  return i32x4.add(i32x4.splat(fraction + four * fours), steps);
}

/** Voxels from the first to those below four positions. */
@inline
export function wholesOf(positions: v128): v128 {
  return i32x4.shr_s(positions, FRACTION_BITS);
}

/**
 * How far four positions are from the voxels below them, 0 … 1.
 *
 * @param mask, unit what `fractionMask` and `fractionUnit` loaded: V8 would make constants anew in every turn of a loop
 */
@inline
export function fractionsOf(positions: v128, mask: v128, unit: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(v128.and(positions, mask)), unit);
}

@inline
export function fractionMask(box: usize): v128 {
  return v128.load(box, 80);
}

@inline
export function fractionUnit(box: usize): v128 {
  return v128.load(box, 96);
}

/** Which of four whole numbers are at least `least` and less than `end`. */
@inline
export function areWithin(numbers: v128, least: i32, end: i32): v128 {
  return v128.and(i32x4.ge_s(numbers, i32x4.splat(least)), i32x4.lt_s(numbers, i32x4.splat(end)));
}
