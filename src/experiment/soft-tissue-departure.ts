/** Pixels of a phantom between these are taken for soft tissue: edges to air, bone and metal are left out. */
const SOFT_TISSUE_HU = { least: -200, most: 200 } as const;

/**
 * How far a slice is from another of the same phantom, where that has soft tissue: the RMS of the difference in HU. What
 * bone and metal truly differ by at another energy is no artefact, and is left out with their pixels. `NaN` where the
 * phantom has no soft tissue.
 *
 * @param image, undisturbed slices in HU, [pixels]
 * @param truth the phantom in HU, [pixels]
 */
export function softTissueDeparture(image: Float32Array, undisturbed: Float32Array, truth: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i]! < SOFT_TISSUE_HU.least || truth[i]! > SOFT_TISSUE_HU.most) continue;
    sum += (image[i]! - undisturbed[i]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}
