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

const N_BIT = 5;
/** Of what N-bit is set up with: a plain number, then its bytes, their order, its bits and how many lie below these. */
const [PLAIN_AT, PLAIN] = [3, 1];

/**
 * Why values cannot be read, without the array's name; `null` where they can be.
 *
 * @param type of a value, as NumPy writes it
 */
export function filterFault(filters: readonly H5Filter[], type: string): string | null {
  const unknown = filters.find(({ id }) => !KNOWN.includes(id));
  if (!unknown) return partFault(filters, type);
  const name = NAMES.get(unknown.id) ?? (unknown.name || `filter ${unknown.id}`);
  return `is compressed with ${name}, which is not read; save it with gzip, for instance with h5repack -f GZIP=4`;
}

/**
 * Numbers that fill but a part of their bytes come as those bytes lie: whole ones without a sign, from the lowest bit on, are
 * what they are; the sign of others, and a number's parts, would be taken from the wrong bits.
 */
function partFault(filters: readonly H5Filter[], type: string): string | null {
  const { cd_values: values = [] } = filters.find(({ id }) => id === N_BIT) ?? {};
  if (values[PLAIN_AT] !== PLAIN) return null;
  const [bytes = 0, , bits = 0, below = 0] = values.slice(PLAIN_AT + 1);
  if (bits === 8 * bytes || (type[1] === 'u' && below === 0)) return null;
  return `has numbers of ${bits} bits in ${bytes} bytes (N-bit), which are read only without a sign; save it with all bits`;
}
