import type { Decoding } from '../format.ts';
import { readDirectory } from './directory.ts';
import { EntrySources } from './entry-sources.ts';

/** The files in a ZIP archive, which are inflated when they are read; what systems leave in folders for themselves is not among them. */
export const unpack: Decoding<'unpack'> = async (source, name) => {
  const entries = await readDirectory(source, name);
  const sources = new EntrySources(source);
  return entries
    .filter((entry) => !isLeftBehind(entry.name))
    .map((entry) => ({ name: `${name}: ${entry.name}`, source: sources.of(entry, `${name}: ${entry.name}`) }));
};

/** Folders themselves, and what macOS and Windows put into them. */
function isLeftBehind(path: string): boolean {
  const parts = path.split('/');
  const last = parts.at(-1)!;
  return (
    last === '' || last === 'Thumbs.db' || last === 'desktop.ini' || parts.some((part) => /^(\.|__MACOSX$)/.test(part))
  );
}
