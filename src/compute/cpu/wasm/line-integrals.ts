// Line integrals of a phantom of shapes, two neighbouring rays of a view at a time (AssemblyScript), of the same bits as
// src/phantom/ray-profile.ts: every operation of the intervals in src/phantom/shape-intervals.ts is done in its order.
//
// A shape that both rays pass outside of its circle costs a few operations. The stretches of the others wait in a list
// for each ray; where shapes replace each other, a ray is then walked from boundary to boundary.

import { STRETCH_BYTES, sumOfAll, sumOfTopmost } from './stretches';

// A shape in memory: ten doubles, then whole numbers.
const CENTRE_X: usize = 0;
const CENTRE_Y: usize = 8;
const COSINE: usize = 16;
const SINE: usize = 24;
const SEMI_AXIS_X: usize = 32;
const SEMI_AXIS_Y: usize = 40;
/** Rays further from the centre miss. */
const REACH: usize = 48;
const VALUE: usize = 56;
/** The half-planes of a polygon, or of an ellipse's clip: address and number. */
const EDGES: usize = 64;
const EDGE_COUNT: usize = 68;
const IS_ELLIPSE: usize = 72;
const SHAPE_BYTES: usize = 80;

/** A half-plane: normal x and y, distance from the origin. */
const EDGE_BYTES: usize = 24;

// What one pair of rays is asked with; @inline functions cannot give back two intervals.
let enters: v128 = f64x2.splat(0);
let exits: v128 = f64x2.splat(0);

@inline
function meetEllipse(shape: usize, originX: v128, originY: v128, directionX: v128, directionY: v128, grazing: f64): void {
  const cosine = v128.load64_splat(shape, COSINE);
  const sine = v128.load64_splat(shape, SINE);
  const a = v128.load64_splat(shape, SEMI_AXIS_X);
  const b = v128.load64_splat(shape, SEMI_AXIS_Y);
  const fromX = f64x2.sub(originX, v128.load64_splat(shape, CENTRE_X));
  const fromY = f64x2.sub(originY, v128.load64_splat(shape, CENTRE_Y));
  const ox = f64x2.div(f64x2.add(f64x2.mul(fromX, cosine), f64x2.mul(fromY, sine)), a);
  const oy = f64x2.div(f64x2.sub(f64x2.mul(fromY, cosine), f64x2.mul(fromX, sine)), b);
  const dx = f64x2.div(f64x2.add(f64x2.mul(directionX, cosine), f64x2.mul(directionY, sine)), a);
  const dy = f64x2.div(f64x2.sub(f64x2.mul(directionY, cosine), f64x2.mul(directionX, sine)), b);
  const lengthSquared = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
  const cross = f64x2.sub(f64x2.mul(ox, dy), f64x2.mul(oy, dx));
  const discriminant = f64x2.sub(lengthSquared, f64x2.mul(cross, cross));
  const isHit = f64x2.gt(discriminant, f64x2.mul(f64x2.splat(grazing), lengthSquared));
  const middle = f64x2.div(f64x2.neg(f64x2.add(f64x2.mul(ox, dx), f64x2.mul(oy, dy))), lengthSquared);
  const half = f64x2.div(f64x2.sqrt(discriminant), lengthSquared);
  enters = v128.and(isHit, f64x2.sub(middle, half));
  exits = v128.and(isHit, f64x2.add(middle, half));
}

@inline
function clipByHalfPlanes(
  shape: usize,
  originX: v128,
  originY: v128,
  directionX: v128,
  directionY: v128,
  parallel: f64,
  onEdge: f64,
): void {
  let enter = enters;
  let exit = exits;
  let edge = <usize>load<u32>(shape, EDGES);
  const end = edge + <usize>load<u32>(shape, EDGE_COUNT) * EDGE_BYTES;
  const zero = f64x2.splat(0);
  for (; edge < end; edge += EDGE_BYTES) {
    const normalX = v128.load64_splat(edge);
    const normalY = v128.load64_splat(edge, 8);
    const outside = f64x2.sub(
      f64x2.add(f64x2.mul(normalX, originX), f64x2.mul(normalY, originY)),
      v128.load64_splat(edge, 16),
    );
    const approach = f64x2.add(f64x2.mul(normalX, directionX), f64x2.mul(normalY, directionY));
    const isAlong = f64x2.lt(f64x2.abs(approach), f64x2.splat(parallel));
    const leaves = f64x2.gt(approach, zero);
    const crossing = f64x2.div(f64x2.neg(outside), approach);
    exit = v128.bitselect(f64x2.pmin(exit, crossing), exit, v128.andnot(leaves, isAlong));
    enter = v128.bitselect(enter, f64x2.pmax(enter, crossing), v128.or(leaves, isAlong));
    if (v128.any_true(isAlong)) {
      const x = load<f64>(edge);
      const ownsEdge = abs(x) > parallel ? x > 0 : load<f64>(edge, 8) > 0;
      const isOff = f64x2.gt(f64x2.abs(outside), f64x2.splat(onEdge));
      const isOut = v128.bitselect(f64x2.ge(outside, zero), i64x2.splat(ownsEdge ? 0 : -1), isOff);
      exit = v128.bitselect(f64x2.splat(-Infinity), exit, v128.and(isAlong, isOut));
    }
  }
  enters = enter;
  exits = exit;
}

/**
 * @param shapes as above, count of them
 * @param replaces whether later shapes cover what lies beneath
 * @param cosines, sines of the channels' fan angles, f64[channels, and one more]
 * @param distances of their rays from the axis in mm, f64[channels, and one more]
 * @param room for two lists of as many stretches as there are shapes
 * @param out f64[channels, and one more], in the phantom's unit × mm
 * @param cosine, sine of the view's angle
 * @param grazing, parallel, onEdge what shape-intervals.ts takes for touching, parallel and on an edge
 */
export function lineIntegrals(
  shapes: usize,
  count: i32,
  replaces: bool,
  cosines: usize,
  sines: usize,
  distances: usize,
  channels: i32,
  room: usize,
  out: usize,
  cosine: f64,
  sine: f64,
  grazing: f64,
  parallel: f64,
  onEdge: f64,
): void {
  const endOfShapes = shapes + <usize>count * SHAPE_BYTES;
  const otherRoom = room + <usize>count * STRETCH_BYTES;
  const bytes = (<usize>channels) << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const fanCosine = v128.load(cosines + at);
    const fanSine = v128.load(sines + at);
    const u = v128.load(distances + at);
    const rayCosine = f64x2.add(f64x2.mul(f64x2.splat(cosine), fanCosine), f64x2.mul(f64x2.splat(sine), fanSine));
    const raySine = f64x2.sub(f64x2.mul(f64x2.splat(sine), fanCosine), f64x2.mul(f64x2.splat(cosine), fanSine));
    const originX = f64x2.mul(u, rayCosine);
    const originY = f64x2.mul(u, raySine);
    const directionX = f64x2.neg(raySine);
    let end = room;
    let otherEnd = otherRoom;
    for (let shape = shapes; shape < endOfShapes; shape += SHAPE_BYTES) {
      const aside = f64x2.sub(
        f64x2.mul(f64x2.sub(v128.load64_splat(shape, CENTRE_X), originX), rayCosine),
        f64x2.mul(f64x2.sub(v128.load64_splat(shape, CENTRE_Y), originY), directionX),
      );
      const isNear = f64x2.le(f64x2.abs(aside), v128.load64_splat(shape, REACH));
      if (!v128.any_true(isNear)) continue;
      if (load<i32>(shape, IS_ELLIPSE)) meetEllipse(shape, originX, originY, directionX, rayCosine, grazing);
      else {
        enters = v128.and(isNear, f64x2.splat(-Infinity));
        exits = v128.and(isNear, f64x2.splat(Infinity));
      }
      if (load<i32>(shape, EDGE_COUNT)) {
        clipByHalfPlanes(shape, originX, originY, directionX, rayCosine, parallel, onEdge);
      }
      const enter = enters;
      const exit = exits;
      const isHit = f64x2.gt(exit, enter);
      const value = v128.load64_splat(shape, VALUE);
      // Where a ray misses, the next stretch takes the place.
      v128.store(end, v128.shuffle<f64>(enter, exit, 0, 2));
      v128.store(end, value, 16);
      v128.store(otherEnd, v128.shuffle<f64>(enter, exit, 1, 3));
      v128.store(otherEnd, value, 16);
      end -= <usize>i64x2.extract_lane(isHit, 0) * STRETCH_BYTES;
      otherEnd -= <usize>i64x2.extract_lane(isHit, 1) * STRETCH_BYTES;
    }
    const here = out + at;
    store<f64>(here, replaces ? sumOfTopmost(room, end) : sumOfAll(room, end));
    store<f64>(here, replaces ? sumOfTopmost(otherRoom, otherEnd) : sumOfAll(otherRoom, otherEnd), 8);
  }
}
