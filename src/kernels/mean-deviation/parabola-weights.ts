/** Neighbours to each side of a channel that say what it should read. */
export const PARABOLA_REACH = 6;
/** With fewer neighbours to a side a parabola says nothing. */
const LEAST_REACH = 2;

/**
 * What value and neighbours count in the value, at its middle, of the parabola that fits them best (Savitzky & Golay,
 * Anal. Chem. 36:1627, 1964, doi 10.1021/ac60214a047): weights of the middle and of the neighbours 1, 2, … to either side,
 * [reach + 1] in a row of PARABOLA_REACH + 1, for a reach of 0, 1, 2, …, PARABOLA_REACH. Where too few neighbours are left,
 * near the ends of a row, the value stands for itself.
 */
export const PARABOLA_WEIGHTS = parabolaWeights();

function parabolaWeights(): Float32Array<ArrayBuffer> {
  const stride = PARABOLA_REACH + 1;
  const weights = new Float32Array(stride * stride);
  for (let reach = 0; reach <= PARABOLA_REACH; reach++) {
    if (reach < LEAST_REACH) {
      weights[reach * stride] = 1;
      continue;
    }
    const scale = (2 * reach - 1) * (2 * reach + 1) * (2 * reach + 3);
    for (let k = 0; k <= reach; k++) {
      weights[reach * stride + k] = (9 * reach ** 2 + 9 * reach - 3 - 15 * k ** 2) / scale;
    }
  }
  return weights;
}
