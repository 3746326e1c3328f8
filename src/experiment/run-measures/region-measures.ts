import { InputError } from '../../errors.ts';
import type { MeasuredPlane } from '../../measure/plane.ts';
import { compareRegions } from '../../measure/region-comparison.ts';
import type { RegionShape } from '../../measure/region-shape.ts';
import { type RegionStatistics, regionStatistics } from '../../measure/region-statistics.ts';
import type { MeasuredRun } from './measured-run.ts';
import type { RunMeasure } from './run-measure.ts';

/** What can be measured in a region of the slice. */
export const REGION_MEASURES = {
  mean: { label: 'Mean', of: ({ mean }: RegionStatistics) => mean },
  sd: { label: 'Standard deviation', of: ({ standardDeviation }: RegionStatistics) => standardDeviation },
  least: { label: 'Minimum', of: ({ least }: RegionStatistics) => least },
  most: { label: 'Maximum', of: ({ most }: RegionStatistics) => most },
} as const;

export type RegionMeasureName = keyof typeof REGION_MEASURES;

/** The names of a measure that differs from others of its kind by its region. */
export interface OwnName {
  readonly name: string;
  /** What the region is called; `''` leaves the measure's own label. */
  readonly of: string;
}

/** A number of the pixels in a region, in mm. */
export function regionMeasure(kind: RegionMeasureName, { name, of }: OwnName, region: RegionShape): RunMeasure {
  const { label, of: numberOf } = REGION_MEASURES[kind];
  return {
    name,
    label: of === '' ? label : `${label}, ${of}`,
    unit: ({ unit }) => unit,
    of: (run) => inSlice(run, (slice) => numberOf(statisticsOf(slice, region, name))),
  };
}

/** Contrast to noise of a region before its background: the difference of their means over the background's noise. */
export function contrastToNoise({ name, of }: OwnName, region: RegionShape, background: RegionShape): RunMeasure {
  return {
    name,
    label: of === '' ? 'CNR' : `CNR, ${of}`,
    unit: () => '',
    of: (run) =>
      inSlice(run, (slice) => {
        const [a, b] = [statisticsOf(slice, region, name), statisticsOf(slice, background, name)];
        return compareRegions(a, b).contrastToNoise;
      }),
  };
}

function inSlice({ slice }: MeasuredRun, numberOf: (slice: MeasuredPlane) => number): number | null {
  const number = slice && numberOf(slice);
  return number !== null && Number.isFinite(number) ? number : null;
}

function statisticsOf(slice: MeasuredPlane, region: RegionShape, name: string): RegionStatistics {
  const statistics = regionStatistics(slice, region);
  if (!statistics || statistics.isCut) {
    throw new InputError(`${name}: its region ${statistics ? 'reaches beyond' : 'has no pixel of'} the slice`);
  }
  return statistics;
}
