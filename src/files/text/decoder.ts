import type { ByteSource } from '../byte-source.ts';
import type { Decoding } from '../format.ts';
import { readTable, type Table } from './table.ts';

/** Tables, for as long as their files are kept: what one is, is looked at before it is loaded. */
const tables = new WeakMap<ByteSource, Promise<Table>>();

function tableIn(source: ByteSource, name: string): Promise<Table> {
  const known = tables.get(source);
  if (known) return known;
  const table = readTable(source, name);
  tables.set(source, table);
  return table;
}

export const readArray: Decoding<'readArray'> = async (source, name, { mayBeRead }) => {
  const { shape, data } = await tableIn(source, name);
  mayBeRead(shape);
  return { shape, data: Float32Array.from(data) };
};

export const readList: Decoding<'readList'> = async (source, name, mayBeRead) => {
  const { shape, data } = await tableIn(source, name);
  mayBeRead(shape);
  return { data: data.slice() };
};

/** Larger tables are looked at by so many of their lines. */
const WHOLE_VALUES = 2 ** 20;
const MOST_ROWS = 256;

export const lookAt: Decoding<'lookAt'> = async (source, name) => {
  const { shape, data } = await tableIn(source, name);
  if (shape.length === 1) return { shape, sample: null, list: data.slice(), white: null };
  const [rows, columns] = shape as [number, number];
  const count = data.length <= WHOLE_VALUES ? rows : Math.min(rows, MOST_ROWS);
  const sample = new Float32Array(count * columns);
  for (let i = 0; i < count; i++) {
    const row = Math.round((i * (rows - 1)) / Math.max(1, count - 1));
    sample.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return { shape, sample: { shape: [count, columns], data: sample }, list: null, white: null };
};
