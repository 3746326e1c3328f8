import { excerpt, InputError } from '../../errors.ts';
import type { Codec } from './codecs/codec.ts';
import { CODECS } from './codecs/registry.ts';
import { type Encoding, walkDataSet } from './data-set.ts';
import { encodingSeen } from './first-elements.ts';
import { TAG } from './tags.ts';

/** How pixels are packed: one after the other, in pieces, run-length encoded, or by a codec. */
export type Packing = 'plain' | 'pieces' | 'run-lengths' | Codec;

/** How a file is written, and where its data set begins. */
export interface DicomForm {
  readonly start: number;
  readonly encoding: Encoding;
  /** Everything after the file's header is compressed. */
  readonly deflated: boolean;
  readonly packing: Packing;
}

const IMPLICIT_LITTLE = { explicit: false, littleEndian: true };
const EXPLICIT_LITTLE = { explicit: true, littleEndian: true };
const EXPLICIT_BIG = { explicit: true, littleEndian: false };

/** Transfer syntaxes that are read (PS3.5 annex A). */
const SYNTAXES: ReadonlyMap<string, Omit<DicomForm, 'start'>> = new Map([
  ['1.2.840.10008.1.2', { encoding: IMPLICIT_LITTLE, deflated: false, packing: 'plain' }],
  ['1.2.840.10008.1.2.1', { encoding: EXPLICIT_LITTLE, deflated: false, packing: 'plain' }],
  ['1.2.840.10008.1.2.1.98', { encoding: EXPLICIT_LITTLE, deflated: false, packing: 'pieces' }],
  ['1.2.840.10008.1.2.1.99', { encoding: EXPLICIT_LITTLE, deflated: true, packing: 'plain' }],
  ['1.2.840.10008.1.2.2', { encoding: EXPLICIT_BIG, deflated: false, packing: 'plain' }],
  ['1.2.840.10008.1.2.5', { encoding: EXPLICIT_LITTLE, deflated: false, packing: 'run-lengths' }],
  ...Array.from(CODECS, ([syntax, packing]): [string, Omit<DicomForm, 'start'>] => [
    syntax,
    { encoding: EXPLICIT_LITTLE, deflated: false, packing },
  ]),
]);

/** Compressions that are not read by the beginning of their identifier, longer ones first (PS3.6 annex A). */
const UNREAD: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 of several components'],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 of several components'],
  ['1.2.840.10008.1.2.4.9', 'JPEG 2000, and elsewhere (JPIP)'],
  ['1.2.840.10008.1.2.4.10', 'a video format'],
  ['1.2.840.10008.1.2.4.11', 'JPEG XL'],
  ['1.2.840.10008.1.2.4.20', 'High-Throughput JPEG 2000, and elsewhere (JPIP)'],
  ['1.2.840.10008.1.2.4', 'a kind of JPEG that is no longer in use'],
  ['1.2.840.10008.1.2.8.1', 'deflate, frame by frame'],
];

/** The list of what is on a disc (PS3.6 annex A). */
const DIRECTORY_CLASS = '1.2.840.10008.1.3.10';
const PREAMBLE_BYTES = 132;
const META_GROUP = 0x0002;

/** A file lists what is on a disc. */
export class DirectoryOfDisc extends InputError {}

/**
 * Finds out how a DICOM file is written. Files that lack the preamble and its header are known by their first elements.
 *
 * @param bytes the file's first bytes
 * @throws InputError for a directory, an unknown or compressed transfer syntax; as `walkDataSet` does
 */
export function dicomForm(bytes: Uint8Array, sizeBytes: number, name: string): DicomForm {
  const start = hasPreamble(bytes) ? PREAMBLE_BYTES : 0;
  // The file's header is explicit and little endian, whatever comes after it (PS3.10 § 7.1).
  const { dataSet: meta, end } = walkDataSet(bytes, sizeBytes, start, EXPLICIT_LITTLE, META_GROUP);
  if (meta.text(TAG.mediaStorageClass) === DIRECTORY_CLASS) {
    throw new DirectoryOfDisc(
      `${name}: this is a directory of a disc (DICOMDIR) and contains no image: open it with the files it lists, or one of them`,
    );
  }
  const syntax = meta.text(TAG.transferSyntax);
  if (syntax === undefined) {
    const seen = encodingSeen(bytes, end);
    if (seen) return { start: end, encoding: seen, deflated: false, packing: 'plain' };
    throw new InputError(`${name}: the DICOM file does not state how it is encoded`);
  }
  const form = SYNTAXES.get(syntax) ?? refuseSyntax(syntax, name);
  if (form.deflated) return { start: end, ...form };
  // Some programs write one thing into the header and another after it.
  return { start: end, ...form, encoding: encodingSeen(bytes, end, form.encoding) ?? form.encoding };
}

function refuseSyntax(syntax: string, name: string): never {
  const compression = UNREAD.find(([start]) => syntax.startsWith(start));
  if (compression) {
    throw new InputError(
      `${name}: the pixels are compressed with ${compression[1]}, which is not read: save the slice uncompressed first`,
    );
  }
  const unknown = `transfer syntax ${excerpt(syntax, 64)}`;
  throw new InputError(`${name}: the DICOM file is encoded in an unknown way (${unknown})`);
}

function hasPreamble(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(128, PREAMBLE_BYTES)) === 'DICM';
}
