import { valueText } from '../../experiment/sweep/knob.ts';
import { type Measured, pointResults, type SweepOutline, unitOf } from '../../experiment/sweep/sweep-result.ts';
import type { OfferedTable } from '../report/offer.ts';

/** Beside the measure that is looked at, those that are asked for first, and no more than a page is wide. */
const BESIDES = ['noise', 'rmse', 'ssim', 'ctdiVol', 'relativeDose', 'psnr'];
const MOST_BESIDES = 3;

/** A sweep's points as a table to be read: what was turned, a measure with its standard error, and means of others. */
export function meansTable(
  outline: SweepOutline,
  measured: readonly Measured[],
  measure: string,
): Pick<OfferedTable, 'title' | 'columns' | 'rows'> {
  const results = pointResults(outline, measured).filter(({ statistics }) => statistics[measure]?.mean != null);
  const labelOf = (name: string) => outline.measures.find((one) => one.name === name)?.label ?? name;
  const headOf = (name: string) => withUnit(labelOf(name), unitOf(name, measured) ?? '');
  const hasErrors = results.some(({ statistics }) => statistics[measure]!.standardError !== null);
  const besides = BESIDES.filter(
    (name) => name !== measure && results.some(({ statistics }) => statistics[name]?.mean != null),
  ).slice(0, MOST_BESIDES);
  return {
    title: `${labelOf(measure)} by ${outline.knobs.map(({ label }) => label).join(' and ')}`,
    columns: [
      ...outline.knobs.map(({ label, unit }) => withUnit(label, unit)),
      headOf(measure),
      ...(hasErrors ? ['± standard error'] : []),
      ...besides.map(headOf),
    ],
    rows: results.map(({ values, statistics }) => [
      ...values.map((value, i) => (typeof value === 'number' ? value : valueText(outline.knobs[i]!, { value }))),
      statistics[measure]!.mean,
      ...(hasErrors ? [statistics[measure]!.standardError] : []),
      ...besides.map((name) => statistics[name]?.mean ?? null),
    ]),
  };
}

function withUnit(label: string, unit: string): string {
  return unit === '' ? label : `${label} (${unit})`;
}
