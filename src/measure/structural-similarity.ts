/** The Gaussian window of Wang et al.: σ = 1.5, cut at 3.5 σ, 11 × 11 samples. */
const SIGMA = 1.5;
const RADIUS = 5;

/** How many pixels on every side of it the similarity of a pixel depends on. */
export const SIMILARITY_REACH = RADIUS;

/**
 * Mean structural similarity (Wang, Bovik, Sheikh & Simoncelli, IEEE Trans. Image Process. 13:600, 2004, eq. 13, doi
 * 10.1109/TIP.2003.819861), K₁ = 0.01, K₂ = 0.03, Gaussian weights, over the pixels whose window lies whole in the
 * image. On floats, since libraries for it work on 8-bit pictures only. `NaN` for images smaller than the window.
 *
 * @param range the dynamic range L of the values
 */
export function structuralSimilarity(
  a: Float32Array,
  b: Float32Array,
  rows: number,
  columns: number,
  range: number,
): number {
  return structuralSimilarities(a, b, rows, columns, range, null).whole;
}

/**
 * The same as a picture: the similarity of every pixel, from −1 to 1; `NaN` where its window does not lie whole in the
 * image. The mean of the others is the mean structural similarity.
 *
 * @returns float32 [rows × columns]
 */
export function similarityMap(
  a: Float32Array,
  b: Float32Array,
  rows: number,
  columns: number,
  range: number,
): Float32Array<ArrayBuffer> {
  const map = new Float32Array(rows * columns).fill(Number.NaN);
  structuralSimilarities(a, b, rows, columns, range, null, map);
  return map;
}

/**
 * The mean, and that over the pixels of a part of the image alone, each still seen through its whole window.
 *
 * @param part not 0 where a pixel belongs to it, [rows × columns]
 * @param map where the similarity of each pixel is written that has one, [rows × columns]
 * @returns `inPart` is `NaN` where no pixel of the part has its whole window in the image
 */
export function structuralSimilarities(
  a: Float32Array,
  b: Float32Array,
  rows: number,
  columns: number,
  range: number,
  part: Uint8Array | null,
  map: Float32Array | null = null,
): { readonly whole: number; readonly inPart: number } {
  const side = 2 * RADIUS + 1;
  if (rows < side || columns < side) return { whole: Number.NaN, inPart: Number.NaN };
  const stabiliseMean = (0.01 * range) ** 2;
  const stabiliseVariance = (0.03 * range) ** 2;
  const weights = gaussianWeights();

  // The window is a product of a weight in x and one in y. Lines filtered along x wait in a ring of `side` lines.
  const width = columns - 2 * RADIUS;
  const moments = 5;
  const ring = Array.from({ length: side }, () => new Float64Array(width * moments));
  let total = 0;
  let totalInPart = 0;
  let countInPart = 0;
  for (let row = 0; row < rows; row++) {
    filterLine(a, b, row * columns, width, weights, ring[row % side]!);
    if (row < side - 1) continue;
    const lines = Array.from({ length: side }, (_, k) => ring[(row - side + 1 + k) % side]!);
    for (let x = 0; x < width; x++) {
      // Of one pixel after the other: this is most of what it takes.
      let meanA = 0;
      let meanB = 0;
      let squareA = 0;
      let squareB = 0;
      let product = 0;
      const at = x * moments;
      for (let k = 0; k < side; k++) {
        const weight = weights[k]!;
        const line = lines[k]!;
        meanA += weight * line[at]!;
        meanB += weight * line[at + 1]!;
        squareA += weight * line[at + 2]!;
        squareB += weight * line[at + 3]!;
        product += weight * line[at + 4]!;
      }
      const varianceA = squareA - meanA * meanA;
      const varianceB = squareB - meanB * meanB;
      const covariance = product - meanA * meanB;
      const similarity =
        ((2 * meanA * meanB + stabiliseMean) * (2 * covariance + stabiliseVariance)) /
        ((meanA * meanA + meanB * meanB + stabiliseMean) * (varianceA + varianceB + stabiliseVariance));
      total += similarity;
      const pixel = (row - RADIUS) * columns + x + RADIUS;
      if (map) map[pixel] = similarity;
      if (part?.[pixel]) {
        totalInPart += similarity;
        countInPart++;
      }
    }
  }
  return { whole: total / (width * (rows - 2 * RADIUS)), inPart: totalInPart / countInPart };
}

function gaussianWeights(): Float64Array {
  const weights = Float64Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
    Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2)),
  );
  const sum = weights.reduce((s, w) => s + w, 0);
  return weights.map((w) => w / sum);
}

/** Weighted means along one line of a, b, a², b² and a·b, interleaved. */
function filterLine(
  a: Float32Array,
  b: Float32Array,
  offset: number,
  width: number,
  weights: Float64Array,
  out: Float64Array,
): void {
  for (let x = 0; x < width; x++) {
    let meanA = 0;
    let meanB = 0;
    let squareA = 0;
    let squareB = 0;
    let product = 0;
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k]!;
      const valueA = a[offset + x + k]!;
      const valueB = b[offset + x + k]!;
      meanA += weight * valueA;
      meanB += weight * valueB;
      squareA += weight * valueA * valueA;
      squareB += weight * valueB * valueB;
      product += weight * valueA * valueB;
    }
    const at = x * 5;
    out[at] = meanA;
    out[at + 1] = meanB;
    out[at + 2] = squareA;
    out[at + 3] = squareB;
    out[at + 4] = product;
  }
}
