/**
 * What can be seen in an array without knowing what it is. Guesses are made of it (`guess-readings.ts`,
 * `guess-image-values.ts`), by the page before it asks and by the loaders before they believe what they are told.
 */
export interface ArrayFacts {
  readonly rows: number;
  readonly columns: number;
  readonly least: number;
  readonly most: number;
  /** Whether every value that was looked at is a whole number. */
  readonly areWhole: boolean;
  /** Values in ascending order, of every so many-th row and column. */
  readonly sorted: Float32Array;
  /** The same values as they stand, [rows.length × columns.length]. */
  readonly sample: ArraySample;
}

/** Every so many-th row and column of an array, the last ones too. */
export interface ArraySample {
  readonly rows: number;
  readonly columns: number;
  /** float32 [rows × columns]. */
  readonly values: Float32Array;
}

/** So many rows and columns at most are looked at: enough for sums and quantiles to a part in a thousand. */
const MOST_SAMPLED = 512;

/**
 * Looks at an array: at all of its values for the bounds, at a sample of them for the rest.
 *
 * @param values float32 [rows × columns]
 */
export function arrayFacts(values: Float32Array, rows: number, columns: number): ArrayFacts {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const sample = sampleOf(values, rows, columns);
  return {
    rows,
    columns,
    least,
    most,
    areWhole: sample.values.every(Number.isInteger),
    sorted: sample.values.slice().sort(),
    sample,
  };
}

function sampleOf(values: Float32Array, rows: number, columns: number): ArraySample {
  const [sampledRows, sampledColumns] = [spread(rows), spread(columns)];
  const sampled = new Float32Array(sampledRows.length * sampledColumns.length);
  let to = 0;
  for (const row of sampledRows) for (const column of sampledColumns) sampled[to++] = values[row * columns + column]!;
  return { rows: sampledRows.length, columns: sampledColumns.length, values: sampled };
}

/** Evenly spread places from 0 to `count` − 1, both included. */
function spread(count: number): number[] {
  const taken = Math.min(count, MOST_SAMPLED);
  return Array.from({ length: taken }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, taken - 1)));
}

/** The value below which a part of the values lies, 0 … 1. */
export function quantile({ sorted }: Pick<ArrayFacts, 'sorted'>, part: number): number {
  return sorted[Math.round(part * (sorted.length - 1))]!;
}

/** The part of the values from `from` to `to`, both included. */
export function shareBetween({ sorted }: Pick<ArrayFacts, 'sorted'>, from: number, to: number): number {
  return (countUpTo(sorted, to, true) - countUpTo(sorted, from, false)) / sorted.length;
}

/** How many of ascending values are below a bound, or at most the bound. */
function countUpTo(sorted: Float32Array, bound: number, included: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (included ? sorted[middle]! <= bound : sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The middle one of some values. */
export function median(values: Float32Array | Float64Array | readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1]!;
}
