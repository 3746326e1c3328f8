/** A rectangle of an image, in pixels: from one row and column up to another, which are not in it. */
export interface PixelRegion {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** What a region holds. */
export interface RegionValues {
  readonly mean: number;
  /** Standard deviation of a pixel's noise; 0 of a region one pixel wide. */
  readonly noise: number;
}

/** Two regions compared. */
export interface RegionContrast {
  readonly a: RegionValues;
  readonly b: RegionValues;
  /** (A − B)/B. */
  readonly contrast: number;
  /** Noise over mean, in B. */
  readonly relativeNoise: number;
  /** |A − B| over the noise in B. */
  readonly contrastToNoise: number;
}

/**
 * Mean and noise of a region. The noise is the standard deviation (n − 1) of the differences of pixels side by side, over √2:
 * what changes evenly across the region, as an object's thickness does, is none.
 *
 * @param values of an image, row after row
 * @param columns of the image
 */
export function regionValues(values: ArrayLike<number>, columns: number, region: PixelRegion): RegionValues {
  const { fromRow, toRow, fromColumn, toColumn } = region;
  let sum = 0;
  const steps: number[] = [];
  for (let row = fromRow; row < toRow; row++) {
    for (let column = fromColumn; column < toColumn; column++) {
      const value = values[row * columns + column]!;
      sum += value;
      if (column > fromColumn) steps.push(value - values[row * columns + column - 1]!);
    }
  }
  const step = steps.reduce((total, each) => total + each, 0) / Math.max(1, steps.length);
  const squares = steps.reduce((total, each) => total + (each - step) ** 2, 0);
  return {
    mean: sum / ((toRow - fromRow) * (toColumn - fromColumn)),
    noise: Math.sqrt(squares / Math.max(1, steps.length - 1) / 2),
  };
}

export function regionContrast(a: RegionValues, b: RegionValues): RegionContrast {
  return {
    a,
    b,
    contrast: (a.mean - b.mean) / b.mean,
    relativeNoise: b.noise / b.mean,
    contrastToNoise: Math.abs(a.mean - b.mean) / b.noise,
  };
}
