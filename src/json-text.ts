import { InputError } from './errors.ts';

/** Much more than any experiment or phantom has; what they name has bounds of its own. */
export const MOST_JSON_CHARACTERS = 8 * 2 ** 20;
/** Lists in lists: an experiment with a phantom in place comes to eight. */
const MOST_NESTING = 32;

/**
 * Reads JSON text.
 *
 * @param where said before the sentence, for example a file's name
 * @throws InputError where the text is no JSON, saying at which place it goes wrong, is longer than 8 Mi characters or is
 *   nested more than 32 deep
 */
export function parseJson(text: string, where: string): unknown {
  if (text.length > MOST_JSON_CHARACTERS) {
    throw new InputError(
      `${where}: has ${text.length} characters; experiments and phantoms may have at most ${MOST_JSON_CHARACTERS}`,
    );
  }
  const bare = text.replace(/^\uFEFF/, '');
  if (nestingOf(bare) > MOST_NESTING) throw tooNested(where);
  try {
    return JSON.parse(bare);
  } catch {
    // What the engine says differs from browser to browser, and quotes the text.
    throw new InputError(`${where}: is not valid JSON, ${placeOf(faultIn(bare), bare)}`);
  }
}

/**
 * Refuses what is nested deeper than {@link parseJson} reads, in JSON that came otherwise than as text.
 *
 * @throws InputError where it is
 */
export function mustNotBeNested(json: unknown, where: string): void {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_NESTING) throw tooNested(where);
    // Level by level: to call itself for each would take as deep a stack.
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? [value] : [])).flatMap(insideOf);
  }
}

/** What a list or an object holds; one that is empty counts as holding something. */
function insideOf(value: object): unknown[] {
  const inside: unknown[] = Object.values(value);
  return inside.length === 0 ? [null] : inside;
}

function tooNested(where: string): InputError {
  return new InputError(`${where}: has lists or objects nested more than ${MOST_NESTING} deep`);
}

/** How deep brackets stand in one another, those within texts left out. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (isText) {
      if (character === BACKSLASH) at++;
      else if (character === QUOTE) isText = false;
    } else if (character === QUOTE) isText = true;
    else if (character === 0x5b || character === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (character === 0x5d || character === 0x7d) depth--;
  }
  return deepest;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function placeOf(at: number, text: string): string {
  if (text.trim() === '') return 'it is empty';
  if (at >= text.length) return 'it ends unexpectedly';
  const before = text.slice(0, at).split('\n');
  return `there is an error at line ${before.length}, character ${before.at(-1)!.length + 1}`;
}

/** Where text stops being JSON (RFC 8259): the place of the first character that may not stand there. */
function faultIn(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = 0;
  /** What may come next. */
  let next: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' = 'value';
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  for (;;) {
    skip(/[ \t\n\r]*/y);
    const character = text[at];
    if (next === 'comma or end') {
      if (open.length === 0) return at;
      if (character === ',') next = open.at(-1) === '{' ? 'key' : 'value';
      else if (character === (open.at(-1) === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if (next === 'colon') {
      if (character !== ':') return at;
      next = 'value';
      at++;
    } else if (character === '"') {
      const end = endOfText(text, at);
      if (end.isFault) return end.at;
      at = end.at;
      next = next.startsWith('key') ? 'colon' : 'comma or end';
    } else if ((character === '}' && next === 'key or }') || (character === ']' && next === 'value or ]')) {
      open.pop();
      at++;
      next = 'comma or end';
    } else if (next.startsWith('value') && (character === '{' || character === '[')) {
      open.push(character);
      at++;
      next = character === '{' ? 'key or }' : 'value or ]';
    } else if (next.startsWith('value') && skip(/-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null/y)) {
      next = 'comma or end';
    } else return at;
  }
}

/** The place after a text that begins at a quotation mark, or of what may not stand in it. */
function endOfText(text: string, start: number): { readonly at: number; readonly isFault: boolean } {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return { at: at + 1, isFault: false };
    if (character < 0x20) return { at, isFault: true };
    if (character !== BACKSLASH) continue;
    const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
    escaped.lastIndex = at + 1;
    const found = escaped.exec(text);
    if (!found) return { at, isFault: true };
    at += found[0].length;
  }
  return { at: text.length, isFault: true };
}
