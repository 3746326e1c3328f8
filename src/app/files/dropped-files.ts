import { InputError } from '../../errors.ts';

/** More than any measurement has, of which each view may be a file; a folder with more was hardly meant. */
const MOST_FILES = 5000;
const MOST_DEPTH = 8;

/** The files of a folder that was chosen, likewise. @throws InputError (rejects) where it holds too much */
export async function filesOfFolder(all: readonly File[]): Promise<File[]> {
  const own = all.filter(({ webkitRelativePath }) => !webkitRelativePath.split('/').slice(1).some(isSystems));
  if (own.length > MOST_FILES) throw tooMany();
  return distinctlyNamed(own.map((file) => ({ file, path: file.webkitRelativePath })));
}

function tooMany(): InputError {
  return new InputError(`The folder has more than ${MOST_FILES} files; open only those that belong together`);
}

/**
 * The files of what was dropped, those in folders among them, without what systems leave in folders for themselves.
 *
 * @throws InputError (rejects) where a folder is empty, cannot be read or holds too much
 */
export async function filesIn(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: { readonly file: File; readonly path: string }[] = [];
  const walk = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (depth > 0 && isSystems(entry.name)) return;
    if (!entry.isDirectory) {
      if (files.length === MOST_FILES) throw tooMany();
      const file = await promised<File>(
        (done, failed) => (entry as FileSystemFileEntry).file(done, failed),
        entry.name,
      );
      files.push({ file, path: entry.fullPath.replace(/^\//, '') });
      return;
    }
    if (depth === MOST_DEPTH) throw new InputError(`${entry.name}: its folders are nested too deeply to be searched`);
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    // A reader gives a hundred at a time, and none at the end.
    for (;;) {
      const some = await promised<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed), entry.name);
      if (some.length === 0) return;
      for (const inner of some) await walk(inner, depth + 1);
    }
  };
  for (const entry of entries) await walk(entry, 0);
  if (files.length === 0) throw new InputError(`${entries[0]!.name}: this folder contains no files`);
  return distinctlyNamed(files);
}

/**
 * Files that bear the same name in several folders, as those of the series on a disc do, are named with their folders, and so
 * are the others in these, which may be of one stack with them.
 */
export function distinctlyNamed(files: readonly { readonly file: File; readonly path: string }[]): File[] {
  const counts = new Map<string, number>();
  for (const { file } of files) counts.set(file.name, (counts.get(file.name) ?? 0) + 1);
  const folderOf = ({ file, path }: (typeof files)[number]) => path.slice(0, path.length - file.name.length);
  const shared = new Set(files.filter(({ file }) => counts.get(file.name)! > 1).map(folderOf));
  return files.map((one) =>
    shared.has(folderOf(one))
      ? new File([one.file], one.path, { type: one.file.type, lastModified: one.file.lastModified })
      : one.file,
  );
}

/** What macOS and Windows leave behind. */
function isSystems(name: string): boolean {
  return name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini';
}

function promised<Value>(
  call: (done: (value: Value) => void, failed: (error: unknown) => void) => void,
  name: string,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    call(resolve, () => reject(new InputError(`${name}: the browser could not read it`)));
  });
}
