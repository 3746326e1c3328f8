// The transpose of scan-turned.ts: readings are added to the pixels of the copies that their rays were summed over
// (AssemblyScript).

import { ADDRESSES_AT, FOUR_RAYS, LINE_BYTES, locateRays, opposites, wholeSteps } from './joseph-tiles';

@inline
function addFour(pixel: usize, fraction: v128, values: v128): void {
  const above = f32x4.mul(fraction, values);
  v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.sub(values, above)));
  v128.store(pixel, f32x4.add(v128.load(pixel, 16), above), 16);
}

@inline
function addEight(pixel: usize, fraction: v128, values: v128, mirrored: v128): void {
  const above = f32x4.mul(fraction, values);
  const aboveMirrored = f32x4.mul(fraction, mirrored);
  v128.store(pixel, f32x4.add(v128.load(pixel), f32x4.sub(values, above)));
  v128.store(pixel, f32x4.add(v128.load(pixel, 16), f32x4.sub(mirrored, aboveMirrored)), 16);
  v128.store(pixel, f32x4.add(v128.load(pixel, 32), above), 32);
  v128.store(pixel, f32x4.add(v128.load(pixel, 48), aboveMirrored), 48);
}

/**
 * Adds the readings of rays to a tile of four copies, see scanFours.
 *
 * @param tile added to
 * @param readings f32[count, 4]
 */
export function spreadFours(
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: i32,
  rays: usize,
  count: i32,
  places: usize,
  readings: usize,
): void {
  const placesBytes = <usize>lines * LINE_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let four: i32 = 0; four < count; four += 4) {
    const steps = wholeSteps(rays);
    for (let side: i32 = 0; side < sides; side++) {
      const isOn = locateRays(4, side == 0 ? 1.0 : -1.0, tile, firstLine, lines, width, stride, rays, steps, places);
      for (let ray: i32 = 0; ray < 4; ray++) {
        if (!(isOn & (1 << ray))) continue;
        const given = v128.load(readings + ((<usize>ray) << 4));
        const values = side == 0 ? given : opposites(given);
        let at = places + ((<usize>ray) << 2);
        const end = at + placesBytes;
        for (; at < end; at += 4 * LINE_BYTES) {
          addFour(load<usize>(at, ADDRESSES_AT), v128.load32_splat(at), values);
          addFour(load<usize>(at, ADDRESSES_AT + LINE_BYTES), v128.load32_splat(at, LINE_BYTES), values);
          addFour(load<usize>(at, ADDRESSES_AT + 2 * LINE_BYTES), v128.load32_splat(at, 2 * LINE_BYTES), values);
          addFour(load<usize>(at, ADDRESSES_AT + 3 * LINE_BYTES), v128.load32_splat(at, 3 * LINE_BYTES), values);
        }
      }
    }
    rays += FOUR_RAYS;
    readings += 64;
  }
}

/** The same of a tile of eight copies. @param readings f32[count, 8] */
export function spreadEights(
  isHalf: bool,
  tile: usize,
  firstLine: f64,
  lines: i32,
  width: i32,
  stride: i32,
  rays: usize,
  count: i32,
  places: usize,
  readings: usize,
): void {
  const placesBytes = <usize>lines * LINE_BYTES;
  const sides: i32 = isHalf ? 2 : 1;
  for (let four: i32 = 0; four < count; four += 4) {
    const steps = wholeSteps(rays);
    for (let side: i32 = 0; side < sides; side++) {
      const isOn = locateRays(5, side == 0 ? 1.0 : -1.0, tile, firstLine, lines, width, stride, rays, steps, places);
      for (let ray: i32 = 0; ray < 4; ray++) {
        if (!(isOn & (1 << ray))) continue;
        const own = readings + ((<usize>ray) << 5);
        const given = v128.load(own);
        const givenMirrored = v128.load(own, 16);
        const values = side == 0 ? given : opposites(given);
        const mirrored = side == 0 ? givenMirrored : opposites(givenMirrored);
        let at = places + ((<usize>ray) << 2);
        const end = at + placesBytes;
        for (; at < end; at += 4 * LINE_BYTES) {
          addEight(load<usize>(at, ADDRESSES_AT), v128.load32_splat(at), values, mirrored);
          addEight(load<usize>(at, ADDRESSES_AT + LINE_BYTES), v128.load32_splat(at, LINE_BYTES), values, mirrored);
          addEight(load<usize>(at, ADDRESSES_AT + 2 * LINE_BYTES), v128.load32_splat(at, 2 * LINE_BYTES), values, mirrored);
          addEight(load<usize>(at, ADDRESSES_AT + 3 * LINE_BYTES), v128.load32_splat(at, 3 * LINE_BYTES), values, mirrored);
        }
      }
    }
    rays += FOUR_RAYS;
    readings += 128;
  }
}
