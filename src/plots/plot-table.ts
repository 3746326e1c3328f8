import type { PlotContent } from './plot.ts';
import { plotRows } from './plot-rows.ts';
import { axisText } from './plot-words.ts';

/** A plot as a table: a row for each x, a column for each series, with its errors beside it. */
export interface PlotTable {
  readonly columns: readonly string[];
  /** `null` where a series has no value. */
  readonly rows: readonly (readonly (number | null)[])[];
}

export function plotTable(content: PlotContent): PlotTable {
  const { series, horizontal, vertical } = content;
  const { x, points } = plotRows(series);
  const unit = vertical.unit === '' ? '' : ` (${vertical.unit})`;
  const columns = [
    axisText(horizontal),
    ...series.flatMap(({ name, errors }) => [`${name}${unit}`, ...(errors ? [`${name} ±${unit}`] : [])]),
  ];
  const rows = x.map((value, row) => [
    value,
    ...series.flatMap(({ y, errors }, i) => {
      const point = points[i]![row]!;
      const own = [cellOf(y, point)];
      return errors ? [...own, cellOf(errors, point)] : own;
    }),
  ]);
  return { columns, rows };
}

function cellOf(values: readonly number[], point: number): number | null {
  const value = values[point];
  return value !== undefined && Number.isFinite(value) ? value : null;
}
