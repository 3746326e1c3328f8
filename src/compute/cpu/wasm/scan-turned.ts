// Line integrals of an image and its turned copies along rays (AssemblyScript): four or eight rays of a scan for each.
//
// Two functions: of one with branches that are never both taken, the compiler makes one loop with all of them inside. V8
// brings all loads of a turn of a loop to its beginning; those of two lines are as many as there are registers for.

import { ADDRESSES_AT, FOUR_RAYS, LINE_BYTES, locateRays, opposites, wholeSteps } from './joseph-tiles';

/** The sum and a sample between two pixels. */
@inline
function sampled(sum: v128, below: v128, above: v128, fraction: v128): v128 {
  return f32x4.add(sum, f32x4.add(below, f32x4.mul(fraction, f32x4.sub(above, below))));
}

/**
 * Adds what a tile of four copies holds to the sums of rays.
 *
 * @param isHalf whether the tile is of the upper half of the copies, on which the lower half of each ray is walked too
 * @param tile address of position 0 on the first line, see turned-tiles.ts
 * @param firstLine counted from the middle line
 * @param lines a multiple of four
 * @param stride bytes from line to line
 * @param rays four by four, see joseph-tiles.ts
 * @param count a multiple of four
 * @param places f32[32, 4], i32[32, 4]
 * @param sums f32[count, 4]
 */
export function scanFours(
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: i32,
  rays: usize,
  count: i32,
  places: usize,
  sums: usize,
): void {
  const placesBytes = <usize>lines * LINE_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let four: i32 = 0; four < count; four += 4) {
    const steps = wholeSteps(rays);
    for (let side: i32 = 0; side < sides; side++) {
      const isOn = locateRays(4, side == 0 ? 1.0 : -1.0, tile, firstLine, lines, width, stride, rays, steps, places);
      for (let ray: i32 = 0; ray < 4; ray++) {
        if (!(isOn & (1 << ray))) continue;
        let at = places + ((<usize>ray) << 2);
        const end = at + placesBytes;
        let sum = f32x4.splat(0);
        for (; at < end; at += 2 * LINE_BYTES) {
          const pixel0 = load<usize>(at, ADDRESSES_AT);
          sum = sampled(sum, v128.load(pixel0), v128.load(pixel0, 16), v128.load32_splat(at));
          const pixel1 = load<usize>(at, ADDRESSES_AT + LINE_BYTES);
          sum = sampled(sum, v128.load(pixel1), v128.load(pixel1, 16), v128.load32_splat(at, LINE_BYTES));
        }
        const out = sums + ((<usize>ray) << 4);
        v128.store(out, f32x4.add(v128.load(out), side == 0 ? sum : opposites(sum)));
      }
    }
    rays += FOUR_RAYS;
    sums += 64;
  }
}

/** The same of a tile of eight copies. @param sums f32[count, 8] */
export function scanEights(
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: i32,
  rays: usize,
  count: i32,
  places: usize,
  sums: usize,
): void {
  const placesBytes = <usize>lines * LINE_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let four: i32 = 0; four < count; four += 4) {
    const steps = wholeSteps(rays);
    for (let side: i32 = 0; side < sides; side++) {
      const isOn = locateRays(5, side == 0 ? 1.0 : -1.0, tile, firstLine, lines, width, stride, rays, steps, places);
      for (let ray: i32 = 0; ray < 4; ray++) {
        if (!(isOn & (1 << ray))) continue;
        let at = places + ((<usize>ray) << 2);
        const end = at + placesBytes;
        let sum = f32x4.splat(0);
        let mirrored = f32x4.splat(0);
        for (; at < end; at += 2 * LINE_BYTES) {
          const pixel0 = load<usize>(at, ADDRESSES_AT);
          const fraction0 = v128.load32_splat(at);
          sum = sampled(sum, v128.load(pixel0), v128.load(pixel0, 32), fraction0);
          mirrored = sampled(mirrored, v128.load(pixel0, 16), v128.load(pixel0, 48), fraction0);
          const pixel1 = load<usize>(at, ADDRESSES_AT + LINE_BYTES);
          const fraction1 = v128.load32_splat(at, LINE_BYTES);
          sum = sampled(sum, v128.load(pixel1), v128.load(pixel1, 32), fraction1);
          mirrored = sampled(mirrored, v128.load(pixel1, 16), v128.load(pixel1, 48), fraction1);
        }
        const out = sums + ((<usize>ray) << 5);
        v128.store(out, f32x4.add(v128.load(out), side == 0 ? sum : opposites(sum)));
        v128.store(out, f32x4.add(v128.load(out, 16), side == 0 ? mirrored : opposites(mirrored)), 16);
      }
    }
    rays += FOUR_RAYS;
    sums += 128;
  }
}
