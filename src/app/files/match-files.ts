/** Which of the files at hand an experiment means by the names it gives, and which are missing. */
export interface MatchedFiles<File> {
  /** By the name that the experiment gives. */
  readonly found: ReadonlyMap<string, File>;
  readonly missing: readonly string[];
}

/**
 * Finds files by the names that an experiment gives. A browser tells no folders, so a name is compared without its folder
 * where that leaves no doubt, and without regard to capitals where that leaves none.
 *
 * @param files the files at hand, by their own names
 */
export function matchFiles<File>(names: readonly string[], files: ReadonlyMap<string, File>): MatchedFiles<File> {
  const found = new Map<string, File>();
  for (const name of names) {
    const file = files.get(name) ?? onlyFile(name, names, files, bareName) ?? onlyFile(name, names, files, plainName);
    if (file !== undefined) found.set(name, file);
  }
  return { found, missing: names.filter((name) => !found.has(name)) };
}

/** The one file that a name means in another spelling, where the other names mean others in that spelling. */
function onlyFile<File>(
  name: string,
  names: readonly string[],
  files: ReadonlyMap<string, File>,
  spelling: (name: string) => string,
): File | undefined {
  const spelt = spelling(name);
  const rivals = names.filter((other) => spelling(other) === spelt);
  const candidates = [...files].filter(([own]) => spelling(own) === spelt);
  return rivals.length === 1 && candidates.length === 1 ? candidates[0]![1] : undefined;
}

/** Without its folders. */
function bareName(name: string): string {
  return name.replace(/^.*[/\\]/s, '');
}

/** Without its folders, capitals and the several ways in which systems write an accent. */
function plainName(name: string): string {
  return bareName(name).normalize('NFC').toLowerCase();
}
