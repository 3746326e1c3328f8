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
    super(excerpt(sentence, MOST_SENTENCE_CHARACTERS));
  }
}

/**
 * Text of somebody else's fit to stand in a sentence: at most `most` characters, of which the last is then `…`. What
 * cannot be seen (control characters, line breaks, marks that turn the direction of writing) is made visible, and of
 * accents that are piled on one another two are kept.
 */
export function excerpt(text: string, most: number): string {
  const visible = text
    .slice(0, most + 1)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1');
  return text.length > most ? `${visible.slice(0, most - 1)}…` : visible;
}

/** The name of a file as sentences say it: its end is kept, which tells what kind of file it is. */
export function shownName(name: string): string {
  const most = 80;
  const visible = excerpt(name, 10_000);
  return visible.length > most ? `${visible.slice(0, most - 25)}…${visible.slice(-24)}` : visible;
}
