import { npyHeader } from './npy.ts';

/** Values of a piece: 8 MiB. */
const PIECE_VALUES = 2 ** 21;

/** An .npy file piece by piece, so that an array is not in memory twice; it may lie in memory that is shared. */
export function* npyPiecesOf(data: Float32Array, shape: readonly number[]): Generator<Uint8Array<ArrayBuffer>> {
  yield npyHeader(shape);
  for (let from = 0; from < data.length; from += PIECE_VALUES) {
    // Copied, since files are not written from shared memory. Little-endian, as every machine is that runs this.
    yield new Uint8Array(data.slice(from, from + PIECE_VALUES).buffer as ArrayBuffer);
  }
}
