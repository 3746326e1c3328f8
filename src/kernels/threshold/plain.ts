import type { HostRows } from '../../compute/kernel.ts';

export interface ThresholdParameters {
  readonly above: number;
}

/** 1 where a value is above the threshold and 0 elsewhere. */
export function plain(
  { above }: ThresholdParameters,
  { values: { data: values }, out: { data: out } }: Readonly<Record<'values' | 'out', HostRows>>,
): void {
  for (let i = 0; i < out.length; i++) out[i] = values[i]! > above ? 1 : 0;
}
