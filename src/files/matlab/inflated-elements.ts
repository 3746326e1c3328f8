import { InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { Inflating } from '../inflate.ts';
import { ELEMENT, type Element } from './elements.ts';

/** So much is read of the file at a time. */
const PIECE_BYTES = 2 ** 16;
const TAG_BYTES = 8;
/** Deflate shrinks nothing more than that. */
const MOST_SHRUNK = 1032;
const MOST_BYTES = 2 ** 30;

/** How far an element is inflated. */
interface Begun {
  readonly element: Element;
  readonly inflating: Inflating;
  readAt: number;
  bytes: Uint8Array;
  length: number;
}

/**
 * Compressed elements of a file as bytes of their own, of which as much is inflated as is asked for. One of them at a time is
 * in memory.
 */
export class InflatedElements {
  readonly #file: ByteSource;
  readonly #name: string;
  #begun: Begun | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: ByteSource, name: string) {
    this.#file = file;
    this.#name = name;
  }

  /** What an element inflates to: one element that says how long it is. @throws InputError (rejects) where it is none */
  async of(element: Element, isLittleEndian: boolean): Promise<ByteSource> {
    const tag = await this.#read(element, 0, TAG_BYTES);
    const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
    if (view.getUint32(0, isLittleEndian) !== ELEMENT.matrix) throw this.#fault();
    const sizeBytes = TAG_BYTES + view.getUint32(4, isLittleEndian);
    if (sizeBytes > MOST_BYTES || sizeBytes > MOST_SHRUNK * element.bytes) throw this.#fault();
    return {
      sizeBytes,
      read: (from, to) => this.#read(element, Math.min(from, sizeBytes), Math.min(to, sizeBytes)),
    };
  }

  /** One after the other, whoever asks. */
  #read(element: Element, from: number, to: number): Promise<Uint8Array> {
    const bytes = this.#last.then(() => this.#inflated(element, from, to));
    this.#last = bytes.catch(() => {});
    return bytes;
  }

  async #inflated(element: Element, from: number, to: number): Promise<Uint8Array> {
    if (this.#begun?.element !== element) {
      this.#begun = {
        element,
        inflating: new Inflating('zlib'),
        readAt: element.dataAt,
        bytes: new Uint8Array(0),
        length: 0,
      };
    }
    const begun = this.#begun;
    const end = element.dataAt + element.bytes;
    try {
      while (begun.length < to && begun.readAt < end) {
        const next = Math.min(end, begun.readAt + PIECE_BYTES);
        const compressed = await this.#file.read(begun.readAt, next);
        begun.readAt = next;
        for (const piece of begun.inflating.push(compressed)) keep(begun, piece);
        if (next < end) continue;
        for (const piece of begun.inflating.finish()) keep(begun, piece);
      }
    } catch (error) {
      this.#begun = null;
      throw error instanceof InputError ? error : this.#fault();
    }
    if (begun.length < to) throw this.#fault();
    return begun.bytes.subarray(from, to);
  }

  #fault(): InputError {
    return new InputError(`${this.#name}: the MATLAB file is damaged or cut short`);
  }
}

function keep(begun: Begun, piece: Uint8Array): void {
  const length = begun.length + piece.length;
  if (length > MOST_BYTES + PIECE_BYTES * MOST_SHRUNK) throw new RangeError('more than is stated');
  if (length > begun.bytes.length) {
    const longer = new Uint8Array(Math.max(length, 2 * begun.bytes.length));
    longer.set(begun.bytes.subarray(0, begun.length));
    begun.bytes = longer;
  }
  begun.bytes.set(piece, begun.length);
  begun.length = length;
}
