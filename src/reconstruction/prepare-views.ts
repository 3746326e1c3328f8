import type { DeviceArray } from '../compute/device.ts';
import type { ReadingWeights } from '../geometry/reading-weights.ts';
import { geometryOf, type Scan, weightedScan } from '../geometry/scan.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import type { Operators } from '../operators/contract.ts';
import { type FbpStep, filterSinogram } from './fbp.ts';
import { rampFilter } from './ramp-filter.ts';
import type { RampWindow } from './ramp-windows.ts';

/** What readings pass through before they are back-projected: weights, a filter, or both. */
export type ViewPreparation =
  | { readonly weights: ReadingWeights; readonly filter: ViewFilter | null }
  | { readonly weights: null; readonly filter: ViewFilter };

/** So many ramps are kept: a lane's and its neighbours'. */
const MOST_RAMPS = 8;
const ramps = new Map<string, ViewFilter>();

/** The same ramp for the same numbers, whatever else of the scan has changed, since operators keep what they derive from it. */
function rampOf(...numbers: Parameters<typeof rampFilter>): ViewFilter {
  const key = JSON.stringify(numbers);
  const ramp = ramps.get(key) ?? rampFilter(...numbers);
  ramps.delete(key);
  ramps.set(key, ramp);
  for (const oldest of ramps.keys()) if (ramps.size > MOST_RAMPS) ramps.delete(oldest);
  return ramp;
}

/**
 * Plans the half of filtered back-projection before back-projection, by what the scan's geometry says of it.
 *
 * @param window `none` for plain back-projection; not of a geometry that takes readings as they are, since nothing is left
 *   to be done then
 */
export function planPreparation(scan: Scan, window: RampWindow | 'none', cutoff: number): ViewPreparation {
  const geometry = geometryOf(scan);
  const isPlain = window === 'none';
  const weights = geometry.weighting?.weights(scan, isPlain) ?? null;
  const { step, factor, arcStepRad } = geometry.ramp(scan);
  const { channels } = weightedScan(scan);
  const filter = () => rampOf(channels, step, window as RampWindow, cutoff, factor, arcStepRad);
  return weights ? { weights, filter: isPlain ? null : filter() } : { weights, filter: filter() };
}

/**
 * Weights, then the filter, as far as there are any. Yields after every step.
 *
 * @param prepared with the channels of the weighted scan
 */
export async function* prepareViews<A extends DeviceArray>(
  operators: Operators<A>,
  { weights, filter }: ViewPreparation,
  sinogram: A,
  prepared: A,
): AsyncGenerator<FbpStep, void, void> {
  if (!weights) return yield* filterSinogram(operators, filter, sinogram, prepared);
  const isApart = filter !== null && !operators.filtersInPlace;
  const weighted = isApart ? await operators.create(prepared.rows, prepared.columns) : prepared;
  try {
    const step = operators.viewsPerStep('filter', prepared.columns);
    for (let from = 0; from < sinogram.rows; from += step) {
      await operators.weightReadings(weights, sinogram, weighted, { from, to: Math.min(sinogram.rows, from + step) });
      yield { stage: 'filter', views: filter ? 0 : Math.min(sinogram.rows, from + step) };
    }
    if (filter) yield* filterSinogram(operators, filter, weighted, prepared);
  } finally {
    if (weighted !== prepared) operators.release(weighted);
  }
}
