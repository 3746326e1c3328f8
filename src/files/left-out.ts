/** So many names are said. */
const NAMES_SHOWN = 3;

/** Some names of several: `a, b, c and 4 more`. */
export function someOf(names: readonly string[]): string {
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${more}`;
}

/** What a file is that nothing is made of. */
export interface LeftOut {
  readonly name: string;
  /** As a phrase: `a text file`. */
  readonly what: string;
}

/** Which files are left out, a sentence without an end; `null` where none is. */
export function sayLeftOut(files: readonly LeftOut[]): string | null {
  const [first] = files;
  if (!first) return null;
  if (files.length === 1) return `${first.name} is ${first.what} and is left out`;
  return `${files.length} files are left out: ${someOf(files.map(({ name, what }) => `${name} (${what})`))}`;
}
