/** The line of least squares through points. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Pearson’s coefficient of correlation; `NaN` where all y are the same. */
  readonly correlation: number;
}

/**
 * Fits y = slope · x + intercept by least squares of y. `NaN` where all x are the same.
 *
 * @param y as many as x
 */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit {
  const meanX = mean(x);
  const meanY = mean(y);
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const slope = xy / xx;
  return { slope, intercept: meanY - slope * meanX, correlation: Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
