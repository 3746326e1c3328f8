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
  for (let i = 0; i < truth.length; i++) {
    const error = image[i]! - truth[i]!;
    squared += error * error;
    if (mask[i]) {
      squaredInside += error * error;
      inside++;
    }
  }
  const range = peakRange(truth);
  const similarity = structuralSimilarities(image, truth, rows, columns, range, mask);
  return {
    ...closeness(squared / truth.length, range, similarity.whole),
    inside: inside > 0 ? closeness(squaredInside / inside, range, similarity.inPart) : null,
  };
}

/** How close pixels come to the truth, of their mean squared error, the {@link peakRange} and their mean similarity. */
export function closeness(meanSquare: number, range: number, ssim: number): Closeness {
  const rmse = Math.sqrt(meanSquare);
  return { rmse, psnrDb: 20 * Math.log10(range / rmse), ssim };
}

/** From the least to the greatest value of a truth. One of a single value has no range: its magnitude serves as the peak. */
export function peakRange(truth: Float32Array): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of truth) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most > least ? most - least : Math.abs(most);
}
