/**
 * What four neighbouring samples count for between the middle two: cubic convolution, exact for parabolas (Keys, IEEE
 * Trans. Acoust. Speech Signal Process. 29:1153, 1981, doi 10.1109/TASSP.1981.1163711). Linear interpolation would cost
 * as much sharpness as the filter's own.
 */
export function cubicShares(t: number): readonly [number, number, number, number] {
  return [
    0.5 * t * (t * (2 - t) - 1),
    0.5 * (t * t * (3 * t - 5) + 2),
    0.5 * t * (t * (4 - 3 * t) + 1),
    0.5 * t * t * (t - 1),
  ];
}
