import { isBareDataSet } from './dicom/first-elements.ts';

/** The kinds of file the sandbox can load. */
export type FileKind = 'npy' | 'png' | 'dicom' | 'json' | 'unknown';

/** A file's first bytes, or those at `offset`, that give away its kind. */
interface Signature {
  readonly what: string;
  readonly offset: number;
  readonly bytes: readonly number[];
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

const NPY: Signature = { what: 'a NumPy array', offset: 0, bytes: [0x93, ...ascii('NUMPY')] };
const PNG: Signature = { what: 'a PNG picture', offset: 0, bytes: [0x89, ...ascii('PNG\r\n\x1a\n')] };
// DICOM comes first: its 128-byte preamble may hold anything, and often holds the start of a TIFF file (PS3.10 § 7.1).
const DICOM: Signature = { what: 'a DICOM file', offset: 128, bytes: ascii('DICM') };
const BMP: Signature = { what: 'a BMP picture', offset: 0, bytes: ascii('BM') };

/** The kinds people are most likely to try, most telling first. */
const SIGNATURES: readonly Signature[] = [
  DICOM,
  NPY,
  PNG,
  { what: 'a JPEG picture', offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { what: 'a JPEG 2000 picture', offset: 0, bytes: [0, 0, 0, 0x0c, ...ascii('jP  ')] },
  { what: 'a GIF picture', offset: 0, bytes: ascii('GIF8') },
  { what: 'a TIFF picture', offset: 0, bytes: ascii('II*\0') },
  { what: 'a TIFF picture', offset: 0, bytes: ascii('MM\0*') },
  { what: 'a TIFF picture', offset: 0, bytes: ascii('II+\0') },
  { what: 'a TIFF picture', offset: 0, bytes: ascii('MM\0+') },
  { what: 'a WebP picture', offset: 8, bytes: ascii('WEBP') },
  { what: 'a MATLAB file (.mat)', offset: 0, bytes: ascii('MATLAB ') },
  { what: 'an HDF5 file', offset: 0, bytes: [0x89, ...ascii('HDF\r\n\x1a\n')] },
  { what: 'a gzip archive', offset: 0, bytes: [0x1f, 0x8b] },
  { what: 'a 7-Zip archive', offset: 0, bytes: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c] },
  { what: 'a PDF document', offset: 0, bytes: ascii('%PDF') },
  { what: 'an NRRD volume', offset: 0, bytes: ascii('NRRD') },
  { what: 'a NIfTI volume', offset: 344, bytes: ascii('n+1\0') },
];

/** Only this much of a file is looked at to tell text from data. */
const LOOKED_AT_BYTES = 1024;

/**
 * What a file is, told by its content and never by its name.
 *
 * @param bytes the whole file, or the first 128 KiB of it
 */
export function fileKind(bytes: Uint8Array): FileKind {
  if (matches(bytes, DICOM)) return 'dicom';
  if (matches(bytes, NPY)) return 'npy';
  if (matches(bytes, PNG)) return 'png';
  if (isBareDataSet(bytes)) return 'dicom';
  const start = firstTextByte(bytes);
  return start === 0x7b || start === 0x5b ? 'json' : 'unknown'; // { or [
}

/**
 * What a file seems to be, as a phrase for a sentence: `a JPEG picture`, `an empty file`, `a file of an unknown kind`.
 * Meant for files that cannot be loaded, but names those that can be, too.
 *
 * @param bytes the whole file
 */
export function describeForeignFile(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  if (matches(bytes, { what: '', offset: 0, bytes: ascii('PK\x03\x04') })) return describeZip(bytes);
  const known = SIGNATURES.find((signature) => matches(bytes, signature));
  if (known) return known.what;
  const kind = fileKind(bytes);
  if (kind === 'json') return 'a JSON file';
  if (kind === 'dicom') return 'a DICOM file without its header';
  if (isBareDataSet(bytes.subarray(1))) return 'a DICOM file with a stray byte before it';
  // A text may well begin with the two letters that mark a BMP picture.
  if (!looksLikeText(bytes)) return matches(bytes, BMP) ? 'a BMP picture' : 'a file of an unknown kind';
  return firstTextByte(bytes) === 0x3c ? 'a web page or an XML file' : 'a text file'; // <
}

/** An .npz file is a ZIP archive of .npy files; the first one's name stands at byte 30, its length at byte 26. */
function describeZip(bytes: Uint8Array): string {
  const nameLength = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  const extension = bytes.subarray(30 + nameLength - 4, 30 + nameLength);
  const holdsNpy = matches(extension, { what: '', offset: 0, bytes: ascii('.npy') });
  return holdsNpy ? 'a NumPy archive (.npz) of several arrays' : 'a ZIP archive';
}

function matches(bytes: Uint8Array, { offset, bytes: expected }: Signature): boolean {
  return expected.every((byte, index) => bytes[offset + index] === byte);
}

/** The first byte after a byte order mark and white space, within the part that is looked at. */
function firstTextByte(bytes: Uint8Array): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.subarray(start, LOOKED_AT_BYTES).find((byte) => !isWhiteSpace(byte));
}

function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, LOOKED_AT_BYTES).every((byte) => byte >= 0x20 || isWhiteSpace(byte));
}

function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
