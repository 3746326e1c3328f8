/** A fault that is planted in a copy of the program, to see whether a test notices. */
export interface Mutant {
  /** What is wrong, in a few words. */
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** Files of tests that should notice, as few as do. */
  readonly tests: readonly string[];
  /** Of these files the tests that have this in their names. */
  readonly only?: string;
  /** Why nothing can notice: the program does the same. */
  readonly equivalent?: string;
}

/** @returns how often a text stands in another */
export function occurrences(text: string, of: string): number {
  return text.split(of).length - 1;
}

/**
 * The file with its fault.
 *
 * @throws Error where the mutant's text does not stand in it exactly once
 */
export function planted({ name, file, text, replacement }: Mutant, source: string): string {
  const found = occurrences(source, text);
  if (found !== 1) throw new Error(`mutant "${name}": its text stands ${found} times in ${file}, and must stand once`);
  return source.replace(text, () => replacement);
}
