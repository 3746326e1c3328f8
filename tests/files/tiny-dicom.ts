import { deflateRawSync } from 'node:zlib';
import { bytesOf, joined } from './outcome.ts';

/** One data element: group and element number, value representation, value. */
export interface TinyElement {
  tag: number;
  vr: 'CS' | 'DS' | 'IS' | 'LO' | 'OB' | 'OW' | 'SQ' | 'SS' | 'UI' | 'SV' | 'UN' | 'US';
  /** Text; numbers of 16 bits (of 8 for OB); or the bytes themselves. */
  value: string | readonly number[] | Uint8Array;
  /** Write the length as “undefined” (the value must then contain its own end). */
  undefinedLength?: boolean;
}

/** How a file is to be written. */
export interface TinyForm {
  /** Leave out the 132 bytes and the header before the data set. */
  bare?: boolean;
}

export const TRANSFER_SYNTAX = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
} as const;

/** A DICOM file (PS3.10 § 7) by a writer that owes nothing to the library under test. */
export function tinyDicom(
  elements: readonly TinyElement[],
  transferSyntax: string = TRANSFER_SYNTAX.explicitLittle,
  { bare = false }: TinyForm = {},
): Uint8Array {
  const meta = encode({ tag: 0x00020010, vr: 'UI', value: transferSyntax }, true, true);
  const little = transferSyntax !== TRANSFER_SYNTAX.explicitBig;
  const explicit = transferSyntax !== TRANSFER_SYNTAX.implicitLittle;
  const sorted = [...elements].sort((a, b) => a.tag - b.tag);
  const dataSet = joined(...sorted.map((element) => encode(element, explicit, little)));
  if (bare) return dataSet;
  return joined(
    new Uint8Array(128),
    bytesOf('DICM'),
    bytesOf('\x02\0\0\0UL\x04\0'),
    new Uint8Array(Uint32Array.of(meta.length).buffer),
    meta,
    transferSyntax === TRANSFER_SYNTAX.deflated ? new Uint8Array(deflateRawSync(dataSet)) : dataSet,
  );
}

/** The elements of a CT slice, those in `changes` instead of their like, those of value '' left out. */
export function ctElements(
  rows: number,
  columns: number,
  pixels: readonly number[],
  changes: readonly TinyElement[] = [],
) {
  const elements: TinyElement[] = [
    { tag: 0x00080060, vr: 'CS', value: 'CT' },
    { tag: 0x00280002, vr: 'US', value: [1] },
    { tag: 0x00280004, vr: 'CS', value: 'MONOCHROME2' },
    { tag: 0x00280010, vr: 'US', value: [rows] },
    { tag: 0x00280011, vr: 'US', value: [columns] },
    { tag: 0x00280030, vr: 'DS', value: '0.75\\0.75' },
    { tag: 0x00280100, vr: 'US', value: [16] },
    { tag: 0x00280101, vr: 'US', value: [16] },
    { tag: 0x00280102, vr: 'US', value: [15] },
    { tag: 0x00280103, vr: 'US', value: [0] },
    { tag: 0x00281052, vr: 'DS', value: '-1024' },
    { tag: 0x00281053, vr: 'DS', value: '1' },
    { tag: 0x7fe00010, vr: 'OW', value: pixels },
  ];
  const changed = new Set(changes.map(({ tag }) => tag));
  return [...elements.filter(({ tag }) => !changed.has(tag)), ...changes.filter(({ value }) => value !== '')];
}

/** A sequence of one item; of undefined lengths where the item is to say itself where it ends. */
export function tinySequence(
  tag: number,
  elements: readonly TinyElement[],
  { explicit = true, little = true, undefinedLength = false, vr = 'SQ' as TinyElement['vr'] } = {},
): TinyElement {
  const content = joined(...elements.map((element) => encode(element, explicit, little)));
  const number = (n: number) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, n, little);
    return new Uint8Array(view.buffer);
  };
  const delimiter = (element: number) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint16(0, 0xfffe, little);
    view.setUint16(2, element, little);
    return new Uint8Array(view.buffer);
  };
  const value = undefinedLength
    ? joined(
        ...[delimiter(0xe000), number(0xffffffff), content, delimiter(0xe00d), number(0)],
        ...[delimiter(0xe0dd), number(0)],
      )
    : joined(delimiter(0xe000), number(content.length), content);
  return { tag, vr, value, undefinedLength };
}

/** A sequence of any number of items, explicit and little endian. */
export function tinyItems(tag: number, items: readonly (readonly TinyElement[])[]): TinyElement {
  const value = joined(
    ...items.map((elements) => {
      const content = joined(...elements.map((element) => encode(element, true, true)));
      return joined(bytesOf('\xfe\xff\x00\xe0'), new Uint8Array(Uint32Array.of(content.length).buffer), content);
    }),
  );
  return { tag, vr: 'SQ', value };
}

/** The beginning of a directory of a disc. */
export function tinyDirectory(): Uint8Array {
  const mediaClass = joined(bytesOf('\x02\0\x02\0UI\x14\0'), bytesOf('1.2.840.10008.1.3.10'));
  const file = tinyDicom([]);
  return joined(file.subarray(0, 132), mediaClass, file.subarray(144));
}

/** Pixels in fragments (PS3.5 § A.4). @param table where frames begin */
export function tinyFragments(pieces: readonly Uint8Array[], table: readonly number[] = []): TinyElement {
  const item = (content: Uint8Array) =>
    joined(bytesOf('\xfe\xff\x00\xe0'), new Uint8Array(Uint32Array.of(content.length).buffer), content);
  const items = [new Uint8Array(Uint32Array.from(table).buffer), ...pieces].map(item);
  return {
    tag: 0x7fe00010,
    vr: 'OB',
    value: joined(...items, bytesOf('\xfe\xff\xdd\xe0\0\0\0\0')),
    undefinedLength: true,
  };
}

function encode({ tag, vr, value, undefinedLength }: TinyElement, explicit: boolean, little: boolean): Uint8Array {
  const content = padded(valueBytes(value, vr, little), vr === 'UI' || vr === 'OB' ? '\0' : ' ');
  const length = undefinedLength ? 0xffffffff : content.length;
  const number = (bits: 16 | 32, n: number) => {
    const view = new DataView(new ArrayBuffer(bits / 8));
    if (bits === 16) view.setUint16(0, n, little);
    else view.setUint32(0, n, little);
    return new Uint8Array(view.buffer);
  };
  const head = [number(16, tag >>> 16), number(16, tag & 0xffff)];
  if (!explicit) return joined(...head, number(32, length), content);
  const long = ['OB', 'OW', 'SQ', 'SV', 'UN'].includes(vr);
  return joined(...head, bytesOf(vr), long ? joined(bytesOf('\0\0'), number(32, length)) : number(16, length), content);
}

function valueBytes(value: TinyElement['value'], vr: TinyElement['vr'], little: boolean): Uint8Array {
  if (typeof value === 'string') return bytesOf(value);
  if (value instanceof Uint8Array || vr === 'OB') return new Uint8Array(value);
  const view = new DataView(new ArrayBuffer(2 * value.length));
  value.forEach((n, index) => {
    view.setUint16(2 * index, n, little);
  });
  return new Uint8Array(view.buffer);
}

function padded(bytes: Uint8Array, padding: string): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : joined(bytes, bytesOf(padding));
}
