/**
 * Solves a small system of linear equations by Gauss's elimination with pivots.
 *
 * @param matrix [n][n], written over
 * @param right [n], written over; becomes the solution
 * @returns whether there is one: `false` where the matrix is singular to rounding
 */
export function solveInPlace(matrix: number[][], right: number[]): boolean {
  const n = right.length;
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    if (!(Math.abs(matrix[pivot]![column]!) > 1e-13 * largest)) return false;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < n; row++) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let k = column; k < n; k++) matrix[row]![k]! -= factor * matrix[column]![k]!;
      right[row]! -= factor * right[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) right[row]! -= matrix[row]![k]! * right[k]!;
    right[row]! /= matrix[row]![row]!;
  }
  return true;
}

/** Sums of a linear least-squares fit: one call of `add` for each value, then `solve`. */
export class LeastSquares {
  readonly #matrix: number[][];
  readonly #right: number[];

  constructor(readonly unknowns: number) {
    this.#matrix = Array.from({ length: unknowns }, () => new Array<number>(unknowns).fill(0));
    this.#right = new Array<number>(unknowns).fill(0);
  }

  /** @param terms what each unknown is multiplied by in the model of this value */
  add(terms: readonly number[], value: number): void {
    for (let i = 0; i < this.unknowns; i++) {
      this.#right[i]! += terms[i]! * value;
      for (let k = 0; k < this.unknowns; k++) this.#matrix[i]![k]! += terms[i]! * terms[k]!;
    }
  }

  /** The unknowns, or `null` where the values do not tell them. */
  solve(): number[] | null {
    const solution = [...this.#right];
    return solveInPlace(
      this.#matrix.map((row) => [...row]),
      solution,
    )
      ? solution
      : null;
  }
}
