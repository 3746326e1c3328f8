// Line integrals of a phantom of solids along the rays of one row of a detector, two neighbouring rays at a time
// (AssemblyScript). The formulas, and why they are written so, stand in src/phantom/solids/solid-intervals.ts.
//
// Each solid says which channels its sphere can fall on; others do not ask it. Where values add up they are added at once;
// where solids cover each other, stretches wait in a list for each ray, which is then walked from boundary to boundary.

import { STRETCH_BYTES, sumOfTopmost } from './stretches';

// A solid in memory: doubles, then whole numbers.
const CENTRE_X: usize = 0;
const CENTRE_Y: usize = 8;
const CENTRE_Z: usize = 16;
const REACH_SQUARED: usize = 24;
/** M, row by row. */
const LOCAL: usize = 32;
const VALUE: usize = 104;
/** Of the round form q₁² + q₂² + sign·q₃² ≤ size. */
const SIGN: usize = 112;
const SIZE: usize = 120;
/** The half-spaces that cut it: address and number. */
const PLANES: usize = 128;
const PLANE_COUNT: usize = 132;
const IS_ROUND: usize = 136;
/** The channels that may see it. */
const FROM: usize = 140;
const TO: usize = 144;
const SOLID_BYTES: usize = 152;

/** A half-space: normal x, y and z, distance from the solid's centre. */
const PLANE_BYTES: usize = 32;

// What one pair of rays is asked with; @inline functions cannot give back two intervals.
let enters: v128 = f64x2.splat(0);
let exits: v128 = f64x2.splat(0);

@inline
function sumOfThree(a: v128, x: v128, b: v128, y: v128, c: v128, z: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(a, x), f64x2.mul(b, y)), f64x2.mul(c, z));
}

@inline
function localRow(solid: usize, row: usize, x: v128, y: v128, z: v128): v128 {
  const at = solid + LOCAL + 24 * row;
  return sumOfThree(v128.load64_splat(at), x, v128.load64_splat(at, 8), y, v128.load64_splat(at, 16), z);
}

@inline
function crossed(a: v128, y: v128, b: v128, x: v128): v128 {
  return f64x2.sub(f64x2.mul(a, y), f64x2.mul(b, x));
}

@inline
function meetRound(solid: usize, x: v128, y: v128, z: v128, dx: v128, dy: v128, dz: v128, grazing: f64, parallel: f64): void {
  const zero = f64x2.splat(0);
  const infinite = f64x2.splat(Infinity);
  const minusInfinite = f64x2.splat(-Infinity);
  const sign = v128.load64_splat(solid, SIGN);
  const size = v128.load64_splat(solid, SIZE);
  const o1 = localRow(solid, 0, x, y, z);
  const o2 = localRow(solid, 1, x, y, z);
  const o3 = localRow(solid, 2, x, y, z);
  const d1 = localRow(solid, 0, dx, dy, dz);
  const d2 = localRow(solid, 1, dx, dy, dz);
  const d3 = localRow(solid, 2, dx, dy, dz);
  const across = f64x2.add(f64x2.mul(d1, d1), f64x2.mul(d2, d2));
  const a = f64x2.add(across, f64x2.mul(sign, f64x2.mul(d3, d3)));
  const b = sumOfThree(o1, d1, o2, d2, f64x2.mul(sign, o3), d3);
  const c = f64x2.sub(sumOfThree(o1, o1, o2, o2, f64x2.mul(sign, o3), o3), size);
  const x12 = crossed(o1, d2, o2, d1);
  const x13 = crossed(o1, d3, o3, d1);
  const x23 = crossed(o2, d3, o3, d2);
  const discriminant = f64x2.sub(
    f64x2.mul(size, a),
    f64x2.add(f64x2.mul(x12, x12), f64x2.mul(sign, f64x2.add(f64x2.mul(x13, x13), f64x2.mul(x23, x23)))),
  );
  const isCone = f64x2.lt(sign, zero);
  const isOpen = f64x2.ge(a, zero);
  const longest = v128.bitselect(across, a, isCone);
  const isMiss = v128.and(isOpen, f64x2.le(discriminant, f64x2.mul(f64x2.splat(grazing), longest)));
  // Both roots without cancelling.
  const root = f64x2.sqrt(f64x2.pmax(zero, discriminant));
  const q = v128.bitselect(f64x2.neg(f64x2.add(b, root)), f64x2.sub(root, b), f64x2.gt(b, zero));
  const isTip = f64x2.eq(q, zero);
  const first = v128.andnot(f64x2.div(q, a), isTip);
  const second = v128.andnot(f64x2.div(c, q), isTip);
  const least = f64x2.pmin(first, second);
  const most = f64x2.pmax(first, second);
  // Within one of the two cones that meet at the tip, of which the solid is the one above it.
  const height = f64x2.add(o3, f64x2.mul(f64x2.mul(f64x2.splat(0.5), f64x2.add(least, most)), d3));
  const isBelow = v128.and(v128.and(isCone, isOpen), f64x2.le(height, zero));
  const rises = f64x2.gt(d3, zero);
  const isOut = v128.or(isMiss, isBelow);
  enters = v128.andnot(v128.bitselect(least, v128.bitselect(most, minusInfinite, rises), isOpen), isOut);
  exits = v128.andnot(v128.bitselect(most, v128.bitselect(infinite, least, rises), isOpen), isOut);
  if (load<f64>(solid, SIGN) == 0) {
    // Along a cylinder's axis: in or out as a whole.
    const isAlong = f64x2.le(a, f64x2.mul(f64x2.splat(parallel * parallel), f64x2.mul(d3, d3)));
    const isIn = f64x2.lt(c, f64x2.splat(-grazing));
    enters = v128.bitselect(v128.and(minusInfinite, isIn), enters, isAlong);
    exits = v128.bitselect(v128.and(infinite, isIn), exits, isAlong);
  }
}

@inline
function clipByHalfSpaces(solid: usize, x: v128, y: v128, z: v128, dx: v128, dy: v128, dz: v128, parallel: f64, onFace: f64): void {
  let enter = enters;
  let exit = exits;
  let plane = <usize>load<u32>(solid, PLANES);
  const end = plane + <usize>load<u32>(solid, PLANE_COUNT) * PLANE_BYTES;
  const zero = f64x2.splat(0);
  for (; plane < end; plane += PLANE_BYTES) {
    const nx = v128.load64_splat(plane);
    const ny = v128.load64_splat(plane, 8);
    const nz = v128.load64_splat(plane, 16);
    const outside = f64x2.sub(sumOfThree(nx, x, ny, y, nz, z), v128.load64_splat(plane, 24));
    const approach = sumOfThree(nx, dx, ny, dy, nz, dz);
    const isAlong = f64x2.lt(f64x2.abs(approach), f64x2.splat(parallel));
    const leaves = f64x2.gt(approach, zero);
    const crossing = f64x2.div(f64x2.neg(outside), approach);
    exit = v128.bitselect(f64x2.pmin(exit, crossing), exit, v128.andnot(leaves, isAlong));
    enter = v128.bitselect(enter, f64x2.pmax(enter, crossing), v128.or(leaves, isAlong));
    if (v128.any_true(isAlong)) {
      const isOff = f64x2.gt(f64x2.abs(outside), f64x2.splat(onFace));
      const isOut = v128.bitselect(f64x2.ge(outside, zero), i64x2.splat(ownsFace(plane, parallel) ? 0 : -1), isOff);
      exit = v128.bitselect(f64x2.splat(-Infinity), exit, v128.and(isAlong, isOut));
    }
  }
  enters = enter;
  exits = exit;
}

function ownsFace(plane: usize, parallel: f64): bool {
  const x = load<f64>(plane);
  const y = load<f64>(plane, 8);
  if (abs(x) > parallel) return x > 0;
  return abs(y) > parallel ? y > 0 : load<f64>(plane, 16) > 0;
}

/**
 * @param solids as above, count of them: those that the row may see
 * @param replaces whether later solids cover what lies beneath
 * @param view o, e₁, e₂ and e₃ (src/geometry/lowered-rays.ts), f64[12]
 * @param isParallel whether the channels and the row shift rays instead of turning them
 * @param sines, cosines the factors of e₁ and e₃ of the channels, f64[channels, and one more]
 * @param t the factor of e₂
 * @param room for two lists of as many stretches as there are solids
 * @param out f32[channels, and one more], in the phantom's unit × mm
 * @param grazing, parallel, onFace what solid-intervals.ts takes for touching, parallel and on a face
 */
export function scanSolids(
  solids: usize,
  count: i32,
  replaces: bool,
  view: usize,
  isParallel: bool,
  sines: usize,
  cosines: usize,
  t: f64,
  channels: i32,
  room: usize,
  out: usize,
  grazing: f64,
  parallel: f64,
  onFace: f64,
): void {
  const endOfSolids = solids + <usize>count * SOLID_BYTES;
  const otherRoom = room + <usize>count * STRETCH_BYTES;
  const one = f64x2.splat(1);
  for (let channel: i32 = 0; channel < channels; channel += 2) {
    const at = (<usize>channel) << 3;
    const c1 = v128.load(sines + at);
    const c3 = v128.load(cosines + at);
    const c2 = f64x2.splat(t);
    const asideX = sumOfThree(c1, v128.load64_splat(view, 24), c2, v128.load64_splat(view, 48), c3, v128.load64_splat(view, 72));
    const asideY = sumOfThree(c1, v128.load64_splat(view, 32), c2, v128.load64_splat(view, 56), c3, v128.load64_splat(view, 80));
    const asideZ = sumOfThree(c1, v128.load64_splat(view, 40), c2, v128.load64_splat(view, 64), c3, v128.load64_splat(view, 88));
    let originX = v128.load64_splat(view);
    let originY = v128.load64_splat(view, 8);
    let originZ = v128.load64_splat(view, 16);
    let dx = asideX;
    let dy = asideY;
    let dz = asideZ;
    if (isParallel) {
      originX = f64x2.add(originX, asideX);
      originY = f64x2.add(originY, asideY);
      originZ = f64x2.add(originZ, asideZ);
      dx = v128.load64_splat(view, 72);
      dy = v128.load64_splat(view, 80);
      dz = v128.load64_splat(view, 88);
    }
    const inverse = f64x2.div(one, f64x2.sqrt(sumOfThree(dx, dx, dy, dy, dz, dz)));
    dx = f64x2.mul(dx, inverse);
    dy = f64x2.mul(dy, inverse);
    dz = f64x2.mul(dz, inverse);
    let sums = f64x2.splat(0);
    let end = room;
    let otherEnd = otherRoom;
    for (let solid = solids; solid < endOfSolids; solid += SOLID_BYTES) {
      if (channel + 1 < load<i32>(solid, FROM) || channel >= load<i32>(solid, TO)) continue;
      const fromX = f64x2.sub(originX, v128.load64_splat(solid, CENTRE_X));
      const fromY = f64x2.sub(originY, v128.load64_splat(solid, CENTRE_Y));
      const fromZ = f64x2.sub(originZ, v128.load64_splat(solid, CENTRE_Z));
      const foot = f64x2.neg(sumOfThree(fromX, dx, fromY, dy, fromZ, dz));
      const x = f64x2.add(fromX, f64x2.mul(foot, dx));
      const y = f64x2.add(fromY, f64x2.mul(foot, dy));
      const z = f64x2.add(fromZ, f64x2.mul(foot, dz));
      const isNear = f64x2.le(sumOfThree(x, x, y, y, z, z), v128.load64_splat(solid, REACH_SQUARED));
      if (!v128.any_true(isNear)) continue;
      if (load<i32>(solid, IS_ROUND)) meetRound(solid, x, y, z, dx, dy, dz, grazing, parallel);
      else {
        enters = f64x2.splat(-Infinity);
        exits = f64x2.splat(Infinity);
      }
      if (load<i32>(solid, PLANE_COUNT)) clipByHalfSpaces(solid, x, y, z, dx, dy, dz, parallel, onFace);
      const isHit = v128.and(isNear, f64x2.gt(exits, enters));
      if (!v128.any_true(isHit)) continue;
      const value = v128.load64_splat(solid, VALUE);
      if (!replaces) {
        sums = f64x2.add(sums, v128.and(isHit, f64x2.mul(value, f64x2.sub(exits, enters))));
        continue;
      }
      const enter = f64x2.add(foot, enters);
      const exit = f64x2.add(foot, exits);
      // Where a ray misses, the next stretch takes the place.
      v128.store(end, v128.shuffle<f64>(enter, exit, 0, 2));
      v128.store(end, value, 16);
      v128.store(otherEnd, v128.shuffle<f64>(enter, exit, 1, 3));
      v128.store(otherEnd, value, 16);
      end -= <usize>i64x2.extract_lane(isHit, 0) * STRETCH_BYTES;
      otherEnd -= <usize>i64x2.extract_lane(isHit, 1) * STRETCH_BYTES;
    }
    const here = out + ((<usize>channel) << 2);
    store<f32>(here, <f32>(replaces ? sumOfTopmost(room, end) : f64x2.extract_lane(sums, 0)));
    store<f32>(here, <f32>(replaces ? sumOfTopmost(otherRoom, otherEnd) : f64x2.extract_lane(sums, 1)), 4);
  }
}
