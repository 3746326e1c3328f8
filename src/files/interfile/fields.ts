// Interfile 3.3: Todd-Pokropek, Cradduck & Deconinck, Nucl. Med. Commun. 13:673 (1992), doi 10.1097/00006231-199209000-00007.
import { excerpt, InputError } from '../../errors.ts';

/** No header is longer. */
const MOST_HEADER_BYTES = 2 ** 17;
const MOST_VIEWS = 2 ** 16;

/** What the lines `key := value` of a header say. */
export class InterfileFields {
  readonly #name: string;
  readonly #values = new Map<string, string>();

  /** @param name of the file */
  constructor(head: Uint8Array, name: string) {
    this.#name = name;
    const text = new TextDecoder('latin1').decode(head.subarray(0, MOST_HEADER_BYTES));
    for (const line of text.split(/\r\n|\n|\r/)) {
      const found = /^\s*!?\s*([^;:][^:]*?)\s*:=([^;]*)/.exec(line);
      if (!found) continue;
      const key = plainKey(found[1]!);
      // The first counts: a later one may be that of another frame.
      if (!this.#values.has(key)) this.#values.set(key, found[2]!.trim());
      if (key === 'end of interfile') break;
    }
  }

  /** A value as it is written; `undefined` where there is none. */
  text(...keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const value = this.#values.get(key);
      if (value) return value;
    }
    return undefined;
  }

  /** A value without regard to capitals and the kind of blanks. */
  word(...keys: readonly string[]): string | undefined {
    const value = this.text(...keys);
    return value === undefined ? undefined : plainKey(value);
  }

  /** @throws InputError where it is no number */
  number(...keys: readonly string[]): number | undefined {
    return this.numbers(...keys)?.[0];
  }

  /** Of a list `{1, 2}`, or of a number alone. @throws InputError where one of them is no number */
  numbers(...keys: readonly string[]): number[] | undefined {
    const value = this.text(...keys);
    if (value === undefined) return undefined;
    const words = value
      .replace(/^\{|\}$/g, '')
      .split(/[\s,]+/)
      .filter(Boolean);
    const numbers = words.map(Number);
    if (numbers.length === 0 || !numbers.every(Number.isFinite)) {
      throw new InputError(`${this.#name}: “${keys[0]}” should be a number, got “${excerpt(value, 24)}”`);
    }
    return numbers;
  }

  /** How many of something there are, each length at least 1. @throws InputError where that is not said, or no number of things */
  counts(key: string, ...others: readonly string[]): number[] {
    const counts = this.numbers(key, ...others);
    if (!counts) throw new InputError(`${this.#name}: its header lacks “${key}”`);
    if (!counts.every((count) => Number.isInteger(count) && count >= 1)) {
      throw new InputError(`${this.#name}: “${key}” should be a whole number from 1, got “${counts.join(', ')}”`);
    }
    return counts;
  }

  /** @throws InputError as `counts` does, and where there are several */
  count(key: string, ...others: readonly string[]): number {
    const [count, another] = this.counts(key, ...others);
    if (another !== undefined)
      throw new InputError(`${this.#name}: “${key}” should be one number, but there are several`);
    return count!;
  }

  /** @throws InputError for more views than any scan has */
  views(...keys: readonly [string, ...string[]]): number {
    const views = this.count(...keys);
    if (views > MOST_VIEWS)
      throw new InputError(`${this.#name}: states ${views} views; at most ${MOST_VIEWS} are read`);
    return views;
  }

  /** @throws InputError where there is more than one of something that files may have several of */
  mustBeSingle(key: string, what: string): void {
    const count = this.number(key);
    if (count !== undefined && count > 1) {
      throw new InputError(`${this.#name}: holds ${count} ${what}, but only a single one is read; save it by itself`);
    }
  }
}

function plainKey(key: string): string {
  return key
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .replace(/ ?\[ ?(\d+) ?\]/g, '[$1]')
    .replace(/^!? ?| $/g, '');
}
