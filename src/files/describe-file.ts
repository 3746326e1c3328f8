import type { FileFormat } from './format.ts';
import { FORMATS } from './registry.ts';
import { firstTextByte, letters, looksLikeText, matches, type Signature } from './signature.ts';

/** The kinds that cannot be loaded and that people are most likely to try. */
const FOREIGN: readonly (readonly [what: string, signature: Signature])[] = [
  ['a JPEG 2000 image', letters('\0\0\0\x0cjP  ')],
  ['a GIF image', letters('GIF8')],
  ['a MATLAB file (.mat)', letters('MATLAB ')],
  ['a 7-Zip archive', letters('7z\xbc\xaf\x27\x1c')],
  ['an xz archive', letters('\xfd7zXZ\0')],
  ['data compressed by Zstandard', letters('\x28\xb5\x2f\xfd')],
  ['a TAR archive', letters('ustar', 257)],
  ['a text in UTF-16; save it as UTF-8', letters('\xff\xfe')],
  ['a text in UTF-16; save it as UTF-8', letters('\xfe\xff')],
  ['a PDF document', letters('%PDF')],
];
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
 * What a file seems to be, as a phrase for a sentence: `a JPEG image`, `an empty file`, `a file of an unknown kind`.
 * Meant for files that cannot be loaded, but names those that can be, too.
 *
 * @param bytes the beginning of the file, or all of it
 */
export function describeFile(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  const format = formatOf(bytes);
  if (format) return format.describe?.(bytes) ?? format.words.phrase;
  const foreign = FOREIGN.find(([, signature]) => matches(bytes, signature));
  if (foreign) return foreign[0];
  for (const { describe } of FORMATS.all) {
    const nearly = describe?.(bytes);
    if (nearly) return nearly;
  }
  // A text may well begin with the two letters that mark a BMP image.
  if (!looksLikeText(bytes)) return matches(bytes, BMP) ? 'a BMP image' : 'a file of an unknown kind';
  return firstTextByte(bytes) === 0x3c ? 'a web page or an XML file' : 'a text file'; // <
}
