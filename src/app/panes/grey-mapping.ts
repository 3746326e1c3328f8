import type { GreyMapping } from './image-surface.ts';

/** Grey level 0…255 of a value: round(255 · clamp((value − black) / (white − black))), 255 minus that if inverted. */
export function greyOf(value: number, mapping: GreyMapping): number {
  const scaled = ((value - mapping.black) / (mapping.white - mapping.black)) * 255;
  // Written so that NaN, also from an empty window, falls through to black.
  const grey = scaled >= 255 ? 255 : scaled > 0 ? Math.floor(scaled + 0.5) : 0;
  return mapping.inverted ? 255 - grey : grey;
}

/** The 256 greys as opaque pixels of an ImageData seen through a Uint32Array (little-endian, as every browser runs). */
export const GREY_PIXELS = Uint32Array.from({ length: 256 }, (_, grey) => (0xff000000 | (grey * 0x010101)) >>> 0);

/** Writes the grey pixel of each value; the loop of `greyOf` with everything constant taken out of it. */
export function paintGreys(values: Float32Array, mapping: GreyMapping, pixels: Uint32Array): void {
  const { black } = mapping;
  const range = mapping.white - black;
  const first = mapping.inverted ? 255 : 0;
  const direction = mapping.inverted ? -1 : 1;
  const count = Math.min(values.length, pixels.length);
  for (let index = 0; index < count; index++) {
    const scaled = ((values[index]! - black) / range) * 255;
    const grey = scaled >= 255 ? 255 : scaled > 0 ? (scaled + 0.5) | 0 : 0;
    pixels[index] = GREY_PIXELS[first + direction * grey]!;
  }
}
