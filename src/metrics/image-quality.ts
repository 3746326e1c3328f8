import { structuralSimilarity } from './structural-similarity.ts';

/** How close an image comes to the truth. */
export interface ImageQuality {
  /** Root of the mean squared error, in the image's unit. */
  readonly rmse: number;
  /** Peak signal-to-noise ratio in dB, 20·log₁₀(range / RMSE), the range being that of the truth. Infinite for equality. */
  readonly psnrDb: number;
  /** Mean structural similarity, 1 for equality. */
  readonly ssim: number;
}

/**
 * RMSE, PSNR and SSIM of an image against the truth over the whole grid.
 *
 * @param image float32 [rows × columns]
 * @param truth the same size: the phantom averaged over each pixel
 */
export function imageQuality(image: Float32Array, truth: Float32Array, rows: number, columns: number): ImageQuality {
  let squared = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < truth.length; i++) {
    const error = image[i]! - truth[i]!;
    squared += error * error;
    least = Math.min(least, truth[i]!);
    most = Math.max(most, truth[i]!);
  }
  const rmse = Math.sqrt(squared / truth.length);
  // A truth of one single value has no range of its own; its magnitude then serves as the peak.
  const range = most > least ? most - least : Math.abs(most);
  return {
    rmse,
    psnrDb: 20 * Math.log10(range / rmse),
    ssim: structuralSimilarity(image, truth, rows, columns, range),
  };
}
