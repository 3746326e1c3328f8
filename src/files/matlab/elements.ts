// Level 5 MAT-file format: https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf

import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';

/** Types of data elements (table 1-1). */
export const ELEMENT = { int8: 1, int32: 5, uint32: 6, matrix: 14, compressed: 15 };

/** A tag, and where the data behind it are. */
export interface Element {
  readonly type: number;
  readonly dataAt: number;
  readonly bytes: number;
  /** Where the next one begins. */
  readonly nextAt: number;
}

const TAG_BYTES = 8;
const SMALL_BYTES = 4;

/** Bytes that elements are in: a file, or what one element of it inflates to. */
export class Elements {
  readonly source: ByteSource;
  readonly isLittleEndian: boolean;
  readonly #name: string;

  constructor(source: ByteSource, isLittleEndian: boolean, name: string) {
    this.source = source;
    this.isLittleEndian = isLittleEndian;
    this.#name = name;
  }

  /** @param end of what it has to be in @throws InputError (rejects) where it is not */
  async at(at: number, end: number): Promise<Element> {
    const tag = await this.viewOf(at, Math.min(end, at + TAG_BYTES));
    if (tag.byteLength < TAG_BYTES) throw this.fault();
    const type = tag.getUint32(0, this.isLittleEndian);
    // Of up to four bytes the length stands in the upper half of the type's word, and the data behind it.
    const small = type >>> 16;
    if (small > SMALL_BYTES) throw this.fault();
    if (small > 0) return { type: type & 0xffff, dataAt: at + 4, bytes: small, nextAt: at + TAG_BYTES };
    const bytes = tag.getUint32(4, this.isLittleEndian);
    const dataAt = at + TAG_BYTES;
    if (dataAt + bytes > end) throw this.fault();
    // Data end on a boundary of eight, but for what is compressed.
    const padded = type === ELEMENT.compressed ? bytes : Math.ceil(bytes / 8) * 8;
    return { type, dataAt, bytes, nextAt: Math.min(end, dataAt + padded) };
  }

  async viewOf(from: number, to: number): Promise<DataView> {
    const { buffer, byteOffset, byteLength } = await this.source.read(from, to);
    return new DataView(buffer, byteOffset, byteLength);
  }

  /** @param mostBytes that such a list may have */
  async numbersOf({ dataAt, bytes }: Element, mostBytes: number): Promise<number[]> {
    if (bytes > mostBytes) throw this.fault();
    const view = await this.viewOf(dataAt, dataAt + bytes);
    return Array.from({ length: bytes >> 2 }, (_, i) => view.getInt32(4 * i, this.isLittleEndian));
  }

  async textOf({ dataAt, bytes }: Element, mostBytes: number): Promise<string> {
    if (bytes > mostBytes) throw this.fault();
    return new TextDecoder('latin1').decode(await this.source.read(dataAt, dataAt + bytes));
  }

  fault(): InputError {
    return new InputError(`${this.#name}: the MATLAB file is damaged or cut short`);
  }
}
