// Where rays are sampled on a tile of lines of an image and its turned copies (AssemblyScript), for line integrals and for
// their transpose; see turned-tiles.ts, and joseph-samples.ts for the method.
//
// Every ray is turned so far that it moves by one position at most from line to line. Of a ray its `place` is known, where
// it crosses the middle line of the image, from the middle, and its `step` from line to line, in pixels. Half a turn
// carries the lower half of a ray into the upper half of the ray at −place, with other copies in its lanes. So the upper
// half of the copies is enough, on which both halves are walked, one after the other.
//
// Positions are computed in double precision for each tile, and on it in whole numbers that count 2⁻²⁵ of a pixel, so
// that nothing drifts. A tile has so many zeros at both ends of its lines that a ray which is anywhere less than a pixel
// from the image is on the zeros everywhere else.
//
// Where four rays are is worked out for all lines of a tile before anything is added up, as in seen-strips.ts: on each
// line the fractions, 4 × f32, and, behind those of all lines, the addresses of the pixels below, 4 × i32.

/** Bytes of four rays: 4 × f64 places, 4 × f64 steps. */
export const FOUR_RAYS: usize = 64;
/** Bytes of the fractions of four rays on one line. */
export const LINE_BYTES: usize = 16;
/** Bytes from the fractions on 32 lines to the addresses. */
export const ADDRESSES_AT: usize = 512;
const FRACTION_BITS: i32 = 25;
/** 1.5·2⁵²: added to a number it leaves the nearest whole one in the last bits. V8's conversions take six instructions. */
const ROUNDING: f64 = 6755399441055744.0;

/** The nearest whole numbers of four. */
@inline
function whole(first: v128, second: v128): v128 {
  const rounding = f64x2.splat(ROUNDING);
  return v128.shuffle<i32>(f64x2.add(first, rounding), f64x2.add(second, rounding), 0, 2, 4, 6);
}

/** Steps of four rays from line to line as whole numbers. */
@inline
export function wholeSteps(rays: usize): v128 {
  const unit = f64x2.splat(<f64>(1 << FRACTION_BITS));
  return whole(f64x2.mul(v128.load(rays, 32), unit), f64x2.mul(v128.load(rays, 48), unit));
}

/**
 * Works out where four rays are on a tile. Returns which of them are less than a pixel from the image on any of its lines,
 * as four bits; where it is none, nothing has been worked out.
 *
 * @param shift a pixel takes 2^shift bytes
 * @param sign 1 for the rays themselves, −1 for those that half a turn makes of them
 * @param tile address of position 0 on the first line
 * @param firstLine counted from the middle line
 * @param lines a multiple of four
 * @param steps see `wholeSteps`
 * @param places f32[32, 4], i32[32, 4]
 */
@inline
export function locateRays(
  shift: i32,
  sign: f64,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: i32,
  rays: usize,
  steps: v128,
  places: usize,
): i32 {
  const signs = f64x2.splat(sign);
  const first = f64x2.splat(firstLine);
  const middle = f64x2.splat(0.5 * <f64>(width - 1));
  const half = f64x2.splat(0.5 * <f64>(lines - 1));
  const bound = f64x2.splat(0.5 * <f64>(width + 1));
  const steps0 = v128.load(rays, 32);
  const steps1 = v128.load(rays, 48);
  // From the middle of the first line.
  const from0 = f64x2.add(f64x2.mul(signs, v128.load(rays)), f64x2.mul(first, steps0));
  const from1 = f64x2.add(f64x2.mul(signs, v128.load(rays, 16)), f64x2.mul(first, steps1));
  const drift0 = f64x2.mul(half, steps0);
  const drift1 = f64x2.mul(half, steps1);
  const isOn0 = f64x2.lt(f64x2.abs(f64x2.add(from0, drift0)), f64x2.add(bound, f64x2.abs(drift0)));
  const isOn1 = f64x2.lt(f64x2.abs(f64x2.add(from1, drift1)), f64x2.add(bound, f64x2.abs(drift1)));
  const isOn = i32x4.bitmask(v128.shuffle<i32>(isOn0, isOn1, 0, 2, 4, 6));
  if (isOn == 0) return 0;
  // Those that are not on the tile stay on it all the same.
  const position0 = v128.and(isOn0, f64x2.add(from0, middle));
  const position1 = v128.and(isOn1, f64x2.add(from1, middle));
  const below0 = f64x2.floor(position0);
  const below1 = f64x2.floor(position1);
  const unit = f64x2.splat(<f64>(1 << FRACTION_BITS));
  let positions = whole(
    f64x2.mul(f64x2.sub(position0, below0), unit),
    f64x2.mul(f64x2.sub(position1, below1), unit),
  );
  let origins = i32x4.add(i32x4.splat(<i32>tile), i32x4.shl(whole(below0, below1), shift));
  const toNextLine = i32x4.splat(stride);
  const fractionBits = i32x4.splat((1 << FRACTION_BITS) - 1);
  const perBit = f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS));
  const pixelBits = i32x4.splat(-(1 << shift));
  const end = places + <usize>lines * LINE_BYTES;
  for (; places < end; places += LINE_BYTES) {
    v128.store(places, f32x4.mul(f32x4.convert_i32x4_s(v128.and(positions, fractionBits)), perBit));
    const bytes = v128.and(i32x4.shr_s(positions, FRACTION_BITS - shift), pixelBits);
    v128.store(places, i32x4.add(origins, bytes), ADDRESSES_AT);
    positions = i32x4.add(positions, steps);
    origins = i32x4.add(origins, toNextLine);
  }
  return isOn;
}

/** The same four numbers for a ray that half a turn has carried into another: each copy is where its opposite was. */
@inline
export function opposites(four: v128): v128 {
  return v128.shuffle<f32>(four, four, 2, 3, 0, 1);
}
