// The header of an .npy file: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
// It is read here and not by npyjs: that package checks neither the shape nor the length of the data, knows no big-endian
// values and does not turn Fortran order round, so once all that is done nothing is left for it to do.
import { excerpt, InputError } from '../../errors.ts';
import { VALUE_TYPES, type ValueType } from '../number-types.ts';
import { isNpy } from './is-npy.ts';

/** The largest array that is read: 2^28 values, a gibibyte in single precision. */
const MAX_VALUES = 2 ** 28;
const MAX_AXES = 4;
/** NumPy's own bound is 10,000 characters; a version 1 header cannot exceed 65,535. */
const MAX_HEADER_BYTES = 65_535;

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
  const header = parseHeader(head, name);
  checkDataLength(sizeBytes, name, header);
  const { shape, type, fortranOrder, dataOffset, valueType } = header;
  return { shape, type, fortranOrder, dataOffset, valueBytes: valueType.sizeBytes };
}

/** The same, and how values are read. */
export interface Header {
  readonly type: string;
  readonly valueType: ValueType;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: number[];
  readonly count: number;
  readonly dataOffset: number;
}

/** @throws InputError as `readNpyHeader` does, but for the size of the file, which is not compared with it */
export function parseHeader(bytes: Uint8Array, name: string): Header {
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

/** @throws InputError where there are more values than are read */
export function mustFit({ shape, count }: Header, name: string): void {
  if (count <= MAX_VALUES) return;
  throw new InputError(`${name}: the header states ${describeShape(shape)}, but at most ${MAX_VALUES} are read`);
}

/** @throws InputError where the file is longer or shorter than its header says */
export function checkDataLength(fileLength: number, name: string, header: Header): void {
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
