import { type Measured, pointResults, type SweepOutline, unitOf } from './sweep-result.ts';

/** All results of a sweep as JSON: knobs, measures, and for each point its statistics and its runs. */
export function sweepJson(outline: SweepOutline, backends: readonly string[], measured: readonly Measured[]): string {
  const { title, knobs, measures } = outline;
  const result = {
    version: 1,
    ...(title !== undefined && { title }),
    backends,
    knobs: knobs.map(({ name, label, unit, values }) => ({
      name,
      label,
      unit,
      values: values.map(({ value }) => value),
    })),
    measures: measures.map(({ name, label }) => ({ name, label, unit: unitOf(name, measured) })),
    points: pointResults(outline, measured).map(({ values, statistics, runs }) => ({
      values,
      statistics,
      runs: runs.map(({ id, seed, measured: numbers }) => ({
        id,
        seed,
        measures:
          numbers && Object.fromEntries(Object.entries(numbers).map(([name, { value }]) => [name, value] as const)),
      })),
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
