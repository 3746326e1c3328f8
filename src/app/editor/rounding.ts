/** Digits after the point beyond which a length only holds the noise of floating point. */
const NOISE_DECIMALS = 10;
const MOST_DECIMALS = 6;

/**
 * Digits after the point that a hand can mean when one screen pixel is `pixel` wide: the first that is finer than the
 * pixel.
 */
export function decimalsFor(pixel: number): number {
  return Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(pixel) - 1e-9)));
}

/** Rounds to so many digits after the point, halves away from 0. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) || 0;
}

/** Takes away the noise of floating point, so that there and back again is where it was. */
export function withoutNoise(value: number): number {
  return rounded(value, NOISE_DECIMALS);
}

/** The same direction in (−180, 180], in tenths of a degree or finer. */
export function tidyAngle(degrees: number, decimals = 1): number {
  const turned = rounded(degrees, decimals) % 360;
  if (turned > 180) return withoutNoise(turned - 360);
  return withoutNoise(turned <= -180 ? turned + 360 : turned);
}
