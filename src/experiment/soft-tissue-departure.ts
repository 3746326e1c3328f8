/** Pixels of a phantom between these are taken for soft tissue. */
const SOFT_TISSUE_HU = { least: -200, most: 200 } as const;
/** Pixels around one of soft tissue that have to be soft tissue too: what an edge blurs over is the edge's. */
const MARGIN = 1;

/**
 * How far a slice is from another of the same phantom, where that has soft tissue and no edge to air, bone or metal close
 * by: the RMS of the difference in HU. What bone and metal truly differ by at another energy is no artefact, and is left
 * out with their pixels. `NaN` where the phantom has no soft tissue.
 *
 * @param image, undisturbed slices in HU, [rows × columns]
 * @param truth the phantom in HU, [rows × columns]
 * @param columns of a slice; left out, it is square
 * @param withinPixels about the middle of the slice; beyond that nothing is looked at
 */
export function softTissueDeparture(
  image: Float32Array,
  undisturbed: Float32Array,
  truth: Float32Array,
  columns = Math.sqrt(truth.length),
  withinPixels = Number.POSITIVE_INFINITY,
): number {
  const rows = truth.length / columns;
  const isSoft = (row: number, column: number) => {
    const inside = row >= 0 && row < rows && column >= 0 && column < columns;
    const hu = inside ? truth[row * columns + column]! : 0;
    return hu >= SOFT_TISSUE_HU.least && hu <= SOFT_TISSUE_HU.most;
  };
  const isWithinSoft = (row: number, column: number) => {
    for (let y = row - MARGIN; y <= row + MARGIN; y++) {
      for (let x = column - MARGIN; x <= column + MARGIN; x++) if (!isSoft(y, x)) return false;
    }
    return true;
  };
  let sum = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (Math.hypot(row - (rows - 1) / 2, column - (columns - 1) / 2) > withinPixels) continue;
      if (!isWithinSoft(row, column)) continue;
      const i = row * columns + column;
      sum += (image[i]! - undisturbed[i]!) ** 2;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}
