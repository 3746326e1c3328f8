import { objectMask } from './object-mask.ts';
import { structuralSimilarities } from './structural-similarity.ts';

/** How close some pixels of an image come to the truth. */
export interface Closeness {
  /** Root of the mean squared error, in the image's unit. */
  readonly rmse: number;
  /** Peak signal-to-noise ratio in dB, 20·log₁₀(range / RMSE), the range being that of the whole truth. Infinite for equality. */
  readonly psnrDb: number;
  /** Mean structural similarity, 1 for equality. */
  readonly ssim: number;
}

/** How close an image comes to the truth, over the whole grid. */
export interface ImageQuality extends Closeness {
  /** Over the object's pixels alone ({@link objectMask}), so that air around it counts for nothing; `null` without any. */
  readonly inside: Closeness | null;
}

/**
 * RMSE, PSNR and SSIM of an image against the truth, over the whole grid and inside the object.
 *
 * @param image float32 [rows × columns]
 * @param truth the same size: the phantom averaged over each pixel
 */
export function imageQuality(image: Float32Array, truth: Float32Array, rows: number, columns: number): ImageQuality {
  const mask = objectMask(truth);
  let squared = 0;
  let squaredInside = 0;
  let inside = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < truth.length; i++) {
    const error = image[i]! - truth[i]!;
    squared += error * error;
    if (mask[i]) {
      squaredInside += error * error;
      inside++;
    }
    least = Math.min(least, truth[i]!);
    most = Math.max(most, truth[i]!);
  }
  // A truth of one single value has no range of its own; its magnitude then serves as the peak.
  const range = most > least ? most - least : Math.abs(most);
  const similarity = structuralSimilarities(image, truth, rows, columns, range, mask);
  const closeness = (meanSquare: number, ssim: number): Closeness => {
    const rmse = Math.sqrt(meanSquare);
    return { rmse, psnrDb: 20 * Math.log10(range / rmse), ssim };
  };
  return {
    ...closeness(squared / truth.length, similarity.whole),
    inside: inside > 0 ? closeness(squaredInside / inside, similarity.inPart) : null,
  };
}
