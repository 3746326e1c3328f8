/** The pixels of a picture that are not all white; right and bottom are the first beyond. */
export interface InkedBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const WHITE = 0xffffffff;

/** The smallest box around all that is not white; `null` where all is. @param pixels [height × width], all bits set are white */
export function inkedBox(pixels: Uint32Array, width: number, height: number): InkedBox | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (pixels[row * width + column] === WHITE) continue;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = row + 1;
    }
  }
  return right > left ? { left, top, right, bottom } : null;
}
