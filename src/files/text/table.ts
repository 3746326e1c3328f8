import { excerpt, InputError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { haveTwoKindsOfCommas, isComment, isHeading, numbersOf, type Writing, writingOf } from './lines.ts';

export interface Table {
  /** [rows, columns], or of one row or one column its length alone. */
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Larger texts are no way to keep numbers. */
const MOST_BYTES = 2 ** 28;
/** So much is read at a time. */
const PIECE_BYTES = 2 ** 20;
/** So many lines tell how numbers are written. */
const TELLING_LINES = 50;
const MOST_LINE = 2 ** 22;

/**
 * A table of numbers in a text: separated by commas, semicolons, tabs or blanks, below comments and a line of names; decimal
 * commas where nothing else can be meant.
 *
 * @throws InputError (rejects) where a line is none of that, lines are not equally long, or a number is none
 */
export async function readTable(source: ByteSource, name: string): Promise<Table> {
  if (source.sizeBytes > MOST_BYTES) {
    throw new InputError(`${name}: has ${source.sizeBytes} bytes; texts may have at most ${MOST_BYTES}`);
  }
  const rows = new Rows(name);
  const decoder = new TextDecoder();
  let rest = '';
  for (let at = 0; at < source.sizeBytes; at += PIECE_BYTES) {
    rest += decoder.decode(await source.read(at, at + PIECE_BYTES), { stream: true });
    // A line may end with two characters, of which the second is in the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) rows.take(line);
    if (rest.length > MOST_LINE) throw new InputError(`${name}: has a line of more than ${MOST_LINE} characters`);
  }
  rows.take((rest + decoder.decode()).replace(/\r$/, ''));
  return rows.finish();
}

/** Lines on their way into a table. */
class Rows {
  readonly #name: string;
  #data = new Float64Array(1024);
  #count = 0;
  #columns = 0;
  #rows = 0;
  #line = 0;
  #hasHeading = false;
  /** Lines that tell how numbers are written, until that is known. */
  #waiting: { readonly line: string; readonly number: number }[] | null = [];
  #writing: Writing = { separator: ' ', hasDecimalCommas: false };
  /** Whether a blank follows every comma that separates. */
  #isSpaced = false;

  constructor(name: string) {
    this.#name = name;
  }

  take(line: string): void {
    this.#line++;
    if (isComment(line)) return;
    if (!this.#waiting) {
      this.#put(line, this.#line);
      return;
    }
    this.#waiting.push({ line, number: this.#line });
    if (this.#waiting.length === TELLING_LINES) this.#begin();
  }

  finish(): Table {
    if (this.#waiting) this.#begin();
    if (this.#rows === 0) throw new InputError(`${this.#name}: holds no numbers`);
    const shape = [this.#rows, this.#columns].filter((length) => length > 1);
    return { shape: shape.length === 0 ? [1] : shape, data: this.#data.slice(0, this.#count) };
  }

  #begin(): void {
    const waiting = this.#waiting!;
    this.#waiting = null;
    const [first, ...others] = waiting;
    if (!first) return;
    const isHeaded = others.length > 0 && isHeading(first.line) && !isAllNumbers(first.line);
    const told = (isHeaded ? others : waiting).map(({ line }) => line);
    this.#hasHeading = isHeaded;
    this.#writing = writingOf(told);
    if (!isHeaded && told.every((line) => /^\s*[+-]?\d+,\d+\s*$/.test(line))) {
      throw new InputError(
        `${this.#name}: its lines are such as “${excerpt(told[0]!.trim(), 24)}”, and cannot be told to be one number with a decimal comma or two; write a point, or separate by semicolons`,
      );
    }
    if (this.#writing.separator === ',') {
      if (haveTwoKindsOfCommas(told)) throw this.#ambiguous(told.find((line) => /\d,\d/.test(line))!);
      this.#isSpaced = !told.some((line) => /,\S/.test(line));
    }
    for (const { line, number } of isHeaded ? others : waiting) this.#put(line, number);
  }

  #ambiguous(line: string): InputError {
    return new InputError(
      `${this.#name}: has lines such as “${excerpt(line.trim(), 24)}”, of which the commas cannot be told to be decimal or to separate; write points, or separate by semicolons`,
    );
  }

  #put(line: string, number: number): void {
    if (this.#isSpaced && /\d,\d/.test(line)) throw this.#ambiguous(line);
    const numbers = numbersOf(line, this.#writing);
    if (!numbers) {
      throw new InputError(`${this.#name}: line ${number} is “${excerpt(line.trim(), 40)}”, and should be numbers`);
    }
    if (this.#rows === 0) this.#columns = numbers.length;
    if (numbers.length !== this.#columns) {
      const heading = this.#hasHeading ? ', below the names,' : '';
      throw new InputError(
        `${this.#name}: line ${number} has ${numbers.length} numbers, but the first one${heading} has ${this.#columns}`,
      );
    }
    const bad = numbers.findIndex((value) => !Number.isFinite(Math.fround(value)));
    if (bad >= 0) {
      const what = Number.isFinite(numbers[bad]) ? 'too large for single precision' : 'no number';
      throw new InputError(
        `${this.#name}: the value ${bad + 1} of line ${number} is ${what}, but only finite numbers can be used`,
      );
    }
    if (this.#count + numbers.length > this.#data.length) {
      const more = new Float64Array(2 * this.#data.length + numbers.length);
      more.set(this.#data);
      this.#data = more;
    }
    this.#data.set(numbers, this.#count);
    this.#count += numbers.length;
    this.#rows++;
  }
}

function isAllNumbers(line: string): boolean {
  return numbersOf(line, writingOf([line])) !== null;
}
