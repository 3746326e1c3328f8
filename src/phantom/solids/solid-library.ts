import { fetchedPart } from '../../fetched-part.ts';
import type { LibraryEntry } from '../library.ts';
import { parseSolidFile, type SolidFile } from './solid-file.ts';

type SolidModule = Promise<{ readonly default: unknown }>;

/** Titles and files by name, in the order they are offered; none comes along with the program. */
const ENTRIES: Readonly<Record<string, readonly [string, () => SolidModule]>> = {
  'shepp-logan-3d': ['Shepp–Logan 3-D', () => import('../../../phantoms/shepp-logan-3d.json')],
  'shepp-logan-3d-modified': [
    'Shepp–Logan 3-D, modified',
    () => import('../../../phantoms/shepp-logan-3d-modified.json'),
  ],
  'forbild-head-3d': ['FORBILD head 3-D', () => import('../../../phantoms/forbild-head-3d.json')],
  'forbild-thorax-3d': ['FORBILD thorax 3-D', () => import('../../../phantoms/forbild-thorax-3d.json')],
  'defrise-disks': ['Defrise disks', () => import('../../../phantoms/defrise-disks.json')],
  'module-stack': ['Stack of modules', () => import('../../../phantoms/module-stack.json')],
  'compressed-breast': ['Compressed breast', () => import('../../../phantoms/compressed-breast.json')],
  jaw: ['Jaw', () => import('../../../phantoms/jaw.json')],
  'jaw-with-metal': ['Jaw with metal', () => import('../../../phantoms/jaw-with-metal.json')],
  'point-grid': ['Point grid', () => import('../../../phantoms/point-grid.json')],
};

/** What they are called as a group. */
export const SOLID_GROUP = 'In three dimensions';

/** The phantoms of solids that ship with the sandbox. */
export const SOLID_ENTRIES: readonly LibraryEntry[] = Object.entries(ENTRIES).map(([name, [title]]) => ({
  name,
  title,
}));

/** What has been fetched and checked. */
const loaded = new Map<string, SolidFile>();

/**
 * A phantom of solids of the library, or `undefined` where there is none of that name.
 *
 * @throws MissingPartError (rejects) where its file cannot be fetched
 */
export async function loadSolidPhantom(name: string): Promise<SolidFile | undefined> {
  const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
  if (!entry) return undefined;
  const known = loaded.get(name);
  if (known) return known;
  const [title, load] = entry;
  const module = await fetchedPart(load, `The phantom ${title}`);
  const file = parseSolidFile(module.default, `phantoms/${name}.json`);
  loaded.set(name, file);
  return file;
}
