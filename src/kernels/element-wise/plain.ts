import type { HostRows } from '../../compute/kernel.ts';
import { OPERATIONS, type Operation, type OperationName } from './operations.ts';

export interface ElementWiseParameters {
  readonly operation: OperationName;
  readonly first: number;
  readonly second: number;
}

export type ElementWiseArrays = Readonly<Record<'values' | 'operands', HostRows>>;

/** The operation on each of the values; operands are asked for only where it takes some. */
export function plain(
  { operation, first, second }: ElementWiseParameters,
  { values: { data: values }, operands: { data: operands } }: ElementWiseArrays,
): void {
  const { plain: change }: Operation = OPERATIONS[operation];
  // What the GPU is told has single precision too.
  change(values, operands, Math.fround(first), Math.fround(second));
}
