/** Between the name of a file and that of an array in it: no file name has a slash. */
const MARK = '#/';

/** A file, or one of the arrays in it. */
export interface FilePart {
  /** The name of the file itself. */
  readonly file: string;
  /** The array in it, such as `exchange/data`; `null` where none is named. */
  readonly part: string | null;
}

/** What a name such as `scan.h5#/exchange/data` says. */
export function splitPart(name: string): FilePart {
  const at = name.indexOf(MARK);
  return at < 0 ? { file: name, part: null } : { file: name.slice(0, at), part: name.slice(at + MARK.length) };
}

/** The name of an array in a file. */
export function partName(file: string, part: string): string {
  return `${file}${MARK}${part}`;
}
