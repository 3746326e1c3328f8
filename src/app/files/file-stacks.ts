/** Fewer files with numbers are not taken for the views of a stack. */
const LEAST_FILES = 3;

/** What the name of a file is without the number that tells it from its neighbours: `raw_#.tiff`. */
function stemOf(name: string): string {
  return name.replace(/\d+(?=\D*$)/, '#');
}

/**
 * Files that are numbered and alike, such as those of the views of a scan, in the order of their numbers; each of the others
 * stands alone.
 *
 * @param isAlike whether two files may be views of one stack, for all that is known of them
 */
export function stacksOf<File extends { readonly name: string }>(
  files: readonly File[],
  isAlike: (one: File, other: File) => boolean,
): (readonly [File, ...File[]])[] {
  const groups: [File, ...File[]][] = [];
  for (const file of files) {
    const stem = stemOf(file.name);
    const group =
      stem === file.name ? undefined : groups.find(([first]) => stemOf(first.name) === stem && isAlike(first, file));
    if (group) group.push(file);
    else groups.push([file]);
  }
  return groups.flatMap((group): (readonly [File, ...File[]])[] =>
    group.length < LEAST_FILES
      ? group.map((file) => [file])
      : [group.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))],
  );
}

/** What files that are one thing are called together: `scan/a_1.tif … a_9.tif`. */
export function nameOfAll(names: readonly string[]): string {
  const [first, last] = [names[0]!, names.at(-1)!];
  if (names.length === 1) return first;
  const folder = first.replace(/[^/\\]*$/s, '');
  return `${first} … ${last.startsWith(folder) ? last.slice(folder.length) : last}`;
}
