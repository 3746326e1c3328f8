// The transpose of scan-turned.ts: readings are added to the pixels of the copies that their rays were summed over
// (AssemblyScript).

import { FOUR_LINES_BYTES, isOn, locateRay, opposites, RAY_BYTES } from './joseph-tiles';

/**
 * Adds the readings of rays to a tile, see scanTile.
 *
 * @param tile added to
 * @param readings f32[count, 8 or 4]
 */
export function spreadTile(
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
  readings: usize,
): void {
  if (isEight) spreadRaysOf(true, 5, isHalf, tile, firstLine, lines, width, stride, rays, count, places, readings);
  else spreadRaysOf(false, 4, isHalf, tile, firstLine, lines, width, stride, rays, count, places, readings);
}

@inline
function spreadRaysOf(
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
  readings: usize,
): void {
  const middle = 0.5 * <f64>(width - 1);
  const end = places + <usize>(lines >> 2) * FOUR_LINES_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let ray: i32 = 0; ray < count; ray++) {
    let place = load<f64>(rays);
    const step = load<f64>(rays, 8);
    let values = v128.load(readings);
    let mirrored = isEight ? v128.load(readings, 16) : values;
    const isAny = v128.any_true(isEight ? v128.or(values, mirrored) : values);
    for (let side: i32 = 0; side < sides; side++) {
      const position = middle + place + firstLine * step;
      if (isAny && isOn(position, position + <f64>(lines - 1) * step, <f64>width)) {
        locateRay(shift, tile, lines, stride, position, step, places);
        for (let at = places; at < end; at += FOUR_LINES_BYTES) {
          for (let line: usize = 0; line < 16; line += 4) {
            const pixel = load<usize>(at + line, 16);
            const fraction = v128.load32_splat(at + line);
            const above = f32x4.mul(fraction, values);
            if (isEight) {
              const aboveMirrored = f32x4.mul(fraction, mirrored);
              v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.sub(values, above)));
              v128.store(pixel, f32x4.add(v128.load(pixel, 16), f32x4.sub(mirrored, aboveMirrored)), 16);
              v128.store(pixel, f32x4.add(v128.load(pixel, 32), above), 32);
              v128.store(pixel, f32x4.add(v128.load(pixel, 48), aboveMirrored), 48);
            } else {
              v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.sub(values, above)));
              v128.store(pixel, f32x4.add(v128.load(pixel, 16), above), 16);
            }
          }
        }
      }
      place = -place;
      values = opposites(values);
      mirrored = opposites(mirrored);
    }
    rays += RAY_BYTES;
    readings += <usize>1 << shift;
  }
}
