/** What separates the numbers of a line. */
export type Separator = ';' | '\t' | ',' | ' ';

/** How the numbers of a text are written. */
export interface Writing {
  readonly separator: Separator;
  readonly hasDecimalCommas: boolean;
}

const COMMENT = /^\s*(#|%|\/\/|!|"#)/;
/** So much is looked at of a text to tell whether it is a table of numbers. */
const LOOKED_AT_BYTES = 2 ** 14;

/** Whether a line says nothing in numbers. */
export function isComment(line: string): boolean {
  return line.trim() === '' || COMMENT.test(line);
}

/** Whether a text is a table of numbers, perhaps below comments and a line of names. */
export function beginsWithNumbers(head: Uint8Array): boolean {
  const [first, second] = toldLines(head);
  if (first === undefined) return false;
  if (isNumbers(first)) return true;
  return second !== undefined && isHeading(first) && isNumbers(second);
}

/** What digits, marks and blanks are the whole of, and a few words for what is missing. */
const NEARLY_NUMBERS = /^[\d\s.,;:+\-−–%'’"/ed]*$/i;

/** The first line of a text that is nearly one of numbers: with an empty cell, a per cent sign, another minus. */
export function faultyRow(head: Uint8Array): string | null {
  const [first = ''] = toldLines(head);
  return /\d/.test(first) && NEARLY_NUMBERS.test(first) ? first.trim() : null;
}

/** The lines at the beginning that are no comments. */
function toldLines(head: Uint8Array): string[] {
  const bytes = head.subarray(0, LOOKED_AT_BYTES);
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
  // The last one may be cut off.
  if (bytes.length < head.length && lines.length > 1) lines.pop();
  return lines.filter((line) => !isComment(line));
}

function isNumbers(line: string): boolean {
  return numbersOf(line, writingOf([line])) !== null;
}

/** A line of names: a few words, and none of the marks that other formats and prose have. */
export function isHeading(line: string): boolean {
  return line.length < 2000 && /\p{L}/u.test(line) && !/[{}<>]|:=|: |\. |\.$/u.test(line);
}

/**
 * How the numbers of some lines are written: separated by semicolons or tabs, or else by commas, unless white space separates
 * them and commas are decimal.
 */
export function writingOf(lines: readonly string[]): Writing {
  const separator = ([';', '\t'] as const).find((mark) => lines.every((line) => line.trim().includes(mark)));
  const isDecimal = lines.some((line) => /\d,\d/.test(line)) && !lines.some((line) => line.includes('.'));
  if (separator) return { separator, hasDecimalCommas: isDecimal };
  const words = lines.map((line) => line.trim().split(/\s+/));
  const isApart = words.every(
    (line) => line.length > 1 && line.every((word) => /^[+-]?\d+(,\d+)?(e[+-]?\d+)?$/i.test(word)),
  );
  if (isApart && isDecimal) return { separator: ' ', hasDecimalCommas: true };
  return { separator: lines.some((line) => line.includes(',')) ? ',' : ' ', hasDecimalCommas: false };
}

/**
 * Whether lines such as `1,5, 2,5` may be numbers with decimal commas, separated by a comma and a blank, as well as twice as
 * many without.
 */
export function haveTwoKindsOfCommas(lines: readonly string[]): boolean {
  const words = lines.map((line) => line.trim().split(/,\s+/));
  const mayBeDecimal = words.every((line) => line.every((word) => /^[+-]?\d+(,\d+)?$/.test(word)));
  return mayBeDecimal && words.some((line) => line.length > 1) && lines.some((line) => /\d,\d/.test(line));
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NO_NUMBER = /^[+-]?(nan|inf|infinity)$/i;

/** The numbers of a line, NaN and infinities among them; `null` where something else is. */
export function numbersOf(line: string, { separator, hasDecimalCommas }: Writing): number[] | null {
  const words = separator === ' ' ? line.trim().split(/\s+/) : line.trim().split(separator);
  // A separator may end a line.
  if (words.length > 1 && words.at(-1)!.trim() === '') words.pop();
  const numbers: number[] = [];
  for (const word of words) {
    const bare = word.trim().replace(/^"(.*)"$/, '$1');
    const number = hasDecimalCommas ? bare.replace(',', '.') : bare;
    if (NUMBER.test(number)) numbers.push(Number(number));
    else if (NO_NUMBER.test(number)) numbers.push(/nan/i.test(number) ? Number.NaN : Number.POSITIVE_INFINITY);
    else return null;
  }
  return numbers;
}
