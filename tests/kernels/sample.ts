import type { ArrayUses, Kernel } from '../../src/compute/kernel.ts';

/** An array of a sample: values to begin with, or nothing where it is only written. */
export interface SampleArray {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** Parameters and arrays that a kernel can be run on. */
export interface Sample {
  readonly kernel: Kernel<never, ArrayUses>;
  readonly parameters: unknown;
  readonly arrays: Readonly<Record<string, SampleArray | readonly SampleArray[]>>;
}

/** How large a sample is, and where its numbers come from: [0, 1). */
export interface SampleSize {
  readonly views: number;
  readonly channels: number;
  readonly random: () => number;
}

/** @returns a sample of a kernel, its types those of the spec */
export function sample<Parameters, Uses extends ArrayUses>(
  kernel: Kernel<Parameters, Uses>,
  parameters: NoInfer<Parameters>,
  arrays: {
    readonly [Name in keyof Uses]: Uses[Name] extends 'in-list' ? readonly SampleArray[] : SampleArray;
  },
): Sample {
  return { kernel: kernel as unknown as Sample['kernel'], parameters, arrays };
}

/** @param value of each place */
export function filled(rows: number, columns: number, value: () => number): SampleArray {
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, value) };
}

/** What was there before is to be overwritten. */
export function leftover(rows: number, columns: number): SampleArray {
  return filled(rows, columns, () => -7);
}
