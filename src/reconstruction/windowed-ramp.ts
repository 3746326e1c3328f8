import { type RampWindow, rampOfWindow } from './ramp-windows.ts';

/**
 * The ramp, band-limited by a window and sampled in space: h(nτ) = 2·∫₀^F f·W(f/F)·cos(2πf·nτ) df, F = cutoff/(2τ), in 1
 * over the square of the step's unit.
 *
 * The integrals are solved (ramp-windows.ts), so that a window ends where it says, between two frequencies of a transform
 * too. For Ram-Lak with cutoff 1 this is 1/(4τ²), 0 for even and −1/(π²n²τ²) for odd n (Kak & Slaney 1988, ch. 3, eq. 61),
 * for Shepp–Logan 2/(π²τ²(1 − 4n²)).
 *
 * @param step τ
 * @param cutoff fraction of the Nyquist frequency at which the window ends; beyond it there is nothing
 */
export function windowedRampSample(n: number, step: number, window: RampWindow, cutoff: number): number {
  // Up to Nyquist most samples of the plain ramp are 0, to the last bit.
  if (window === 'ram-lak' && cutoff === 1) return rampSample(n, step);
  const end = cutoff / (2 * step);
  return rampOfWindow(window, n * cutoff, end ** 2);
}

/** h(nτ) of the ramp up to Nyquist. */
function rampSample(n: number, step: number): number {
  if (n === 0) return 1 / (4 * step ** 2);
  if (n % 2 === 0) return 0;
  return -1 / (Math.PI * n * step) ** 2;
}
