import type { Knob } from './knob.ts';
import type { MeasuredValue } from './run-record.ts';
import type { Sweep } from './sweep.ts';

/** What of a sweep its results are put together from, without its experiments: small enough to lie beside them. */
export interface SweepOutline {
  readonly title: string | undefined;
  readonly knobs: readonly KnobOutline[];
  readonly measures: readonly { readonly name: string; readonly label: string }[];
  readonly plots: Sweep['plots'];
  readonly points: Sweep['points'];
  readonly runs: Sweep['runs'];
}

export type KnobOutline = Pick<Knob, 'label' | 'unit' | 'name' | 'isNumeric' | 'isLogarithmic'> & {
  readonly values: readonly { readonly value: number | string }[];
};

export function outlineOf({ title, knobs, measures, plots, points, runs }: Sweep): SweepOutline {
  return {
    title,
    knobs: knobs.map(({ label, unit, name, isNumeric, isLogarithmic, values }) => ({
      ...{ label, unit, name, isNumeric, isLogarithmic },
      values: values.map(({ value }) => ({ value })),
    })),
    measures: measures.map(({ name, label }) => ({ name, label })),
    ...{ plots, points, runs },
  };
}

/** What a run was measured at; nothing where it has not been run. */
export type Measured = Readonly<Record<string, MeasuredValue>> | undefined;

/** A measure over the seeds of a point. */
export interface Statistics {
  /** How many runs have the number. */
  readonly count: number;
  readonly mean: number | null;
  /** Of a run, by n − 1; `null` of a single one. */
  readonly standardDeviation: number | null;
  /** Of the mean: standard deviation / √n. */
  readonly standardError: number | null;
}

/** A point of a sweep that has been run, or some of its seeds. */
export interface PointResult {
  readonly point: number;
  /** Of each knob its value there. */
  readonly values: readonly (number | string)[];
  readonly runs: readonly { readonly id: string; readonly seed: number; readonly measured: Measured }[];
  readonly statistics: Readonly<Record<string, Statistics>>;
}

/** The results of all points, in their order. @param measured what each run came to, in the order of the sweep's runs */
export function pointResults(outline: SweepOutline, measured: readonly Measured[]): PointResult[] {
  const runs = outline.runs.map((run, i) => ({ ...run, measured: measured[i] }));
  const seeds = runs.length / outline.points.length;
  return outline.points.map(({ positions }, point) => {
    const of = runs.slice(point * seeds, (point + 1) * seeds);
    return {
      point,
      values: positions.map((position, i) => outline.knobs[i]!.values[position]!.value),
      runs: of.map(({ id, seed, measured: numbers }) => ({ id, seed, measured: numbers })),
      statistics: Object.fromEntries(
        outline.measures.map(({ name }) => [
          name,
          statisticsOf(of.flatMap(({ measured: numbers }) => numbers?.[name]?.value ?? [])),
        ]),
      ),
    };
  });
}

/** Mean, standard deviation and standard error. Of values that are all the same the mean is exactly that. */
export function statisticsOf(values: readonly number[]): Statistics {
  const count = values.length;
  const [first] = values;
  if (first === undefined) return { count, mean: null, standardDeviation: null, standardError: null };
  const mean = first + values.reduce((sum, value) => sum + (value - first), 0) / count;
  if (count === 1) return { count, mean, standardDeviation: null, standardError: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (count - 1));
  return { count, mean, standardDeviation, standardError: standardDeviation / Math.sqrt(count) };
}

/** The unit of a measure, `null` where runs have it in several. */
export function unitOf(name: string, measured: readonly Measured[]): string | null {
  const units = new Set(measured.flatMap((numbers) => numbers?.[name]?.unit ?? []));
  return units.size > 1 ? null : ([...units][0] ?? '');
}
