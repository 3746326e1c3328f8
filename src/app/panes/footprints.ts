/** A pixel that covers one of the picture's but for this shows it as it is. */
const NEAREST_TOLERANCE = 0.001;
/** A share of a footprint below this is rounding dust. */
const LEAST_SHARE = 1e-6;
/** A larger footprint is looked at in so many places, evenly spread over it. */
const MOST_TAPS = 8;

/**
 * Which pixels of a picture each pixel of a canvas shows, along one direction: canvas pixel i the picture pixels
 * index[t] with weight[t] (they sum to 1), t = start[i] … start[i + 1] − 1. None where its middle lies beyond the
 * picture.
 */
export interface Footprints {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly weight: Float32Array;
}

/**
 * The mean over what a canvas pixel covers, each picture pixel with the part of it that is covered. Where pictures are
 * shrunk, no stripes come up that are not in them; where they are enlarged by a little, no pixel is drawn twice as wide
 * as its neighbour; where by much, every pixel is a square, its edges smooth by less than a canvas pixel. At 1 : 1 the
 * picture pixel under the canvas pixel's middle. The same in WGSL: shaders/display.wgsl.
 *
 * @param visibleStart, visibleLength the part of the picture that fills the canvas, in picture pixels
 * @param canvasLength pixels of the canvas
 * @param pictureLength pixels of the picture
 */
export function footprintsOf(
  visibleStart: number,
  visibleLength: number,
  canvasLength: number,
  pictureLength: number,
): Footprints {
  const footprint = visibleLength / canvasLength;
  const index: number[] = [];
  const weight: number[] = [];
  const start = new Int32Array(canvasLength + 1);
  for (let i = 0; i < canvasLength; i++) {
    const middle = visibleStart + (i + 0.5) * footprint;
    if (middle >= 0 && middle < pictureLength) {
      const taps = tapsOf(middle, footprint).filter(
        ([at, share]) => share > LEAST_SHARE * footprint && at >= 0 && at < pictureLength,
      );
      const total = taps.reduce((sum, [, share]) => sum + share, 0);
      for (const [at, share] of taps) {
        index.push(at);
        weight.push(share / total);
      }
    }
    start[i + 1] = index.length;
  }
  return { start, index: Int32Array.from(index), weight: Float32Array.from(weight) };
}

function tapsOf(middle: number, footprint: number): [index: number, share: number][] {
  if (Math.abs(footprint - 1) <= NEAREST_TOLERANCE) return [[Math.floor(middle), 1]];
  const from = middle - footprint / 2;
  if (footprint > MOST_TAPS) {
    return Array.from({ length: MOST_TAPS }, (_, tap) => [
      Math.floor(from + ((tap + 0.5) / MOST_TAPS) * footprint),
      footprint / MOST_TAPS,
    ]);
  }
  const to = from + footprint;
  const first = Math.floor(from);
  return Array.from({ length: Math.ceil(to) - first }, (_, tap) => {
    const at = first + tap;
    return [at, Math.min(to, at + 1) - Math.max(from, at)];
  });
}
