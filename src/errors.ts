/** The longest sentence that a person is told; the longest that is written here, with names in it, has about 500. */
export const MOST_SENTENCE_CHARACTERS = 800;

/**
 * Something a person gave us is wrong: a file, a link, a value. The message is one sentence for that person that says
 * what is wrong and where, for example `scan.views: must be between 1 and 16384, got 0`. Whatever stands in it, it is one
 * line of bounded length without characters that cannot be seen.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(sentence: string) {
    super(boundedSentence(sentence));
  }
}

/** A part of the program could not be fetched; asking again may help. */
export class MissingPartError extends InputError {}

/** Names of files and keys without a space are no longer than this in a sentence. */
const MOST_WORD_CHARACTERS = 120;

/**
 * A sentence as a person is told it: one line, nothing in it that cannot be seen, long words and what is long
 * altogether shortened in the middle, since the end of a name tells what it names and the end of a sentence what is wrong.
 */
export function boundedSentence(sentence: string): string {
  const bounded = shortened(sentence, 10 * MOST_SENTENCE_CHARACTERS);
  const words = visible(bounded).replace(/\S+/gu, (word) => shortened(word, MOST_WORD_CHARACTERS));
  return shortened(words, MOST_SENTENCE_CHARACTERS);
}

/**
 * Text of somebody else's fit to stand in a sentence: at most `most` characters, of which the last is then `…`, nothing
 * in it that cannot be seen.
 */
export function excerpt(text: string, most: number): string {
  const start = visible(text.slice(0, most + 1));
  return text.length > most ? `${start.slice(0, most - 1)}…` : start;
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 2);
  return visible(`${text.slice(0, most - end - 1)}…${text.slice(-end)}`);
}

/**
 * Makes visible what cannot be seen: control characters, line breaks, marks that turn the direction of writing, halves of
 * characters. Of accents that are piled on one another two are kept.
 */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd').replace(/(\p{M}{2})\p{M}+/gu, '$1');
}
