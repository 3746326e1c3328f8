import { compareRegions } from '../../measure/region-comparison.ts';
import type { MarkValues } from '../marks/mark-values.ts';
import type { LoggedNumber } from './logged-run.ts';

/** What of a mark is a run's: its length and its area are not. */
const OF_RUN = ['Mean', 'SD', 'Value'];

/** What a run has at its marks: mean and spread of regions, values at pins, and the CNR of the first two regions of its slice. */
export function markedNumbers(values: readonly MarkValues[]): readonly LoggedNumber[] {
  const numbers = values.flatMap(({ mark, numbers }) =>
    numbers
      .filter(({ label }) => OF_RUN.includes(label))
      .map(({ label, value, unit }) => logged(`${mark.name}, ${label}`, value, unit)),
  );
  const [a, b] = values.flatMap((one) => (one.mark.plane === 'slice' ? regionOf(one) : []));
  if (!a || !b) return numbers;
  return [...numbers, logged(`CNR of ${a.name} against ${b.name}`, compareRegions(a, b).contrastToNoise, '')];
}

function regionOf({ mark, numbers }: MarkValues) {
  const numberOf = (label: string) => numbers.find((number) => number.label === label)?.value;
  const [mean, standardDeviation] = [numberOf('Mean'), numberOf('SD')];
  return mean === undefined || standardDeviation === undefined ? [] : [{ name: mark.name, mean, standardDeviation }];
}

function logged(label: string, value: number, unit: string): LoggedNumber {
  return { name: label, label, unit, value: Number.isFinite(value) ? value : null };
}
