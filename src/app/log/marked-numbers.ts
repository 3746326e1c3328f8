import type { MeasuredPlane } from '../../measure/plane.ts';
import { compareRegions } from '../../measure/region-comparison.ts';
import { regionStatistics } from '../../measure/region-statistics.ts';
import { isOnPlane, samplePlane } from '../../measure/sample-plane.ts';
import { isRegion, type Mark } from '../marks/mark.ts';
import type { LoggedNumber } from './logged-run.ts';

/**
 * What a run has at the marks of its slice: mean and spread of regions, the CNR of the first two, values at pins. Lengths and
 * angles are no run's.
 *
 * @param unit of the slice's values
 */
export function markedNumbers(marks: readonly Mark[], slice: MeasuredPlane, unit: string): readonly LoggedNumber[] {
  const onSlice = marks.filter(({ plane }) => plane === 'slice');
  const regions = onSlice.flatMap(({ name, form }) => {
    const statistics = isRegion(form) ? regionStatistics(slice, form) : null;
    return statistics ? [{ name, statistics }] : [];
  });
  const numbers = onSlice.flatMap(({ name, form }): LoggedNumber[] => {
    const region = regions.find((one) => one.name === name)?.statistics;
    if (region) {
      return [
        number(`${name}, mean`, region.mean, unit),
        number(`${name}, standard deviation`, region.standardDeviation, unit),
      ];
    }
    const isAtPin = form.kind === 'pin' && isOnPlane(slice, form.at);
    return isAtPin ? [number(name, samplePlane(slice, form.at), unit)] : [];
  });
  const [a, b] = regions;
  if (!a || !b) return numbers;
  const { contrastToNoise } = compareRegions(a.statistics, b.statistics);
  return [...numbers, number(`CNR of ${a.name} before ${b.name}`, contrastToNoise, '')];
}

function number(label: string, value: number, unit: string): LoggedNumber {
  return { name: label, label, unit, value: Number.isFinite(value) ? value : null };
}
