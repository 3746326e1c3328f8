import { InputError } from '../../errors.ts';
import { npyHeader, npyHeaderOf } from '../npy/write-header.ts';
import { bytesOf, type Pieces, type WrittenArray } from '../writing/written-array.ts';
import { zipPieces } from '../zip/zip.ts';

/** One of the arrays in an archive, by the name that numpy gives it. */
export type NpzEntry =
  | { readonly name: string; readonly array: Pick<WrittenArray, 'shape' | 'planes'> }
  /** In double precision: a list, or a single number. */
  | { readonly name: string; readonly numbers: Float64Array | number }
  | { readonly name: string; readonly text: string };

/** ZIP archives have 32 bits for where things are; some room for headers. */
const MOST_BYTES = 2 ** 32 - 2 ** 20;

/**
 * `numpy.savez`: a ZIP archive with a .npy file for each array, not compressed, piece by piece. Nothing in it needs pickle.
 *
 * @throws InputError where it would take more than 4 GiB
 */
export function npzPieces(entries: readonly NpzEntry[]): Pieces {
  const bytes = entries.reduce((sum, entry) => sum + ('array' in entry ? 4 * count(entry.array.shape) : 0), 0);
  if (bytes > MOST_BYTES) {
    throw new InputError('An NPZ archive has at most 4 GiB, and this would take more; save its arrays one by one');
  }
  return zipPieces(entries.map((entry) => ({ name: `${entry.name}.npy`, pieces: () => piecesOf(entry) })));
}

async function* piecesOf(entry: NpzEntry): Pieces {
  if ('text' in entry) {
    const points = Uint32Array.from(entry.text, (sign) => sign.codePointAt(0)!);
    // NumPy's strings have four bytes a character.
    yield npyHeaderOf([], `<U${points.length}`, false);
    yield new Uint8Array(points.buffer);
  } else if ('numbers' in entry) {
    const { numbers } = entry;
    const isOne = typeof numbers === 'number';
    yield npyHeaderOf(isOne ? [] : [numbers.length], '<f8', false);
    yield new Uint8Array((isOne ? Float64Array.of(numbers) : numbers.slice()).buffer as ArrayBuffer);
  } else {
    yield npyHeader(entry.array.shape);
    for await (const some of entry.array.planes()) yield* bytesOf(some);
  }
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
