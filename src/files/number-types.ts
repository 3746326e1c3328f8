/** How numbers of a type lie in a file; types go by their codes in NumPy. */
export interface ValueType {
  readonly sizeBytes: number;
  /** The values in a piece of a file, its bytes in the order of this machine and on a boundary of eight. */
  readonly values: (piece: ArrayBuffer, start: number, count: number) => ArrayLike<number>;
}

/** Integers of 64 bits are rounded to double precision. */
export const VALUE_TYPES: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['b1', { sizeBytes: 1, values: (...at) => new Uint8Array(...at).map((byte) => (byte === 0 ? 0 : 1)) }],
  ['i1', { sizeBytes: 1, values: (...at) => new Int8Array(...at) }],
  ['u1', { sizeBytes: 1, values: (...at) => new Uint8Array(...at) }],
  ['i2', { sizeBytes: 2, values: (...at) => new Int16Array(...at) }],
  ['u2', { sizeBytes: 2, values: (...at) => new Uint16Array(...at) }],
  ['i4', { sizeBytes: 4, values: (...at) => new Int32Array(...at) }],
  ['u4', { sizeBytes: 4, values: (...at) => new Uint32Array(...at) }],
  ['i8', { sizeBytes: 8, values: (...at) => Float64Array.from(new BigInt64Array(...at), Number) }],
  ['u8', { sizeBytes: 8, values: (...at) => Float64Array.from(new BigUint64Array(...at), Number) }],
  ['f2', { sizeBytes: 2, values: (...at) => Float64Array.from(new Uint16Array(...at), halfPrecision) }],
  ['f4', { sizeBytes: 4, values: (...at) => new Float32Array(...at) }],
  ['f8', { sizeBytes: 8, values: (...at) => new Float64Array(...at) }],
]);

const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The values in a piece of a file that holds whole ones. */
export function valuesOf(
  piece: Uint8Array,
  { sizeBytes, values }: ValueType,
  littleEndian: boolean,
): ArrayLike<number> {
  const isTurned = sizeBytes > 1 && littleEndian !== MACHINE_IS_LITTLE_ENDIAN;
  const isAligned = piece.byteOffset % 8 === 0 && piece.buffer instanceof ArrayBuffer;
  // A copy, also of a piece whose own `slice` makes none, as that of Node’s buffers.
  const bytes = isTurned || !isAligned ? new Uint8Array(piece) : piece;
  if (isTurned) turnBytes(bytes, sizeBytes);
  return values(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / sizeBytes);
}

/** Turns the order of the bytes of each value round, in place. */
function turnBytes(bytes: Uint8Array, sizeBytes: number): void {
  for (let start = 0; start < bytes.length; start += sizeBytes) {
    for (let low = start, high = start + sizeBytes - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}

/** The value of a half-precision number (IEEE 754 binary16) from its 16 bits. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
