import type { H5Filter } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';

/** What the library undoes: deflate, shuffle, Fletcher 32, N-bit, scale-offset. */
const KNOWN: readonly number[] = [1, 2, 3, 5, 6];

/** Registered filters: https://github.com/HDFGroup/hdf5_plugins/blob/master/docs/RegisteredFilterPlugins.md */
const NAMES: ReadonlyMap<number, string> = new Map([
  [4, 'szip'],
  [305, 'LZO'],
  [307, 'bzip2'],
  [32000, 'LZF'],
  [32001, 'Blosc'],
  [32004, 'LZ4'],
  [32008, 'bitshuffle'],
  [32013, 'ZFP'],
  [32015, 'Zstandard'],
  [32017, 'SZ'],
  [32026, 'Blosc2'],
]);

/** Why values cannot be read, without the array's name; `null` where they can be. */
export function filterFault(filters: readonly H5Filter[]): string | null {
  const unknown = filters.find(({ id }) => !KNOWN.includes(id));
  if (!unknown) return null;
  const name = NAMES.get(unknown.id) ?? (unknown.name || `filter ${unknown.id}`);
  return `is compressed with ${name}, which is not read; save it with gzip, for instance with h5repack -f GZIP=4`;
}
