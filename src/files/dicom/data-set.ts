// Data sets are walked here and not by dicom-parser, which makes an object of every element (a hundred megabytes of empty
// ones take gigabytes), reads a file only whole, takes the length of OV, SV and UV for one of 16 bits, and does not look
// into a sequence whose representation is unknown (UN).
import { SEQUENCES, TAG, WANTED } from './tags.ts';

/** How elements are written (PS3.5 § 7.1). */
export interface Encoding {
  /** Whether each element says what its value is represented as. */
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** More must be read of the file before its data set can be walked on. */
export class MoreBytesNeeded extends Error {
  constructor(readonly upTo: number) {
    super();
  }
}

/** The data set is not as PS3.5 says, or made to keep a reader busy; the message says in which way, after “the DICOM file”. */
export class DamagedDataSet extends Error {
  constructor(how = 'is damaged or truncated') {
    super(how);
  }
}

/** A value of an attribute; values that are not wanted are not kept. */
export interface Element {
  /** Its representation in two letters; empty where the file does not say. */
  readonly representation: string;
  readonly start: number;
  /** Of the pixels of unknown length: where their items begin, and `end` is unknown. */
  readonly end: number | undefined;
  readonly items: readonly DataSet[];
}

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;

/** A slice has some hundred elements, and some dozens more for each frame there may be. */
const MOST_ELEMENTS = 2 ** 20;
/** Sequences in sequences; those that matter here are at most four deep. */
const MOST_NESTED = 16;
/** The longest that is taken of a text, and far longer than any that means something here. */
const MOST_TEXT_BYTES = 1024;
/** The largest table of a modality LUT: 2¹⁶ entries of 16 bits. */
const MOST_VALUE_BYTES = 2 ** 17;

/** Representations whose length has 32 bits after two that are reserved (PS3.5 § 7.1.2). */
const LONG: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));

/** Some attributes of one object, or of one item of a sequence. */
export class DataSet {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #elements = new Map<number, Element>();
  readonly littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.littleEndian = littleEndian;
  }

  keep(tag: number, element: Element): void {
    this.#elements.set(tag, element);
  }

  element(tag: number): Element | undefined {
    return this.#elements.get(tag);
  }

  items(tag: number): readonly DataSet[] {
    return this.#elements.get(tag)?.items ?? [];
  }

  /** The same data set with one item of an attribute's in the place of all, such as what is said of one frame. */
  withItem(tag: number, index: number): DataSet {
    const copy = new DataSet(this.#bytes, this.littleEndian);
    for (const [own, element] of this.#elements) copy.keep(own, element);
    const element = this.#elements.get(tag);
    if (element) copy.keep(tag, { ...element, items: element.items.slice(index, index + 1) });
    return copy;
  }

  /** The bytes of a value; none where it is absent. */
  bytes(tag: number): Uint8Array {
    const { start, end } = this.#elements.get(tag) ?? {};
    return start === undefined || end === undefined ? new Uint8Array() : this.#bytes.subarray(start, end);
  }

  /** A text without the spaces and zeros around it; `undefined` where it is absent or empty. */
  text(tag: number): string | undefined {
    const bytes = this.bytes(tag).subarray(0, MOST_TEXT_BYTES);
    const end = bytes.indexOf(0);
    const text = String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end))).trim();
    return text === '' ? undefined : text;
  }

  /** The texts of an attribute with several values, such as `ORIGINAL\PRIMARY\AXIAL`. */
  texts(tag: number): string[] {
    return (this.text(tag) ?? '').split('\\').map((text) => text.trim());
  }

  /** The numbers of a decimal string such as `0.5\0.5`, NaN for what is none; `undefined` where there is no text. */
  decimals(tag: number): number[] | undefined {
    if (this.text(tag) === undefined) return undefined;
    return this.texts(tag).map((text) => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN));
  }

  /** A number of 16 bits, the `index`-th of the attribute; `undefined` where it is absent. */
  word(tag: number, index = 0): number | undefined {
    const { start, end } = this.#elements.get(tag) ?? {};
    if (start === undefined || end === undefined || start + 2 * index + 2 > end) return undefined;
    return this.#view.getUint16(start + 2 * index, this.littleEndian);
  }
}

/**
 * Walks a data set up to its pixels.
 *
 * @param bytes the file from its beginning, as far as it has been read
 * @param sizeBytes the size of the whole file
 * @param start where the data set begins
 * @param only ends the walk before the first element of another group, and says where
 * @throws MoreBytesNeeded where the walk comes to the end of what was read; DamagedDataSet where it leads nowhere
 */
export function walkDataSet(
  bytes: Uint8Array,
  sizeBytes: number,
  start: number,
  encoding: Encoding,
  only?: number,
): { dataSet: DataSet; end: number } {
  const walk = new Walk(bytes, sizeBytes, encoding);
  const dataSet = new DataSet(bytes, encoding.littleEndian);
  const end = walk.elements(dataSet, start, sizeBytes, 0, only);
  return { dataSet, end };
}

class Walk {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sizeBytes: number;
  #encoding: Encoding;
  #elementsLeft = MOST_ELEMENTS;

  constructor(bytes: Uint8Array, sizeBytes: number, encoding: Encoding) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#sizeBytes = sizeBytes;
    this.#encoding = encoding;
  }

  /** Walks elements from `start` to `end` or to the end of their item; returns where they end. */
  elements(dataSet: DataSet | null, start: number, end: number, depth: number, only?: number): number {
    let at = start;
    while (at < end) {
      const tag = this.#tag(at);
      if (only !== undefined && tag >>> 16 !== only) return at;
      this.#count();
      if (tag === ITEM_END && depth > 0) return at + 8;
      const header = this.#header(at, tag);
      const isPixels = tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doublePixelData;
      if (depth === 0 && isPixels) {
        dataSet?.keep(tag, { ...header, end: header.length < 0 ? undefined : header.start + header.length, items: [] });
        return header.start;
      }
      at = this.#value(dataSet, tag, header, depth);
    }
    if (at > end) throw new DamagedDataSet();
    return at;
  }

  /** Keeps a value if it is wanted; returns where it ends. */
  #value(
    dataSet: DataSet | null,
    tag: number,
    { start, length, representation }: ElementHeader,
    depth: number,
  ): number {
    const wanted = dataSet !== null && WANTED.has(tag);
    if (length < 0 || (wanted && SEQUENCES.has(tag))) {
      // Where a representation is unknown, what is in it is implicit and little endian (PS3.5 § 6.2.2).
      const outside = this.#encoding;
      if (representation === 'UN') this.#encoding = { explicit: false, littleEndian: true };
      const items: DataSet[] = [];
      const end = this.#items(wanted ? items : null, start, length < 0 ? undefined : start + length, depth + 1);
      this.#encoding = outside;
      if (wanted) dataSet.keep(tag, { representation, start, end, items });
      return end;
    }
    const end = start + length;
    if (end > this.#sizeBytes) throw new DamagedDataSet();
    if (wanted) {
      const kept = start + Math.min(length, MOST_VALUE_BYTES);
      this.#need(kept);
      dataSet.keep(tag, { representation, start, end: kept, items: [] });
    }
    return end;
  }

  #items(kept: DataSet[] | null, start: number, end: number | undefined, depth: number): number {
    if (depth > MOST_NESTED) throw new DamagedDataSet(`has sequences nested more than ${MOST_NESTED} deep`);
    let at = start;
    while (end === undefined || at < end) {
      const tag = this.#tag(at);
      const length = this.#length32(at + 4);
      this.#count();
      if (tag === SEQUENCE_END) return at + 8;
      if (tag !== ITEM) throw new DamagedDataSet();
      const item = kept && new DataSet(this.#bytes, this.#encoding.littleEndian);
      if (item) kept.push(item);
      const itemEnd = length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : at + 8 + length;
      // What nobody asks for is passed over.
      at = item || itemEnd === Number.POSITIVE_INFINITY ? this.elements(item, at + 8, itemEnd, depth) : itemEnd;
    }
    if (at > end) throw new DamagedDataSet();
    return at;
  }

  #header(at: number, tag: number): ElementHeader {
    if (tag >>> 16 === 0xfffe) throw new DamagedDataSet();
    if (!this.#encoding.explicit) return headerOf('', at + 8, this.#length32(at + 4));
    this.#need(at + 8);
    const representation = String.fromCharCode(this.#bytes[at + 4]!, this.#bytes[at + 5]!);
    if (!/^[A-Z]{2}$/.test(representation)) throw new DamagedDataSet();
    if (LONG.has(representation)) return headerOf(representation, at + 12, this.#length32(at + 8));
    return headerOf(representation, at + 8, this.#view.getUint16(at + 6, this.#encoding.littleEndian));
  }

  #count(): void {
    if (--this.#elementsLeft < 0) throw new DamagedDataSet(`has more than ${MOST_ELEMENTS} elements before its image`);
  }

  #tag(at: number): number {
    this.#need(at + 8);
    const little = this.#encoding.littleEndian;
    return this.#view.getUint16(at, little) * 2 ** 16 + this.#view.getUint16(at + 2, little);
  }

  #length32(at: number): number {
    this.#need(at + 4);
    return this.#view.getUint32(at, this.#encoding.littleEndian);
  }

  #need(upTo: number): void {
    if (upTo <= this.#bytes.length) return;
    if (upTo > this.#sizeBytes) throw new DamagedDataSet();
    throw new MoreBytesNeeded(upTo);
  }
}

interface ElementHeader {
  readonly representation: string;
  readonly start: number;
  /** Negative where it is not said. */
  readonly length: number;
}

function headerOf(representation: string, start: number, length: number): ElementHeader {
  return { representation, start, length: length === UNDEFINED_LENGTH ? -1 : length };
}
