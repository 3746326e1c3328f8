import { expect } from 'vitest';
import type { DeviceArray, ViewRange } from '../../src/compute/device.ts';
import type { ArrayUse, ArrayUses, Kernel, KernelDevice } from '../../src/compute/kernel.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { expectRelativelyClose, expectSameBits } from '../support/close.ts';
import { plainTwin } from './plainly.ts';
import type { Sample, SampleArray } from './sample.ts';

/** What a kernel has written, by the names of the arrays. */
export type Written = Readonly<Record<string, Float32Array>>;

const WRITTEN: readonly ArrayUse[] = ['out', 'out-whole', 'in-out', 'sum'];
const BY_ROWS: readonly ArrayUse[] = ['in', 'in-list', 'out', 'out-whole', 'in-out'];

/** What the plain twin makes of a sample, or of some of its rows, all at once. */
export function plainlyWritten({ kernel, parameters, arrays }: Sample, range: ViewRange): Written {
  const given = eachArray(kernel, arrays, ({ rows, columns, values }, use) => {
    if (use === 'sum') return { rows, columns, data: new Float64Array(values.length) };
    const [from, to] = BY_ROWS.includes(use) ? [range.from, range.to] : [0, rows];
    const data = values.slice(from * columns, to * columns);
    return { rows: to - from, columns, data: use === 'out' || use === 'out-whole' ? data.fill(0) : data };
  });
  plainTwin(kernel)(parameters, given, range);
  return Object.fromEntries(
    writtenBy(kernel).map((name) => {
      const { values, columns } = arrays[name] as SampleArray;
      const { data } = given[name] as { data: Float32Array | Float64Array };
      const written = values.slice();
      written.set(data, kernel.arrays[name] === 'sum' ? 0 : range.from * columns);
      return [name, written];
    }),
  );
}

/** What a device makes of it; what is outside of the range is to stay. */
export async function writtenOn<A extends DeviceArray>(
  device: KernelDevice<A> & Operators<A>,
  { kernel, parameters, arrays }: Sample,
  range: ViewRange | undefined,
): Promise<Written> {
  const uploaded: Record<string, A | A[]> = {};
  const upload = ({ values, rows, columns }: SampleArray) => device.upload(values, rows, columns);
  for (const [name, array] of Object.entries(arrays)) {
    uploaded[name] = isList(array) ? await Promise.all(array.map(upload)) : await upload(array);
  }
  await device.run(kernel as Kernel<unknown, ArrayUses>, parameters, uploaded as Record<string, A>, { range });
  const written: Record<string, Float32Array> = {};
  for (const name of writtenBy(kernel)) written[name] = await device.read(uploaded[name] as A);
  for (const array of Object.values(uploaded).flat()) device.release(array as A);
  return written;
}

/** Asserts that twins agree as their spec says. */
export function expectAgreement({ kernel }: Sample, actual: Written, expected: Written): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) {
    if (kernel.agreement === 'bits') expectSameBits(actual[name]!, values);
    else expectRelativelyClose(actual[name]!, values, kernel.agreement);
  }
}

function writtenBy({ arrays }: Sample['kernel']): string[] {
  return Object.keys(arrays).filter((name) => WRITTEN.includes(arrays[name]!));
}

function isList(array: SampleArray | readonly SampleArray[]): array is readonly SampleArray[] {
  return Array.isArray(array);
}

function eachArray<Seen>(
  { arrays: uses }: Sample['kernel'],
  arrays: Sample['arrays'],
  see: (array: SampleArray, use: ArrayUse) => Seen,
): Record<string, Seen | Seen[]> {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => {
      const use = uses[name]!;
      return [name, isList(array) ? array.map((one) => see(one, use)) : see(array, use)];
    }),
  );
}
