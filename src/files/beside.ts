/** What a file is called that lies beside another, and differs from it in its extension. */
export function fileBeside(name: string, extension: string, other: string): string {
  const bare = name.replace(/^.*(?:[/\\]|: )/s, '');
  const at = bare.toLowerCase().lastIndexOf(`.${extension}`);
  if (at < 0) return `${bare}.${other}`;
  const isUpper = bare.slice(at + 1, at + 1 + extension.length) === extension.toUpperCase();
  return `${bare.slice(0, at)}.${isUpper ? other.toUpperCase() : other}${bare.slice(at + 1 + extension.length)}`;
}

/** The sentence where it is missing, without the file's name. @param key of an experiment */
export function needsBeside(name: string, part: string, key: 'image' | 'sinogram'): string {
  return `its numbers are in another file (${part}); open both together, or name both in an experiment ("${key}": ["${name}", "${part}"])`;
}
