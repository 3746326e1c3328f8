// HDF5 file format 3.0, IV.A.2.d, the datatype message.
import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { headerMessage } from './object-header.ts';

const DATATYPE = 3;
const CLASS = { integer: 0, float: 1, bits: 4, enumeration: 8 };
/** What padding bits are: 0 here. */
const HIGH_PADDING = 4;
const HAS_SIGN = 8;

/** Where bits of IEEE 754 numbers are, by their bytes: the exponent's, how many; the fraction's; what is added to exponents. */
const IEEE: Readonly<Record<number, readonly number[]>> = {
  2: [10, 5, 0, 10, 15],
  4: [23, 8, 0, 23, 127],
  8: [52, 11, 0, 52, 1023],
};

/**
 * Sees to it that the numbers of an array fill their bytes as numbers do nearly everywhere. The library gives them as they
 * lie, and h5wasm does not tell how that is, so that others, such as those of 12 bits not from the lowest one on, would
 * come as wrong ones.
 *
 * @param address of the array's header, as the library gives it; `null` where it does not
 * @param name of the array
 * @throws InputError (rejects) where that is not so, or cannot be seen
 */
export async function mustBePlain(source: ByteSource, address: number | null, name: string): Promise<void> {
  const message = address === null ? null : await headerMessage(source, address, DATATYPE);
  let fault: string | null;
  try {
    fault = message ? layoutFault(message) : 'does not say in the usual place how its numbers are stored';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    fault = 'is damaged: how its numbers are stored ends too early';
  }
  if (fault) throw new InputError(`${name}: ${fault}; save it as ordinary numbers, for instance of 32 bits`);
}

function layoutFault(type: DataView): string | null {
  const kind = type.getUint8(0) & 15;
  const bytes = type.getUint32(4, true);
  // An enumeration is followed by the type of its numbers.
  if (kind === CLASS.enumeration) return layoutFault(new DataView(type.buffer, type.byteOffset + 8));
  const [below, bits] = [type.getUint16(8, true), type.getUint16(10, true)];
  if (kind === CLASS.float) return floatFault(type, bytes, below, bits);
  if (kind !== CLASS.integer && kind !== CLASS.bits) return 'holds no numbers';
  const flags = type.getUint8(1);
  const isPlain = bits === 8 * bytes && below === 0;
  // Small whole numbers without a sign are what they are, with zeros above them.
  const isPadded = below === 0 && (flags & (HIGH_PADDING | HAS_SIGN)) === 0;
  if (isPlain || isPadded) return null;
  return `has numbers of ${bits} bits in ${bytes} bytes, which are read only from the lowest bit on and without a sign`;
}

function floatFault(type: DataView, bytes: number, below: number, bits: number): string | null {
  const layout = [12, 13, 14, 15].map((at) => type.getUint8(at));
  const [, exponentBits, , fractionBits] = layout;
  const signAt = type.getUint8(2);
  const hasFirstBit = ((type.getUint8(1) >> 4) & 3) !== 2;
  const bias = type.getUint32(16, true);
  const isWhole = below === 0 && bits === 8 * bytes && signAt === bits - 1 && !hasFirstBit;
  if (isWhole && String([...layout, bias]) === String(IEEE[bytes])) return null;
  const isBrain = bytes === 2 && exponentBits === 8 && fractionBits === 7;
  const parts = `${exponentBits} bits of exponent with a bias of ${bias}, ${fractionBits} of fraction`;
  const kind = isBrain ? 'but as bfloat16' : `but with ${parts}`;
  return `has floating-point numbers of ${bytes} bytes, not as IEEE 754 has them ${kind}, which are not read`;
}
