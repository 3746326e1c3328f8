import type { Twins } from '../../src/compute/cpu/lane-task.ts';
import type { ArrayUses, HostRows, HostRowsOf, Kernel } from '../../src/compute/kernel.ts';
import { kernels } from '../../src/kernels/registry.ts';

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
