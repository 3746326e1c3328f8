import * as v from 'valibot';
import { excerpt, InputError } from './errors.ts';

/**
 * Schemas whose errors are sentences that name the path, such as `scan.views: must be between 1 and 16384, got 0`.
 * Every message is written after the path and a colon.
 */

/** The longest piece of somebody else's text in a sentence. */
const MOST_SHOWN = 60;

/** How a value appears in a message: texts as JSON and cut short, lists and objects by their kind. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return excerpt(JSON.stringify(value.slice(0, MOST_SHOWN)), MOST_SHOWN);
  return typeof value === 'object' ? kindOf(value) : String(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `${typeof value === 'string' ? 'the text ' : ''}${shown(value)}`;
}

/** A finite number within bounds, both included. */
export function numberBetween(least: number, most: number) {
  const range = `must be between ${least} and ${most}`;
  return v.pipe(
    v.number((issue) => `must be a number, got ${kindOf(issue.input)}`),
    v.minValue(least, (issue) => `${range}, got ${shown(issue.input)}`),
    v.maxValue(most, (issue) => `${range}, got ${shown(issue.input)}`),
  );
}

/** A whole number within bounds, both included. */
export function wholeNumberBetween(least: number, most: number) {
  return v.pipe(
    numberBetween(least, most),
    v.integer((issue) => `must be a whole number, got ${shown(issue.input)}`),
  );
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return v.picklist(words, (issue) => `must be one of ${words.join(', ')}, got ${shown(issue.input)}`);
}

export const trueOrFalse = v.boolean((issue) => `must be true or false, got ${shown(issue.input)}`);

/** A text of bounded length. */
export function textUpTo(most: number) {
  return v.pipe(
    v.string((issue) => `must be text, got ${kindOf(issue.input)}`),
    v.maxLength(most, (issue) => `must have at most ${most} characters, got ${(issue.input as string).length}`),
  );
}

/** A list of bounded length; `what` names its items in messages. */
export function listOf<const Item extends v.GenericSchema>(item: Item, what: string, least: number, most: number) {
  const range = least > 0 ? `between ${least} and ${most}` : `at most ${most}`;
  const wrongLength = (issue: v.BaseIssue<unknown>) =>
    `must have ${range} ${what.replace(/ .*/, '')}, got ${(issue.input as unknown[]).length}`;
  return v.pipe(
    v.array(item, `must be a list of ${what}`),
    v.minLength(least, wrongLength),
    v.maxLength(most, wrongLength),
  );
}

/**
 * An object with exactly these keys, but for those the entries make optional; an option of a `v.variant`.
 *
 * @param elsewhere what is said of keys that belong somewhere else, instead of that they are unknown
 */
export function exactVariant<const Entries extends v.ObjectEntries>(
  entries: Entries,
  elsewhere: Readonly<Record<string, string>> = {},
) {
  const known = Object.keys(entries).join(', ');
  return v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') {
      const key = String(issue.path?.[0]?.key);
      return Object.hasOwn(elsewhere, key) ? elsewhere[key]! : `unknown key; the known keys here are ${known}`;
    }
    if (issue.path) return 'is missing';
    return `must be an object, got ${kindOf(issue.input)}`;
  });
}

/** An object, and not a list: to the library a list is an object too. */
function notAList<Input>() {
  return v.custom<Input>(
    (input) => !Array.isArray(input),
    (issue) => `must be an object, got ${kindOf(issue.input)}`,
  );
}

/** An object, and not a list, with exactly these keys, but for those the entries make optional. */
export function exactly<const Entries extends v.ObjectEntries>(entries: Entries) {
  const object = exactVariant(entries);
  return v.pipe(notAList<v.InferInput<typeof object>>(), object);
}

/** An object of one of several kinds, which the word under a key tells. */
export function oneKindOf<const Key extends string, const Options extends v.VariantOptions<Key>>(
  key: Key,
  options: Options,
) {
  const words = options.map((option) => wordsOf((option as { entries: v.ObjectEntries }).entries[key]!)).join(', ');
  const kinds = v.variant(key, options, (issue) => {
    if (!issue.path) return `must be an object, got ${kindOf(issue.input)}`;
    return issue.input === undefined
      ? `is missing; it must be one of ${words}`
      : `must be one of ${words}, got ${shown(issue.input)}`;
  });
  return v.pipe(notAList<v.InferInput<typeof kinds>>(), kinds);
}

/** The word that a literal asks for, be it optional or not. */
function wordsOf(schema: v.ObjectEntries[string]): string {
  const { literal, wrapped } = schema as { literal?: unknown; wrapped?: v.ObjectEntries[string] };
  return wrapped ? wordsOf(wrapped) : String(literal);
}

/**
 * Parses with a schema or throws an {@link InputError} for the first thing that is wrong.
 *
 * @param where said before the path, for example a file's name
 */
export function parseInput<const Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  where = '',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new InputError([where, pathOf(issue), issue.message].filter(Boolean).join(': '));
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const keys = issue.path?.map((item) => item.key) ?? [];
  return keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${excerpt(String(key), MOST_SHOWN)}`))
    .join('');
}
