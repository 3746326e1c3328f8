import type { HostRows } from '../../compute/kernel.ts';

/** out = a − b, value by value. */
export function plain(_: object, { a, b, out: { data: out } }: Readonly<Record<'a' | 'b' | 'out', HostRows>>): void {
  for (let i = 0; i < out.length; i++) out[i] = a.data[i]! - b.data[i]!;
}
