// NumPy's file format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
// The header is read here and not by npyjs: that package checks neither the shape nor the length of the data, knows no
// big-endian values and does not turn Fortran order round, so once all that is done nothing is left for it to do.
import { excerpt, InputError } from '../../errors.ts';
import { type ByteSource, headOf } from '../byte-source.ts';
import { VALUE_TYPES, type ValueType, valuesOf } from '../number-types.ts';
import { isNpy } from './is-npy.ts';

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

/** The largest array that is read: 2^28 values, a gibibyte in single precision. */
const MAX_VALUES = 2 ** 28;
const MAX_AXES = 4;
/** NumPy's own bound is 10,000 characters; a version 1 header cannot exceed 65,535. */
const MAX_HEADER_BYTES = 65_535;
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

/** What the header of an .npy file says. */
export interface NpyHeader {
  /** Length of each axis, up to four; `[]` for a single value. */
  readonly shape: readonly number[];
  /** The type of a value as NumPy writes it, such as `<f4`. */
  readonly type: string;
  /** Whether the first axis is the fastest. */
  readonly fortranOrder: boolean;
  /** Where the values begin in the file. */
  readonly dataOffset: number;
  readonly valueBytes: number;
}

/**
 * Reads the header of an .npy file without its values, and compares the file's size with it.
 *
 * @param head the file's first bytes, 2¹⁷ of them or all
 * @param sizeBytes the size of the whole file
 * @param name the file's name, which begins every message
 * @throws InputError as `readNpy` does, but for what the values themselves are and how many
 */
export function readNpyHeader(head: Uint8Array, sizeBytes: number, name: string): NpyHeader {
  const header = readHeader(head, name);
  checkDataLength(sizeBytes, name, header);
  const { shape, type, fortranOrder, dataOffset, valueType } = header;
  return { shape, type, fortranOrder, dataOffset, valueBytes: valueType.sizeBytes };
}

/**
 * Writes an .npy file as NumPy does: format version 1.0, little-endian single precision, C order, the data aligned to
 * 64 bytes.
 *
 * @param data the values, last axis fastest
 * @param shape length of each axis; the product must be `data.length`
 * @throws RangeError where shape and data disagree
 */
export function writeNpy(data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const whole = shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  if (!whole || shape.reduce((product, length) => product * length, 1) !== data.length) {
    throw new RangeError(`an array of shape [${shape.join(', ')}] cannot hold ${data.length} values`);
  }
  const header = npyHeader(shape);
  const bytes = new Uint8Array(header.length + 4 * data.length);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  for (let index = 0; index < data.length; index++) view.setFloat32(4 * index, data[index]!, true);
  return bytes;
}

/** What stands before the values of such a file, which follow at once. @param shape length of each axis */
export function npyHeader(shape: readonly number[]): Uint8Array<ArrayBuffer> {
  return npyHeaderOf(shape, '<f4', false);
}

/** As `npyHeader`, of values of any type. @param type as NumPy writes it, such as `>u2` */
export function npyHeaderOf(shape: readonly number[], type: string, fortranOrder: boolean): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const order = fortranOrder ? 'True' : 'False';
  const dictionary = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const dataOffset = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(dataOffset);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, version 1.0
  new DataView(bytes.buffer).setUint16(8, dataOffset - 10, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(dataOffset - 11)}\n`), 10);
  return bytes;
}

interface Header {
  readonly type: string;
  readonly valueType: ValueType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: number[];
  readonly count: number;
  readonly dataOffset: number;
}

function readArray<Data extends Float32Array | Float64Array>(
  bytes: Uint8Array,
  name: string,
  allocate: (count: number) => Data,
): { shape: number[]; data: Data } {
  const header = readHeader(bytes, name);
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
  const header = readHeader(await headOf(source), name);
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

function readHeader(bytes: Uint8Array, name: string): Header {
  if (!isNpy(bytes)) throw new InputError(`${name}: is not a NumPy array (.npy)`);
  const version = bytes[6] ?? 0;
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw new InputError(`${name}: the file ends after ${bytes.length} bytes, in its header`);
  if (version < 1 || version > 3) {
    throw new InputError(
      `${name}: this is version ${version}.${bytes[7]} of the .npy format, but only 1 to 3 are known`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER_BYTES) throw new InputError(`${name}: the header claims to be ${length} bytes long`);
  const dataOffset = start + length;
  if (dataOffset > bytes.length) {
    throw new InputError(
      `${name}: the header should be ${length} bytes long, but the file ends after ${bytes.length} bytes`,
    );
  }
  // Everything that is accepted below is ASCII, whatever the encoding.
  const entries = parseDictionary(new TextDecoder().decode(bytes.subarray(start, dataOffset)));
  if (entries?.size !== 3) throw new InputError(`${name}: the header is not a valid NumPy header`);
  const fortranOrder = entries.get('fortran_order');
  if (fortranOrder !== 'True' && fortranOrder !== 'False') {
    throw new InputError(`${name}: the header does not state whether the array is in Fortran order`);
  }
  return {
    ...parseType(entries.get('descr'), name),
    fortranOrder: fortranOrder === 'True',
    ...parseShape(entries.get('shape'), name),
    dataOffset,
  };
}

/**
 * The entries of a Python dictionary such as `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`, the
 * quotes of strings taken off; nothing where the text is not one.
 */
function parseDictionary(text: string): Map<string, string> | undefined {
  const inside = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const entry = /\s*(['"])(\w+)\1\s*:\s*(?:'([^']*)'|"([^"]*)"|(\w+|\([^()]*\)|\[.*\]))\s*(?:,\s*|$)/sy;
  const entries = new Map<string, string>();
  while (entry.lastIndex < inside.length) {
    const found = entry.exec(inside);
    if (!found) return undefined;
    const key = found[2]!;
    if (entries.has(key)) return undefined;
    entries.set(key, (found[3] ?? found[4] ?? found[5])!);
  }
  return entries;
}

function parseType(
  text: string | undefined,
  name: string,
): { type: string; valueType: ValueType; littleEndian: boolean } {
  if (text === undefined) throw new InputError(`${name}: the header does not state the type of the values`);
  const [, byteOrder, code] = /^([<>|])(\w+)$/.exec(text) ?? [];
  const valueType = VALUE_TYPES.get(code ?? '');
  if (!valueType) {
    const shown = excerpt(text, 24);
    throw new InputError(
      `${name}: the values are of type “${shown}”${explainType(text)}, but only real numbers of up to 8 bytes are read`,
    );
  }
  if (byteOrder === '|' && valueType.sizeBytes > 1) {
    throw new InputError(`${name}: the header does not state the byte order of the values (type “${text}”)`);
  }
  return { type: text, valueType, littleEndian: byteOrder !== '>' };
}

function explainType(text: string): string {
  if (text.startsWith('[')) return ' (records)';
  const explanations: Record<string, string> = {
    c: 'complex numbers',
    f: 'extended precision', // the shorter ones are known
    S: 'text',
    U: 'text',
    O: 'Python objects',
    V: 'raw bytes',
    M: 'dates',
    m: 'time intervals',
  };
  const explanation = explanations[text.charAt(1)];
  return explanation === undefined ? '' : ` (${explanation})`;
}

function parseShape(text: string | undefined, name: string): { shape: number[]; count: number } {
  // A tuple of one has a comma at its end: (640,).
  const inside = text?.startsWith('(') ? text.slice(1, -1).trim().replace(/,$/, '') : undefined;
  const lengths = inside === '' ? [] : inside?.split(',').map((length) => length.trim());
  // Python 2 wrote long integers as 640L.
  if (!lengths?.every((length) => /^\d{1,16}L?$/.test(length))) {
    throw new InputError(`${name}: the header does not state the shape of the array`);
  }
  const shape = lengths.map((length) => Number.parseInt(length, 10));
  if (shape.length > MAX_AXES) {
    throw new InputError(`${name}: the array has ${shape.length} axes, but at most ${MAX_AXES} are read`);
  }
  if (shape.includes(0)) throw new InputError(`${name}: the array is empty (${shape.join(' × ')} values)`);
  const count = shape.reduce((product, length) => product * length, 1);
  return { shape, count };
}

function mustFit({ shape, count }: Header, name: string): void {
  if (count <= MAX_VALUES) return;
  throw new InputError(`${name}: the header states ${describeShape(shape)}, but at most ${MAX_VALUES} are read`);
}

function checkDataLength(fileLength: number, name: string, header: Header): void {
  const { sizeBytes } = header.valueType;
  const end = header.dataOffset + header.count * sizeBytes;
  const promise = `the header states ${describeShape(header.shape)} of ${sizeBytes} byte${sizeBytes === 1 ? '' : 's'}`;
  if (fileLength < end) throw new InputError(`${name}: ${promise}, but the file ends after ${fileLength} bytes`);
  if (fileLength > end) {
    throw new InputError(`${name}: ${promise}, but the file has ${fileLength - end} more bytes`);
  }
}

function describeShape(shape: readonly number[]): string {
  return shape.length === 0 ? '1 value' : `${shape.join(' × ')} values`;
}

function describeBadValue(value: number, indices: readonly number[]): string {
  const where = indices.length === 0 ? 'the value' : `the value at [${indices.join(', ')}] (counting from 0)`;
  const what = Number.isFinite(value) ? `${value}, too large for single precision` : `${value}`;
  return `${where} is ${what}, but only finite numbers can be used`;
}

function cStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
}
