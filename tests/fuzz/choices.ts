import { seededRandom } from '../support/random.ts';

/** Random choices that come out the same for the same seed. */
export class Choices {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from 0 up to but not including `end`. */
  below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  chance(part: number): boolean {
    return this.#random() < part;
  }

  /** 1 mostly, and seldom many. */
  few(): number {
    let count = 1;
    while (count < 12 && this.chance(0.4)) count++;
    return count;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** A number as small or as large as numbers are. */
  number(): number {
    if (this.chance(0.6)) return this.of(NUMBERS);
    if (this.chance(0.5)) return this.below(70_000) - 1000;
    return (this.#random() - 0.5) * 10 ** (this.below(40) - 20);
  }

  text(): string {
    const text = this.of(TEXTS);
    return this.chance(0.05) ? text.repeat(1 + this.below(3000)) : text;
  }
}

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  1e-9,
  1e-3,
  255,
  256,
  4096,
  4097,
  16_384,
  16_385,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  1e300,
  -1e300,
  5e-324,
];

const TEXTS = [
  '',
  ' ',
  'a',
  'slice.dcm',
  '../../etc/passwd',
  '/dev/zero',
  'a\u0000b',
  'one\ntwo',
  '\u202egpj.exe',
  '\ud800',
  '\u{1f600}',
  'e\u0301\u0301\u0301\u0301',
  '__proto__',
  'constructor',
  'toString',
  '<b>bold</b>',
  '%s%n',
  'parallel',
  'fan',
  'x'.repeat(50),
];
