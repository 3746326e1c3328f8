import { splitPart } from '../files/file-part.ts';

/** What several files are called together: by the first of them; a header and the file of its numbers by the header. */
export function nameOfFiles(files: string | readonly string[]): string {
  if (typeof files === 'string') return files;
  const [first, second] = files as readonly [string, ...string[]];
  const isPair = files.length === 2 && stemOf(first) === stemOf(second!);
  return files.length === 1 || isPair ? first : `${first} and ${files.length - 1} more`;
}

function stemOf(name: string): string {
  return splitPart(name).file.replace(/\.[^./\\]*$/, '');
}
