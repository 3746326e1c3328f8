/** The circle about the middle that noise is measured in has this part of the shorter side for its radius. */
export const CENTRAL_PART = 0.05;
/** Fewer pixels across would say little about a spread. */
const LEAST_RADIUS_PIXELS = 3;

/**
 * The standard deviation of an image's error in a circle about its middle, in the image's unit: noise, where the error has
 * no structure of its own there. The error's mean, such as an offset of all values, does not count.
 *
 * @param image [rows × columns]
 * @param truth the same size
 */
export function centralNoise(
  image: ArrayLike<number>,
  truth: ArrayLike<number>,
  rows: number,
  columns: number,
): number {
  const radius = Math.max(LEAST_RADIUS_PIXELS, CENTRAL_PART * Math.min(rows, columns));
  const [middleRow, middleColumn] = [(rows - 1) / 2, (columns - 1) / 2];
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let row = Math.max(0, Math.ceil(middleRow - radius)); row <= Math.min(rows - 1, middleRow + radius); row++) {
    const first = Math.max(0, Math.ceil(middleColumn - radius));
    for (let column = first; column <= Math.min(columns - 1, middleColumn + radius); column++) {
      if (Math.hypot(row - middleRow, column - middleColumn) > radius) continue;
      const error = image[row * columns + column]! - truth[row * columns + column]!;
      count++;
      sum += error;
      squares += error * error;
    }
  }
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
