import type { ArrayUses, HostRows, HostRowsOf, Kernel } from '../../src/compute/kernel.ts';
import type { Twins } from '../../src/compute/lane-task.ts';
import { kernels } from '../../src/kernels/registry.ts';

/** Values as rows of so many columns. */
export function rows(data: Float32Array, columns: number): HostRows<Float32Array<ArrayBuffer>> {
  return { rows: data.length / columns, columns, data: data as Float32Array<ArrayBuffer> };
}

/** What a kernel is to write. */
export function zeros(rowCount: number, columns: number): HostRows<Float32Array<ArrayBuffer>> {
  return { rows: rowCount, columns, data: new Float32Array(rowCount * columns) };
}

/** The same for what it adds up. */
export function sums(rowCount: number, columns: number): HostRows<Float64Array<ArrayBuffer>> {
  return { rows: rowCount, columns, data: new Float64Array(rowCount * columns) };
}

/** The twin of a kernel that says what it computes. */
export function plainTwin(kernel: Pick<Kernel<never, ArrayUses>, 'name' | 'here'>): Twins['plain'] {
  return (kernel.here as Twins['plain'] | undefined) ?? (kernels as Record<string, Twins>)[kernel.name]!.plain;
}

/** Runs the plain twin on some rows, the first ones of their arrays unless told otherwise. Returns what it is given. */
export function plainly<Parameters, Uses extends ArrayUses, Given extends HostRowsOf<Uses>>(
  kernel: Kernel<Parameters, Uses>,
  parameters: Parameters,
  arrays: Given,
  firstRow = 0,
): Given {
  const [leading] = Object.values(arrays) as HostRows[];
  plainTwin(kernel as unknown as Kernel<never, ArrayUses>)(parameters, arrays, {
    from: firstRow,
    to: firstRow + leading!.rows,
  });
  return arrays;
}
