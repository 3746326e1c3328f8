import type { DeviceArray } from '../compute/device.ts';
import { elapsedAnglesRad, type FanScan, isShortScan } from '../geometry/fan/fan-scan.ts';
import { type CirclePart, measuredDirections, partsCovered } from '../geometry/measured-directions.ts';
import { channelRays } from '../geometry/scan.ts';
import type { ViewFilter } from '../kernels/filter-views/view-filter.ts';
import type { ReadingWeights } from '../kernels/weight-readings/reading-weights.ts';
import type { Operators } from '../operators/contract.ts';
import { fanFilter } from './fan-filter.ts';
import { type FbpStep, filterSinogram } from './fbp.ts';
import type { RampWindow } from './ramp-windows.ts';

/** What a fan's readings pass through before they are back-projected. */
export interface FanFbpPlan {
  readonly weights: ReadingWeights;
  /** `null` for plain back-projection. */
  readonly filter: ViewFilter | null;
}

/**
 * Plans the filtered back-projection of a fan (Kak & Slaney 1988, ch. 3.4). Readings are weighted by D·cosγ on an arc and
 * by D/√(D² + s²) = cosγ on a flat panel, filtered, and back-projected with 1/L² and 1/U², which the operators do. Where
 * the arc is less than a turn, Parker's weights share out what is measured twice, and where several parts of it are left
 * out, weights like them.
 *
 * Plain back-projection, window `none`, leaves the ramp and its weights out: ½·Σ_v w_v·(D/L)²·p, which is the mean
 * reading at the axis times π, as for parallel rays. On a flat panel D/L = cosγ/U.
 */
export function planFanFbp(scan: FanScan, window: RampWindow | 'none', cutoff: number): FanFbpPlan {
  const { fanAngleRad } = channelRays(scan);
  const distance = scan.sourceToIsocenterMm;
  const isArc = scan.detector === 'arc';
  const isPlain = window === 'none';
  const channelWeights = fanAngleRad.map((gamma) => {
    if (isPlain) return 0.5 * (isArc ? distance ** 2 : Math.cos(gamma) ** 2);
    return isArc ? distance * Math.cos(gamma) : Math.cos(gamma);
  });
  const direction = Math.sign(scan.arc.arcRad);
  const redundancy = isShortScan(scan)
    ? {
        elapsedRad: elapsedAnglesRad(scan),
        fanAngleRad: fanAngleRad.map((gamma) => direction * gamma),
        halfExcessRad: (Math.abs(scan.arc.arcRad) - Math.PI) / 2,
        groups: scan.arc.gaps > 1 ? groupsOf(scan) : [],
      }
    : null;
  return { weights: { channelWeights, redundancy }, filter: isPlain ? null : fanFilter(scan, window, cutoff) };
}

/** The parts of the turn that a fan's views stand for, counted from where its arc begins. */
function groupsOf({ anglesRad, arc }: FanScan): CirclePart[] {
  return partsCovered(measuredDirections(anglesRad, 2 * Math.PI)).map(({ fromRad, widthRad }) => ({
    fromRad: fromRad - arc.startRad + arc.leadRad,
    widthRad,
  }));
}

/** The half of FBP before back-projection: weights, then the filter. Yields after every step. */
export async function* prepareFanViews<A extends DeviceArray>(
  operators: Operators<A>,
  plan: FanFbpPlan,
  sinogram: A,
  prepared: A,
): AsyncGenerator<FbpStep, void, void> {
  const { weights, filter } = plan;
  const weighted = filter ? await operators.create(sinogram.rows, sinogram.columns) : prepared;
  try {
    const step = operators.viewsPerStep('filter', sinogram.columns);
    for (let from = 0; from < sinogram.rows; from += step) {
      await operators.weightReadings(weights, sinogram, weighted, { from, to: Math.min(sinogram.rows, from + step) });
      yield { stage: 'filter', views: filter ? 0 : Math.min(sinogram.rows, from + step) };
    }
    if (filter) yield* filterSinogram(operators, filter, weighted, prepared);
  } finally {
    if (weighted !== prepared) operators.release(weighted);
  }
}
