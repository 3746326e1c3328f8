import { InputError, MOST_SENTENCE_CHARACTERS } from '../../src/errors.ts';

/** Why an error is no clean sentence, or nothing where it is one. */
export function faultOf(error: unknown): string | null {
  if (!(error instanceof InputError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { message } = error;
  if (message.trim() === '' || message.length > MOST_SENTENCE_CHARACTERS)
    return `a sentence of ${message.length} characters`;
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(message)) return `characters that cannot be seen: ${JSON.stringify(message)}`;
  if (
    /\bundefined\b|\[object|RangeError|TypeError|Unexpected token|call stack|not a function|Cannot read/.test(message)
  ) {
    return `words of the engine: ${message}`;
  }
  return null;
}
