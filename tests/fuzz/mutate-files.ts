import { deflateSync } from 'node:zlib';
import { ctElements, type TinyElement, TRANSFER_SYNTAX, tinyDicom, tinySequence } from '../files/tiny-dicom.ts';
import { chunk } from '../files/tiny-png.ts';
import type { Choices } from './choices.ts';
import { joined, mutatedBytes } from './mutate-bytes.ts';

/** A PNG file whose parts are changed and whose checksums are right again, so that readers get past them. */
export function mutatedPng(file: Uint8Array, choices: Choices): Uint8Array {
  const parts = pngParts(file);
  for (let left = choices.few(); left > 0; left--) {
    const at = choices.below(parts.length);
    const part = parts[at]!;
    switch (choices.below(7)) {
      case 0:
        parts.splice(at, 1);
        break;
      case 1:
        parts.splice(choices.below(parts.length + 1), 0, part);
        break;
      case 2:
        parts[at] = {
          type: choices.of(['IHDR', 'IDAT', 'IEND', 'PLTE', 'tRNS', 'ABCD', 'abcd', 'acTL']),
          content: part.content,
        };
        break;
      case 3:
        // So many zeros, or rows of them, that would be a picture of another size.
        parts[at] = {
          type: 'IDAT',
          content: new Uint8Array(deflateSync(new Uint8Array(choices.of([0, 1, 100, 2e6])))),
        };
        break;
      case 4:
        parts.splice(
          at,
          0,
          ...Array.from({ length: choices.of([10, 3000]) }, () => ({ type: 'IDAT', content: new Uint8Array() })),
        );
        break;
      default:
        parts[at] = { type: part.type, content: mutatedBytes(part.content, choices) };
    }
    if (parts.length === 0) parts.push({ type: 'IEND', content: new Uint8Array() });
  }
  return joined(file.subarray(0, 8), ...parts.map(({ type, content }) => chunk(type, content)));
}

function pngParts(file: Uint8Array): { type: string; content: Uint8Array }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const parts: { type: string; content: Uint8Array }[] = [];
  for (let at = 8; at < file.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    parts.push({ type, content: file.slice(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return parts;
}

/** An NPY file of another header than its data have. */
export function mutatedNpy(file: Uint8Array, choices: Choices): Uint8Array {
  const length = file[8]! + 256 * file[9]!;
  const start = file[6] === 1 ? 10 : 12;
  let header = String.fromCharCode(...file.subarray(start, start + length));
  const pairs: readonly (readonly [RegExp, string])[] = [
    [/'shape': \([^)]*\)/, `'shape': (${Array.from({ length: choices.below(6) }, () => choices.number()).join(', ')})`],
    [/'shape': \([^)]*\)/, `'shape': (${'9'.repeat(choices.below(40))},)`],
    [
      /'descr': '[^']*'/,
      `'descr': '${choices.of(['<f4', '>f8', '|b1', '<c8', '<U9', '|O', '|V3', '<f16', choices.text()])}'`,
    ],
    [/'descr': '[^']*'/, `'descr': [('a', '<f4'), ('b', '<i2')]`],
    [/False|True/, choices.of(['True', 'False', '1', 'None'])],
    [/,/, choices.of(['', ',,', '#', choices.text()])],
    [/\{/, '{'.repeat(1 + choices.below(300))],
  ];
  for (let left = choices.few(); left > 0; left--) {
    const [pattern, put] = choices.of(pairs);
    header = header.replace(pattern, put);
  }
  const text = Uint8Array.from(header, (letter) => letter.charCodeAt(0) & 255);
  const count = choices.chance(0.9) ? text.length : choices.number();
  const head = joined(file.subarray(0, 8), Uint8Array.of(count & 255, (count >> 8) & 255, 0, 0).subarray(0, start - 8));
  return joined(head, text, file.subarray(start + length));
}

const TAGS = [
  0x00080005, 0x00080008, 0x00080060, 0x00180050, 0x00280002, 0x00280004, 0x00280008, 0x00280010, 0x00280011,
  0x00280030, 0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00280120, 0x00280121, 0x00281052, 0x00281053,
  0x00281054, 0x00283000, 0x52009229, 0x52009230, 0x7fe00010, 0xfffee000, 0xfffee00d,
];
const VRS = ['CS', 'DS', 'IS', 'LO', 'OB', 'OW', 'SQ', 'SS', 'UI', 'SV', 'UN', 'US'] as const;

/** A DICOM file by a writer, of elements as no scanner writes them. */
export function oddDicom(choices: Choices): Uint8Array {
  const side = choices.of([1, 5, 40]);
  const pixels = Array.from({ length: side * side }, () => choices.below(4096));
  const changes = Array.from({ length: choices.few() }, () => oddElement(choices, 3));
  if (choices.chance(0.2)) changes.push(nestedSequence(choices, 1 + choices.below(choices.of([3, 60, 600]))));
  if (choices.chance(0.1))
    changes.push(...Array.from({ length: 3000 }, (_, i) => ({ tag: 0x00091000 + i, vr: 'UN', value: '' }) as const));
  const syntax = choices.chance(0.9)
    ? choices.of(Object.values(TRANSFER_SYNTAX))
    : `1.2.840.10008.1.2.${choices.text()}`;
  return tinyDicom(ctElements(side, side, pixels, changes), syntax, { bare: choices.chance(0.1) });
}

function oddElement(choices: Choices, depth: number): TinyElement {
  const tag = choices.of(TAGS);
  const vr = choices.of(VRS);
  if (vr === 'SQ' && depth > 0) {
    const items = Array.from({ length: choices.below(4) }, () => oddElement(choices, depth - 1));
    return tinySequence(tag, items, { undefinedLength: choices.chance(0.5), explicit: choices.chance(0.8) });
  }
  const numbers = Array.from({ length: choices.below(9) }, () => choices.number());
  const text = choices.chance(0.5) ? numbers.join('\\') : choices.text();
  const value = choices.of([text.slice(0, 60_000), numbers, Uint8Array.from(numbers)]);
  return { tag, vr, value, undefinedLength: choices.chance(0.05) };
}

function nestedSequence(choices: Choices, depth: number): TinyElement {
  const undefinedLength = choices.chance(0.5);
  let element: TinyElement = { tag: 0x00281053, vr: 'DS', value: '2' };
  for (let i = 0; i < depth; i++) element = tinySequence(choices.of(TAGS), [element], { undefinedLength });
  return element;
}

const TIFF_TAGS = [254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 284, 317, 320, 322, 323, 324, 325, 338, 339];

/** A TIFF file whose entries say other things than its pixels are. */
export function mutatedTiff(file: Uint8Array, choices: Choices): Uint8Array {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  const little = bytes[0] === 0x49;
  const isBig = bytes[little ? 2 : 3] === 43;
  const [entry, value] = isBig ? [20, 12] : [12, 8];
  for (let left = choices.few(); left > 0; left--) {
    let at = isBig ? Number(view.getBigUint64(8, little)) + 8 : view.getUint32(4, little) + 2;
    at += entry * choices.below(12);
    if (at + entry > bytes.length) continue;
    switch (choices.below(6)) {
      case 0:
        view.setUint16(at, choices.of(TIFF_TAGS), little);
        break;
      case 1:
        view.setUint16(at + 2, choices.of([1, 2, 3, 4, 5, 7, 11, 12, 13, 16, 99]), little);
        break;
      case 2:
        view.setUint32(at + 4 + (isBig && !little ? 4 : 0), Math.abs(choices.number()) >>> 0, little);
        break;
      case 3:
        view.setUint32(at + value, choices.of([0, 1, 2, 3, 5, 8, 12, 16, 64, 2 ** 31, 2 ** 32 - 1]), little);
        break;
      default:
        view.setUint32(at + value, Math.abs(choices.number()) >>> 0, little);
    }
  }
  return bytes;
}

/** A file with a text before its numbers, or of nothing else, in which words and numbers are others. */
export function mutatedText(file: Uint8Array, choices: Choices): Uint8Array {
  const words = String.fromCharCode(...file.subarray(0, 4096)).split(/(\s+|[;,=:{}()])/);
  for (let left = choices.few(); left > 0; left--) {
    const at = choices.below(words.length);
    words[at] = choices.of<() => string>([
      () => '',
      () => choices.text(),
      () => `${choices.number()}`,
      () => choices.of(['\n', ';', ',', '\t', '1e400', 'nan', '-1', '{', '}', '=', '"', '9'.repeat(400)]),
      () => choices.of(words),
      () => words.slice(at, at + choices.below(9)).join(''),
    ])();
  }
  const text = Uint8Array.from(words.join(''), (letter) => letter.charCodeAt(0) & 255);
  return joined(text, file.subarray(4096));
}
