import { peakRange } from './image-quality.ts';
import { similarityMap } from './structural-similarity.ts';

/**
 * The structural similarity of every pixel of an image to the truth, with the range that {@link imageQuality} takes, so that
 * its mean is the SSIM that is told there.
 *
 * @param image float32 [rows × columns]
 * @param truth the same size: the phantom averaged over each pixel
 * @returns float32 [rows × columns], `NaN` where a pixel's window reaches beyond the image
 */
export function similarityPicture(
  image: Float32Array,
  truth: Float32Array,
  rows: number,
  columns: number,
): Float32Array<ArrayBuffer> {
  return similarityMap(image, truth, rows, columns, peakRange(truth));
}
