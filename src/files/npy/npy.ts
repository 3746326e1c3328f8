// The values of NumPy's files: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { InputError } from '../../errors.ts';
import { type ByteSource, headOf } from '../byte-source.ts';
import { valuesOf } from '../number-types.ts';
import { checkDataLength, type Header, mustFit, parseHeader } from './npy-header.ts';

/** An array from an .npy file: `data` in C order (last axis fastest), every value finite. */
export interface NpyArray {
  /** Length of each axis, up to four; `[]` for a single value. */
  shape: number[];
  data: Float32Array<ArrayBuffer>;
}

/** An `NpyArray` in double precision. */
export interface NpyFloat64Array {
  shape: number[];
  data: Float64Array<ArrayBuffer>;
}

/** So much is read of a file at a time; a whole number of values of any size. */
const PIECE_BYTES = 2 ** 22;

/**
 * Reads an .npy file (format versions 1 to 3) of booleans, integers or real numbers, of either byte order and either
 * memory order, into single precision.
 *
 * @param bytes the whole file
 * @param name the file's name, which begins every message
 * @throws InputError where the file is not such an array, is empty, has more than 4 axes or 2^28 values, is shorter or
 *   longer than its header says, or holds NaN, an infinity or a value too large for single precision
 */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  return readArray(bytes, name, (count) => new Float32Array(count));
}

/**
 * As `readNpy`, of a file that is read piece by piece, so that no more is in memory than its values.
 *
 * @param mayBeRead is given the shape before any value is read, and throws where it will not do
 * @param allocate makes the array that the values go into
 * @throws InputError (rejects) as `readNpy` does
 */
export function readNpyFrom(
  source: ByteSource,
  name: string,
  mayBeRead: (shape: readonly number[]) => void = () => {},
  allocate: (count: number) => Float32Array = (count) => new Float32Array(count),
): Promise<Pick<NpyArray, 'shape'> & { data: Float32Array }> {
  return readArrayFrom(source, name, allocate, mayBeRead);
}

/**
 * As `readNpy`, in double precision: for lists of angles.
 *
 * @throws InputError as `readNpy` does
 */
export function readNpyFloat64(bytes: Uint8Array, name: string): NpyFloat64Array {
  return readArray(bytes, name, (count) => new Float64Array(count));
}

/** As `readNpyFrom`, in double precision. @throws InputError (rejects) as `readNpy` does */
export function readNpyFloat64From(
  source: ByteSource,
  name: string,
  mayBeRead: (shape: readonly number[]) => void = () => {},
): Promise<NpyFloat64Array> {
  return readArrayFrom(source, name, (count) => new Float64Array(count), mayBeRead);
}

function readArray<Data extends Float32Array | Float64Array>(
  bytes: Uint8Array,
  name: string,
  allocate: (count: number) => Data,
): { shape: number[]; data: Data } {
  const header = parseHeader(bytes, name);
  mustFit(header, name);
  checkDataLength(bytes.length, name, header);
  const filling = new Filling(header, allocate(header.count), name);
  for (let start = header.dataOffset; start < bytes.length; start += PIECE_BYTES) {
    filling.take(bytes.subarray(start, start + PIECE_BYTES));
  }
  return filling.finish();
}

async function readArrayFrom<Data extends Float32Array | Float64Array>(
  source: ByteSource,
  name: string,
  allocate: (count: number) => Data,
  mayBeRead: (shape: readonly number[]) => void,
): Promise<{ shape: number[]; data: Data }> {
  const header = parseHeader(await headOf(source), name);
  mustFit(header, name);
  checkDataLength(source.sizeBytes, name, header);
  mayBeRead(header.shape);
  const filling = new Filling(header, allocate(header.count), name);
  for (let start = header.dataOffset; start < source.sizeBytes; start += PIECE_BYTES) {
    filling.take(await source.read(start, start + PIECE_BYTES));
  }
  return filling.finish();
}

/** An array that is filled with the values of a file, piece by piece. */
class Filling<Data extends Float32Array | Float64Array> {
  readonly #header: Header;
  readonly #data: Data;
  readonly #name: string;
  /** The indices of the next value, and its place in the array; only in Fortran order do they go another way. */
  readonly #indices: number[];
  readonly #strides: readonly number[];
  #place = 0;
  /** The first value in C order that cannot be used. */
  #bad: { readonly place: number; readonly value: number } | null = null;

  constructor(header: Header, data: Data, name: string) {
    this.#header = header;
    this.#data = data;
    this.#name = name;
    this.#indices = header.shape.map(() => 0);
    this.#strides = cStrides(header.shape);
  }

  /** Takes the next bytes of the file, whole values. */
  take(piece: Uint8Array): void {
    const { valueType, littleEndian, fortranOrder } = this.#header;
    const values = valuesOf(piece, valueType, littleEndian);
    if (fortranOrder) this.#scatter(values);
    else this.#append(values);
  }

  finish(): { shape: number[]; data: Data } {
    if (this.#bad) throw this.#badValue(this.#bad);
    return { shape: this.#header.shape, data: this.#data };
  }

  #append(values: ArrayLike<number>): void {
    const start = this.#place;
    this.#data.set(values, start);
    this.#place += values.length;
    for (let i = 0; i < values.length; i++) {
      if (Number.isFinite(this.#data[start + i])) continue;
      throw this.#badValue({ place: start + i, value: values[i]! });
    }
  }

  #scatter(values: ArrayLike<number>): void {
    const { shape } = this.#header;
    for (let i = 0; i < values.length; i++) {
      this.#data[this.#place] = values[i]!;
      if (!Number.isFinite(this.#data[this.#place]) && this.#place < (this.#bad?.place ?? Number.POSITIVE_INFINITY)) {
        this.#bad = { place: this.#place, value: values[i]! };
      }
      // Step the indices like an odometer, the first axis fastest, and the place in the array with them.
      for (let axis = 0; axis < shape.length; axis++) {
        this.#place += this.#strides[axis]!;
        if (++this.#indices[axis]! < shape[axis]!) break;
        this.#place -= this.#strides[axis]! * shape[axis]!;
        this.#indices[axis] = 0;
      }
    }
  }

  #badValue({ place, value }: { place: number; value: number }): InputError {
    const indices = this.#strides.map((stride, axis) => Math.floor(place / stride) % this.#header.shape[axis]!);
    return new InputError(`${this.#name}: ${describeBadValue(value, indices)}`);
  }
}

function describeBadValue(value: number, indices: readonly number[]): string {
  const where = indices.length === 0 ? 'the value' : `the value at [${indices.join(', ')}] (counting from 0)`;
  const what = Number.isFinite(value) ? `${value}, too large for single precision` : `${value}`;
  return `${where} is ${what}, but only finite numbers can be used`;
}

function cStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
}
