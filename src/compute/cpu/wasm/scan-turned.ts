// Line integrals of an image and its turned copies along rays (AssemblyScript): four or eight rays of a scan for each.

import { FOUR_LINES_BYTES, isOn, locateRay, opposites, RAY_BYTES } from './joseph-tiles';

/**
 * Adds what a tile holds to the sums of rays.
 *
 * @param isEight whether eight copies lie side by side, or four
 * @param isHalf whether the tile is of the upper half of the copies, on which the lower half of each ray is walked too
 * @param tile address of position 0 on the first line, see turned-tiles.ts
 * @param firstLine counted from the middle line
 * @param lines a multiple of four
 * @param stride bytes from line to line
 * @param rays f64[count, 2], see joseph-tiles.ts
 * @param places room for 8 × f32 of each four lines
 * @param sums f32[count, 8 or 4]
 */
export function scanTile(
  isEight: bool,
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: usize,
  rays: usize,
  count: i32,
  places: usize,
  sums: usize,
): void {
  if (isEight) scanRaysOf(true, 5, isHalf, tile, firstLine, lines, width, stride, rays, count, places, sums);
  else scanRaysOf(false, 4, isHalf, tile, firstLine, lines, width, stride, rays, count, places, sums);
}

@inline
function scanRaysOf(
  isEight: bool,
  shift: i32,
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: usize,
  rays: usize,
  count: i32,
  places: usize,
  sums: usize,
): void {
  const middle = 0.5 * <f64>(width - 1);
  const end = places + <usize>(lines >> 2) * FOUR_LINES_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let ray: i32 = 0; ray < count; ray++) {
    let place = load<f64>(rays);
    const step = load<f64>(rays, 8);
    for (let side: i32 = 0; side < sides; side++) {
      const position = middle + place + firstLine * step;
      place = -place;
      if (!isOn(position, position + <f64>(lines - 1) * step, <f64>width)) continue;
      locateRay(shift, tile, lines, stride, position, step, places);
      let sum = f32x4.splat(0);
      let mirrored = f32x4.splat(0);
      for (let at = places; at < end; at += FOUR_LINES_BYTES) {
        for (let line: usize = 0; line < 16; line += 4) {
          const pixel = load<usize>(at + line, 16);
          const fraction = v128.load32_splat(at + line);
          const below = v128.load(pixel);
          if (isEight) {
            const belowMirrored = v128.load(pixel, 16);
            sum = f32x4.add(sum, f32x4.add(below, f32x4.mul(fraction, f32x4.sub(v128.load(pixel, 32), below))));
            const change = f32x4.sub(v128.load(pixel, 48), belowMirrored);
            mirrored = f32x4.add(mirrored, f32x4.add(belowMirrored, f32x4.mul(fraction, change)));
          } else {
            sum = f32x4.add(sum, f32x4.add(below, f32x4.mul(fraction, f32x4.sub(v128.load(pixel, 16), below))));
          }
        }
      }
      v128.store(sums, f32x4.add(v128.load(sums), side == 0 ? sum : opposites(sum)));
      if (isEight) v128.store(sums, f32x4.add(v128.load(sums, 16), side == 0 ? mirrored : opposites(mirrored)), 16);
    }
    rays += RAY_BYTES;
    sums += <usize>1 << shift;
  }
}
