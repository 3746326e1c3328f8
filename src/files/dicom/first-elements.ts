import type { Encoding } from './data-set.ts';

const ENCODINGS: readonly Encoding[] = [
  { explicit: true, littleEndian: true },
  { explicit: true, littleEndian: false },
  { explicit: false, littleEndian: true },
];

/** All representations of PS3.5 § 6.2; those of the second list have a length of 32 bits. */
const SHORT = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const LONG = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));

/** The header of a file. */
const META_GROUP = 0x0002;
const UNDEFINED_LENGTH = 0xffffffff;
/** So many elements must make sense. */
const LOOKED_AT = 3;
/** No data set begins later; in the wrong byte order group 0008 is 0800. */
const LAST_FIRST_TAG = 0x00ffffff;
/** No element at the beginning of a data set is longer. */
const MOST_BYTES = 2 ** 16;

/**
 * How the data set that begins at `start` is written, told by its first elements; `null` where they make no sense as a
 * data set. Tags go up, lengths are even, representations are known.
 *
 * @param said is believed where it makes sense
 */
export function encodingSeen(bytes: Uint8Array, start: number, said?: Encoding): Encoding | null {
  const candidates = said ? [said, ...ENCODINGS] : ENCODINGS;
  return candidates.find((encoding) => makesSense(bytes, start, encoding)) ?? null;
}

/**
 * Whether bytes are a DICOM data set without the 128 bytes and the letters DICM before it, as some treatment planning
 * systems and archives write them: such files begin in group 0002 or 0008.
 */
export function isBareDataSet(bytes: Uint8Array): boolean {
  const encoding = bytes.length > 8 && encodingSeen(bytes, 0);
  if (!encoding) return false;
  const group = encoding.littleEndian ? bytes[0]! + 256 * bytes[1]! : 256 * bytes[0]! + bytes[1]!;
  return group === 0x0008 || group === META_GROUP;
}

function makesSense(bytes: Uint8Array, start: number, { explicit, littleEndian }: Encoding): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let last = -1;
  let at = start;
  for (let element = 0; element < LOOKED_AT; element++) {
    if (at + 12 > bytes.length) return element > 0 && at <= bytes.length;
    const tag = view.getUint16(at, littleEndian) * 2 ** 16 + view.getUint16(at + 2, littleEndian);
    // After the file's own header the data set may be written in another way.
    if (last >>> 16 === META_GROUP && tag >>> 16 !== META_GROUP) return true;
    if (tag <= last || tag > (element === 0 ? LAST_FIRST_TAG : 0x7fe00010)) return false;
    last = tag;
    const representation = explicit ? String.fromCharCode(bytes[at + 4]!, bytes[at + 5]!) : '';
    const isShort = SHORT.has(representation);
    if (explicit && !isShort && !LONG.has(representation)) return false;
    const length = isShort
      ? view.getUint16(at + 6, littleEndian)
      : view.getUint32(at + (explicit ? 8 : 4), littleEndian);
    if (length === UNDEFINED_LENGTH) return true;
    if (length % 2 !== 0 || length > MOST_BYTES) return false;
    at += (explicit && !isShort ? 12 : 8) + length;
  }
  return true;
}
