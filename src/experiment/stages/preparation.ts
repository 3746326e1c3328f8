import type { DeviceArray } from '../../compute/device.ts';
import { isDivergent, type Scan } from '../../geometry/scan.ts';
import type { ViewFilter } from '../../kernels/filter-views/view-filter.ts';
import type { Operators } from '../../operators/contract.ts';
import { type FanFbpPlan, planFanFbp, prepareFanViews } from '../../reconstruction/fan-fbp.ts';
import { type FbpStep, filterSinogram } from '../../reconstruction/fbp.ts';
import { rampFilter } from '../../reconstruction/ramp-filter.ts';
import type { FilterName } from '../experiment-schema.ts';

/** What readings pass through before they are back-projected. */
export type ViewPreparation =
  | { readonly fan: FanFbpPlan; readonly ramp: null }
  | { readonly fan: null; readonly ramp: ViewFilter };

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

/** @param filter for parallel rays not `none`, which leaves them as they are */
export function planPreparation(scan: Scan, filter: FilterName, cutoff: number): ViewPreparation {
  if (isDivergent(scan)) return { fan: planFanFbp(scan, filter, cutoff), ramp: null };
  const window = filter as Exclude<FilterName, 'none'>;
  return { fan: null, ramp: rampOf(scan.channels, scan.channelSpacingMm, window, cutoff) };
}

export function prepareViews<A extends DeviceArray>(
  operators: Operators<A>,
  { fan, ramp }: ViewPreparation,
  lines: A,
  prepared: A,
): AsyncGenerator<FbpStep, void, void> {
  return fan ? prepareFanViews(operators, fan, lines, prepared) : filterSinogram(operators, ramp, lines, prepared);
}
