// The methods written down anew over whole matrices in double precision, as textbooks have them: oracles that share nothing
// with the engine.

export type Vector = number[];
/** Rows of the matrix. */
export type Rows = readonly ArrayLike<number>[];

export const times = (rows: Rows, x: ArrayLike<number>): Vector => rows.map((row) => dot(row, x));

const columnsOf = new WeakMap<Rows, number[][]>();

export function transposed(rows: Rows): number[][] {
  let columns = columnsOf.get(rows);
  if (!columns) {
    columns = Array.from({ length: rows[0]!.length }, (_, j) => rows.map((row) => row[j]!));
    columnsOf.set(rows, columns);
  }
  return columns;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));
export const plus = (a: Vector, factor: number, b: Vector): Vector => a.map((value, i) => value + factor * b[i]!);
export const minus = (a: Vector, b: Vector): Vector => plus(a, -1, b);
const over = (a: Vector, b: Vector): Vector => a.map((value, i) => (b[i] === 0 ? 0 : value / b[i]!));
const clipped = (x: Vector, least: number): Vector => x.map((value) => Math.max(least, value));
const ones = (length: number): Vector => new Array(length).fill(1);

/** Rows and readings of each subset. */
export interface DenseSubset {
  readonly rows: Rows;
  readonly b: Vector;
}

function largestSums(subsets: readonly DenseSubset[]): Vector {
  const sums = subsets.map(({ rows, b }) => times(transposed(rows), ones(b.length)));
  return sums[0]!.map((_, j) => Math.max(...sums.map((sum) => sum[j]!)));
}

export function denseSart(
  subsets: readonly DenseSubset[],
  start: Vector,
  iterations: number,
  { relaxation = 1, decay = 1, least = 0 } = {},
): Vector {
  const lengths = largestSums(subsets);
  let x = start;
  for (let n = 0; n < iterations; n++) {
    for (const { rows, b } of subsets) {
      const shared = over(minus(b, times(rows, x)), times(rows, ones(x.length)));
      x = clipped(plus(x, relaxation * decay ** n, over(times(transposed(rows), shared), lengths)), least);
    }
  }
  return x;
}

/** @param step over the gradient; one more than 1/‖A‖² by as much as the engine's is less is what the engine makes */
export function denseGradient(
  rows: Rows,
  b: Vector,
  start: Vector,
  iterations: number,
  step: number,
  hasMomentum: boolean,
) {
  let [x, z, t] = [start, start, 1];
  for (let n = 0; n < iterations; n++) {
    const next = clipped(plus(z, step, times(transposed(rows), minus(b, times(rows, z)))), 0);
    const after = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    z = hasMomentum ? plus(next, (t - 1) / after, minus(next, x)) : next;
    [x, t] = [next, after];
  }
  return x;
}

/** ‖A‖², by very many steps of the power method. */
export function denseSquaredNorm(rows: Rows): number {
  let x: Vector = ones(rows[0]!.length);
  for (let i = 0; i < 300; i++) {
    x = times(transposed(rows), times(rows, x));
    const length = norm(x);
    x = x.map((value) => value / length);
  }
  return dot(times(rows, x), times(rows, x));
}

/** The least of ‖b − Ax‖² + β‖Rx‖² over start + the first Krylov directions, by Gram and Schmidt: what CGLS is to find. */
export function denseKrylovLeast(rows: Rows, b: Vector, start: Vector, iterations: number): Vector {
  const residual = minus(b, times(rows, start));
  const basis: Vector[] = [];
  let next = times(transposed(rows), residual);
  for (let k = 0; k < iterations; k++) {
    for (const twice of [0, 1]) {
      void twice;
      for (const one of basis) next = plus(next, -dot(one, next), one);
    }
    const length = norm(next);
    basis.push(next.map((value) => value / length));
    next = times(transposed(rows), times(rows, basis[k]!));
  }
  // Normal equations in the basis.
  const images = basis.map((one) => times(rows, one));
  const gram = images.map((a) => images.map((c) => dot(a, c)));
  const shares = solved(
    gram,
    images.map((a) => dot(a, residual)),
  );
  return basis.reduce((x, one, k) => plus(x, shares[k]!, one), start);
}

/** The solution of M·x = y by elimination with pivots. */
export function solved(matrix: readonly (readonly number[])[], y: Vector): Vector {
  const n = y.length;
  const m = matrix.map((row, i) => [...row, y[i]!]);
  for (let i = 0; i < n; i++) {
    const pivot = m.reduce(
      (best, _, row) => (row >= i && Math.abs(m[row]![i]!) > Math.abs(m[best]![i]!) ? row : best),
      i,
    );
    [m[i], m[pivot]] = [m[pivot]!, m[i]!];
    for (let row = i + 1; row < n; row++) {
      const factor = m[row]![i]! / m[i]![i]!;
      for (let k = i; k <= n; k++) m[row]![k]! -= factor * m[i]![k]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = (m[i]![n]! - dot(m[i]!.slice(i + 1, n), x.slice(i + 1))) / m[i]![i]!;
  }
  return x;
}

/** As Shepp and Vardi have it. */
export function denseMlem(rows: Rows, given: Vector, iterations: number): Vector {
  const b = clipped(given, 0);
  const sensitivity = times(transposed(rows), ones(b.length));
  const mean =
    b.reduce((sum, value) => sum + value, 0) / times(rows, ones(sensitivity.length)).reduce((a, c) => a + c, 0);
  let x = sensitivity.map((length) => (length === 0 ? 0 : mean));
  for (let n = 0; n < iterations; n++) {
    const ratios = over(b, times(rows, x));
    x = over(
      times(transposed(rows), ratios).map((value, j) => value * x[j]!),
      sensitivity,
    );
  }
  return x;
}

/** By subsets, of which each leaves alone what it does not see. */
export function denseOsem(subsets: readonly DenseSubset[], start: Vector, iterations: number): Vector {
  const lengths = largestSums(subsets);
  let x = start;
  for (let n = 0; n < iterations; n++) {
    for (const { rows, b } of subsets) {
      const ratios = over(clipped(b, 0), times(rows, x)).map((ratio) => ratio - 1);
      const change = over(times(transposed(rows), ratios), lengths);
      x = x.map((value, j) => value * (1 + change[j]!));
    }
  }
  return x;
}
