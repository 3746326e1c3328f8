import { geometryOf, type Scan, weightedScan } from '../geometry/scan.ts';
import { rampFilter } from './ramp-filter.ts';
import { type RampWindow, windowResponse } from './ramp-windows.ts';

/** What the ramp filter of a scan does to each frequency along its detector. */
export interface FilterCurve {
  /** Frequencies at the axis in 1/mm, from 0 to Nyquist. */
  readonly perMm: Float64Array;
  /** What each is multiplied with, in parts of what the plain ramp does at Nyquist. */
  readonly response: Float64Array;
  /** The plain ramp |f| in the same parts: 0 to 1. */
  readonly ramp: Float64Array;
  /** The ramp times the window by its formula: what the response would be of a view without ends. */
  readonly formula: Float64Array;
  /** The highest frequency that channels so far apart can tell, 1/(2τ). */
  readonly nyquistPerMm: number;
  /** Where the window ends. */
  readonly endPerMm: number;
}

/** More points would not be seen. */
const MOST_STEPS = 1024;

/**
 * The transfer function that views are filtered with: of the ramp times a window, sampled in space over twice the length of a
 * view. So it is not 0 at frequency 0, as |f| is, and the mean of a slice is right.
 *
 * @param cutoff the part of Nyquist at which the window ends
 */
export function filterCurve(scan: Scan, window: RampWindow, cutoff: number): FilterCurve {
  const geometry = geometryOf(scan);
  const { step, factor, arcStepRad } = geometry.ramp(scan);
  const { response } = rampFilter(weightedScan(scan).channels, step, window, cutoff, factor, arcStepRad);
  const nyquistPerMm = 1 / (2 * geometry.isocenterSpacingMm(scan));
  const last = response.length - 1;
  const stride = Math.max(1, last / MOST_STEPS);
  const indices = Array.from({ length: last / stride + 1 }, (_, i) => i * stride);
  const parts = indices.map((k) => k / last);
  return {
    perMm: Float64Array.from(parts, (part) => part * nyquistPerMm),
    response: Float64Array.from(indices, (k) => (response[k]! * 2 * step) / factor),
    ramp: Float64Array.from(parts),
    formula: Float64Array.from(parts, (part) => (part > cutoff ? 0 : part * windowResponse(window, part / cutoff))),
    nyquistPerMm,
    endPerMm: cutoff * nyquistPerMm,
  };
}
