// Where rays are sampled on a tile of lines of an image and its turned copies (AssemblyScript), for line integrals and for
// their transpose; see turned-tiles.ts, and joseph-samples.ts for the method.
//
// Every ray is turned so far that it moves by one position at most from line to line. Of a ray its `place` is known, where
// it crosses the middle line of the image, from the middle, and its `step` from line to line, in pixels: f64 each. Half a
// turn carries the lower half of a ray into the upper half of the ray at −place, with other copies in its lanes. So the
// upper half of the copies is enough, on which both halves are walked, one after the other.
//
// Positions are computed in double precision for each tile, and on it in whole numbers that count 2⁻²⁵ of a pixel, so
// that nothing drifts. A tile has so many zeros at both ends of its lines that a ray which is anywhere less than a pixel
// from the image is on the zeros everywhere else.
//
// All places of a ray on a tile are worked out before anything is added up, as in seen-strips.ts: for four lines the
// fractions, f32, and the addresses of the pixels below, i32.

/** Bytes of a ray's place and step. */
export const RAY_BYTES: usize = 16;
/** Bytes of what is worked out for four lines. */
export const FOUR_LINES_BYTES: usize = 32;
const FRACTION_BITS: i32 = 25;

/** Whether a ray is less than a pixel from the image on any line between two. */
@inline
export function isOn(first: f64, last: f64, width: f64): bool {
  return max(first, last) > -1.0 && min(first, last) < width;
}

/**
 * Works out where a ray is on a tile.
 *
 * @param shift a pixel takes 2^shift bytes
 * @param tile address of position 0 on the first line
 * @param lines a multiple of four
 * @param position on the first line
 * @param places f32 and i32 of all lines
 */
@inline
export function locateRay(shift: i32, tile: usize, lines: i32, stride: usize, position: f64, step: f64, places: usize): void {
  const below = floor(position);
  let origin = i32x4.add(
    i32x4.splat(<i32>tile + (<i32>below << shift)),
    i32x4(0, <i32>stride, 2 * <i32>stride, 3 * <i32>stride),
  );
  const toNextLines = i32x4.splat(4 * <i32>stride);
  const one = whole(step);
  let positions = i32x4.add(i32x4.splat(whole(position - below)), i32x4(0, one, 2 * one, 3 * one));
  const toNext = i32x4.splat(4 * one);
  const fractionBits = i32x4.splat((1 << FRACTION_BITS) - 1);
  const perBit = f32x4.splat(1.0 / <f32>(1 << FRACTION_BITS));
  const pixelBits = i32x4.splat(-(1 << shift));
  for (let line: i32 = 0; line < lines; line += 4) {
    v128.store(places, f32x4.mul(f32x4.convert_i32x4_s(v128.and(positions, fractionBits)), perBit));
    v128.store(places, i32x4.add(origin, v128.and(i32x4.shr_s(positions, FRACTION_BITS - shift), pixelBits)), 16);
    positions = i32x4.add(positions, toNext);
    origin = i32x4.add(origin, toNextLines);
    places += FOUR_LINES_BYTES;
  }
}

/** The same four numbers for a ray that half a turn has carried into another: each copy is where its opposite was. */
@inline
export function opposites(four: v128): v128 {
  return v128.shuffle<f32>(four, four, 2, 3, 0, 1);
}

@inline
function whole(pixels: f64): i32 {
  return <i32>nearest(pixels * <f64>(1 << FRACTION_BITS));
}
