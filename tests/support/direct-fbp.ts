// Filtered back-projection written out as the formulas stand, in double precision, with no transform, no table and no
// plan: a reference to compare the engine with. Kak & Slaney, Principles of Computerized Tomographic Imaging (1988),
// ch. 3, eq. 61, 64 and 67.

import type { RampWindow } from '../../src/reconstruction/ramp-windows.ts';

export interface DirectScan {
  /** One per view. */
  readonly anglesRad: readonly number[];
  readonly weightsRad: readonly number[];
  readonly channels: number;
  readonly spacing: number;
  readonly offset: number;
}

/** h(nτ) of the band-limited ramp. */
export function rampAt(n: number, spacing: number): number {
  if (n === 0) return 1 / (4 * spacing * spacing);
  return n % 2 === 0 ? 0 : -1 / (Math.PI * Math.PI * n * n * spacing * spacing);
}

/** The windows over the fraction of the cutoff frequency, as textbooks write them. */
export const WINDOWS: Record<RampWindow, (f: number) => number> = {
  'ram-lak': () => 1,
  'shepp-logan': (f) => (f === 0 ? 1 : Math.sin((Math.PI * f) / 2) / ((Math.PI * f) / 2)),
  cosine: (f) => Math.cos((Math.PI * f) / 2),
  hamming: (f) => 0.54 + 0.46 * Math.cos(Math.PI * f),
  hann: (f) => Math.cos((Math.PI * f) / 2) ** 2,
};

/** Abscissae and weights of Gauss's rule with five points on [−1, 1]. */
const GAUSS = [
  [0, 128 / 225],
  ...[Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, -Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3].map((x) => [
    x,
    (322 + 13 * Math.sqrt(70)) / 900,
  ]),
  ...[Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, -Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3].map((x) => [
    x,
    (322 - 13 * Math.sqrt(70)) / 900,
  ]),
] as [number, number][];

/** h(nτ) = 2·∫₀^F f·W(f/F)·cos(2πf·nτ) df of a windowed ramp, F = cutoff/(2τ), added up by Gauss's rule. */
export function windowedRampAt(n: number, spacing: number, window: RampWindow, cutoff: number): number {
  const end = cutoff / (2 * spacing);
  // Less than a radian of the cosine to a piece: errs by 10⁻¹³ of the whole.
  const pieces = 8 + Math.ceil(Math.PI * Math.abs(n) * cutoff);
  let sum = 0;
  for (let piece = 0; piece < pieces; piece++) {
    for (const [x, weight] of GAUSS) {
      const f = (piece + (x + 1) / 2) / pieces;
      sum += weight * f * WINDOWS[window](f) * Math.cos(2 * Math.PI * f * end * n * spacing);
    }
  }
  return (end ** 2 * sum) / pieces;
}

/** τ·Σ_j h((k − j)τ)·p(j), every channel k. */
export function directRamp(
  view: ArrayLike<number>,
  spacing: number,
  kernelAt: (n: number) => number = (n) => rampAt(n, spacing),
): Float64Array {
  const channels = view.length;
  const kernel = Float64Array.from({ length: channels }, (_, n) => kernelAt(n));
  return Float64Array.from({ length: channels }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < channels; j++) sum += kernel[Math.abs(k - j)]! * view[j]!;
    return spacing * sum;
  });
}

/** A view at u = 0 + (position from the axis), linear between channels and 0 beyond the detector. */
export function viewAt(view: ArrayLike<number>, scan: DirectScan, u: number): number {
  const position = u / scan.spacing + (scan.channels - 1) / 2 + scan.offset;
  const below = Math.floor(position);
  const at = (k: number) => (k >= 0 && k < scan.channels ? view[k]! : 0);
  return at(below) + (position - below) * (at(below + 1) - at(below));
}

/** Σ_v w_v·q_v(x·cosθ_v + y·sinθ_v) at one point. */
export function directSum(views: readonly ArrayLike<number>[], scan: DirectScan, x: number, y: number): number {
  return views.reduce((sum, view, v) => {
    const angle = scan.anglesRad[v]!;
    return sum + scan.weightsRad[v]! * viewAt(view, scan, x * Math.cos(angle) + y * Math.sin(angle));
  }, 0);
}

/** The rows of a sinogram. */
export function rowsOf(sinogram: ArrayLike<number>, channels: number): number[][] {
  return Array.from({ length: sinogram.length / channels }, (_, v) =>
    Array.from({ length: channels }, (_, k) => sinogram[v * channels + k]!),
  );
}

/** The image of a sinogram on a grid centred on the axis, row 0 at the top. */
export function directFbp(
  sinogram: ArrayLike<number>,
  scan: DirectScan,
  { rows, columns, pixelSizeMm }: { rows: number; columns: number; pixelSizeMm: number },
  kernelAt?: (n: number) => number,
): Float64Array {
  const filtered = rowsOf(sinogram, scan.channels).map((view) => directRamp(view, scan.spacing, kernelAt));
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns);
    const column = i % columns;
    const x = (column - (columns - 1) / 2) * pixelSizeMm;
    const y = ((rows - 1) / 2 - row) * pixelSizeMm;
    return directSum(filtered, scan, x, y);
  });
}
