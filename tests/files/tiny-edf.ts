// Small ESRF data files, made here as https://www.silx.org/doc/fabio/latest/ reads them.

import { bytesOf, joined } from './outcome.ts';

/** @param fields besides those of sizes and type, or in their place */
export function tinyFrame(
  numbers: Uint8Array,
  [rows, columns]: readonly [number, number],
  fields: Readonly<Record<string, string>> = {},
): Uint8Array {
  const all = {
    ...{ HeaderID: 'EH:000001:000000:000000', ByteOrder: 'LowByteFirst', DataType: 'UnsignedShort' },
    ...{ Dim_1: `${columns}`, Dim_2: `${rows}`, Size: `${numbers.length}`, title: 'a = b', ...fields },
  };
  const lines = Object.entries(all).map(([key, value]) => `${key} = ${value} ;\n`);
  return joined(bytesOf(`${`{\n${lines.join('')}`.padEnd(510)}}\n`), numbers);
}

const shorts = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);

/** One of each kind, for mutations to start from. */
export const EDFS: readonly Uint8Array[] = [
  tinyFrame(shorts(1, 2, 3, 4, 5, 6), [2, 3]),
  joined(tinyFrame(shorts(1, 2, 3, 4, 5, 6), [2, 3]), tinyFrame(shorts(7, 8, 9, 10, 11, 12), [2, 3])),
  tinyFrame(new Uint8Array(Float64Array.of(1.5, -2).buffer), [1, 2], { DataType: 'DoubleValue' }),
];
