import type { HostRows } from '../../compute/kernel.ts';
import { REDUCTIONS, type Reduction, type ReductionName } from './reductions.ts';

export interface ReduceParameters {
  readonly reduction: ReductionName;
}

/** numbers [rows, 1] = what each row comes to, in double precision and rounded once. */
export function plain(
  { reduction }: ReduceParameters,
  { a, b, numbers }: Readonly<Record<'a' | 'b' | 'numbers', HostRows>>,
): void {
  const { plain: numberOf }: Reduction = REDUCTIONS[reduction];
  const { rows, columns } = a;
  for (let row = 0; row < rows; row++) {
    numbers.data[row] = numberOf(a.data, b.data, row * columns, (row + 1) * columns);
  }
}
