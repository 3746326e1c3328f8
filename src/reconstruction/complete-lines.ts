import type { DeviceArray } from '../compute/device.ts';
import { detectorRowsOf, geometryOf, type Scan, turnCoveredRad, withMoreChannels } from '../geometry/scan.ts';
import { SCAN_LIMITS } from '../geometry/scan-limits.ts';
import type { CompletionPlan } from '../kernels/complete-views/completion-plan.ts';
import type { Operators } from '../operators/contract.ts';
import type { FbpStep } from './fbp.ts';

/** How much a completed scan may ask for. */
export interface CompletionLimits {
  readonly views: number;
  readonly channels: number;
  readonly readings: number;
}

/** What a scan that is completed from its own lines may come to. */
export const COMPLETION_LIMITS: CompletionLimits = {
  views: SCAN_LIMITS.derivedViews,
  channels: SCAN_LIMITS.derivedChannels,
  readings: SCAN_LIMITS.readings,
};

const ROUNDING = 1e-6;

/**
 * Below this part of the turn too few lines beyond the detector's short end are seen from the other side to tell of the
 * rest: between the opposite views the head of a one-sided detector comes out as another shape, where it had better look cut off.
 */
const LEAST_TURN_RAD = 1.25 * Math.PI;
/**
 * Plans how lines that a view did not measure are taken from the views that did; `null` where nothing is missing, or
 * where no other view can have it.
 *
 * A detector that stands to one side sees each line beyond its short end from one side alone: the line (θ, u) is that of
 * θ + π at −u (parallel rays) or, in a fan, of β + π − 2γ at −γ. Each view is made as long to the short side as to the
 * other, its readings passing over smoothly into those of the opposite views where both are measured, so that a step
 * between them does not ring (Cho, Rudd & Johnson, Comput. Med. Imaging Graph. 20:49, 1996). Weights before the filter
 * (Wang, Med. Phys. 29:1634, 2002, doi 10.1118/1.1489043) come to the same, but need some overlap, where this needs none.
 *
 * A fan over less than half a turn and its own angle leaves lines out on one side of the slice. No weights of the readings
 * that are there can make up for that: their views end within the object, and filtered like this they leave half of the
 * slice dark and a bright line through the axis. Views are added up to a whole short scan: most of their lines are
 * measured from the other side, and the rest are interpolated over the wedge that is missing, along a constant distance
 * from the axis. Parker's weights then do as they always do.
 */
export function planCompletion<S extends Scan>(measured: S, limits: CompletionLimits): CompletionPlan | null {
  const views = measured.anglesRad.length;
  // Of rays that leave the slice no other view sees the line from its other side.
  const { makesVolumes, rowsApart } = geometryOf(measured);
  if (views < 3 || (makesVolumes && !rowsApart)) return null;
  const rows = detectorRowsOf(measured);
  const most = Math.min(limits.channels, Math.floor(limits.readings / (views * rows)));
  const missing = Math.floor(Math.abs(2 * measured.offset) + ROUNDING);
  const seesOpposite = missing > 0 && turnCoveredRad(measured) >= LEAST_TURN_RAD - ROUNDING;
  const added = seesOpposite ? Math.min(missing, Math.max(0, most - measured.channels)) : 0;
  const [before, after] = measured.offset < 0 ? [added, 0] : [0, added];
  const wide = withMoreChannels<Scan>(measured, before, after);
  const mostViews = Math.min(limits.views, Math.floor(limits.readings / (wide.channels * rows)));
  const completed = geometryOf(wide).withMissingViews(wide, mostViews);
  return added === 0 && completed === wide ? null : { measured, completed, before };
}

/** Carries a plan out. Yields after every step. */
export async function* completeSinogram<A extends DeviceArray>(
  operators: Operators<A>,
  plan: CompletionPlan,
  sinogram: A,
  out: A,
): AsyncGenerator<FbpStep, void, void> {
  const step = operators.viewsPerStep('filter', plan.completed.channels);
  for (let from = 0; from < out.rows; from += step) {
    const to = Math.min(out.rows, from + step);
    await operators.completeViews(plan, sinogram, out, { from, to });
    yield { stage: 'filter', views: to };
  }
}
