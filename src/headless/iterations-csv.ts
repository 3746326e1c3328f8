import { csvText } from '../files/csv-text.ts';
import type { IterationPoint } from '../methods/iterative/iterating.ts';

/**
 * What is known of each iteration as a table, the start first; columns that no iteration has anything in are left out.
 *
 * @param unit of the slice's values, as the report has it
 */
export function iterationsCsv(points: readonly IterationPoint[], unit: string): string {
  const columns: readonly (readonly [string, (point: IterationPoint) => number | undefined])[] = [
    ['iteration', ({ iteration }) => iteration],
    ['time (s)', ({ seconds }) => seconds],
    ['residual', ({ residual }) => residual],
    ['objective', ({ objective }) => objective],
    ['change', ({ change }) => change],
    ['total variation', ({ totalVariation }) => totalVariation],
    [`RMSE (${unit})`, ({ rmse }) => rmse],
  ];
  const known = columns.filter(([, of]) => points.some((point) => of(point) !== undefined));
  return csvText(
    known.map(([name]) => name),
    points.map((point) => known.map(([, of]) => of(point) ?? null)),
  );
}
