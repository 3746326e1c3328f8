import type { FileFormat } from './format.ts';
import { FORMATS } from './registry.ts';
import { firstTextByte, letters, looksLikeText, matches, type Signature } from './signature.ts';

/** The kinds that cannot be loaded and that people are most likely to try. */
const FOREIGN: readonly (readonly [what: string, signature: Signature])[] = [
  ['a JPEG picture', letters('\xff\xd8\xff')],
  ['a JPEG 2000 picture', letters('\0\0\0\x0cjP  ')],
  ['a GIF picture', letters('GIF8')],
  ['a TIFF picture', letters('II*\0')],
  ['a TIFF picture', letters('MM\0*')],
  ['a TIFF picture', letters('II+\0')],
  ['a TIFF picture', letters('MM\0+')],
  ['a WebP picture', letters('WEBP', 8)],
  ['a MATLAB file (.mat)', letters('MATLAB ')],
  ['an HDF5 file', letters('\x89HDF\r\n\x1a\n')],
  ['a gzip archive', letters('\x1f\x8b')],
  ['a 7-Zip archive', letters('7z\xbc\xaf\x27\x1c')],
  ['a PDF document', letters('%PDF')],
  ['an NRRD volume', letters('NRRD')],
  ['a NIfTI volume', letters('n+1\0', 344)],
];
const ZIP = letters('PK\x03\x04');
const BMP = letters('BM');

/**
 * The format of a file that can be loaded, told by its content and never by its name; `undefined` for others.
 *
 * @param head of the file: its first 128 KiB, or all of it
 */
export function formatOf(head: Uint8Array): FileFormat | undefined {
  return FORMATS.all.find((format) => format.recognises(head));
}

/**
 * What a file seems to be, as a phrase for a sentence: `a JPEG picture`, `an empty file`, `a file of an unknown kind`.
 * Meant for files that cannot be loaded, but names those that can be, too.
 *
 * @param bytes the beginning of the file, or all of it
 */
export function describeFile(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  const format = formatOf(bytes);
  if (format) return format.describe?.(bytes) ?? format.words.phrase;
  if (matches(bytes, ZIP)) return describeZip(bytes);
  const foreign = FOREIGN.find(([, signature]) => matches(bytes, signature));
  if (foreign) return foreign[0];
  for (const { describe } of FORMATS.all) {
    const nearly = describe?.(bytes);
    if (nearly) return nearly;
  }
  // A text may well begin with the two letters that mark a BMP picture.
  if (!looksLikeText(bytes)) return matches(bytes, BMP) ? 'a BMP picture' : 'a file of an unknown kind';
  return firstTextByte(bytes) === 0x3c ? 'a web page or an XML file' : 'a text file'; // <
}

/** An .npz file is a ZIP archive of .npy files; the first one's name stands at byte 30, its length at byte 26. */
function describeZip(bytes: Uint8Array): string {
  const nameLength = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  const holdsNpy = matches(bytes, letters('.npy', 30 + nameLength - 4));
  return holdsNpy ? 'a NumPy archive (.npz) of several arrays' : 'a ZIP archive';
}
