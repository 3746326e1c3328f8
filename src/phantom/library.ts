import sheppLogan1974 from '../../phantoms/shepp-logan-1974.json';
import { fetchedPart } from '../fetched-part.ts';
import { type PhantomFile, parsePhantomFile } from './phantom-file.ts';

type PhantomModule = Promise<{ readonly default: unknown }>;

/** A phantom that ships with the sandbox: what a list of them says without loading its file. */
export interface LibraryEntry {
  /** Of its file in `phantoms/`, without the ending. */
  readonly name: string;
  /** The name that the file bears. */
  readonly title: string;
}

const head1974 = 'shepp-logan-1974';

/** Titles and files by group, in the order they are offered; only the default's file comes along with the program. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, readonly [string, () => PhantomModule]>>>> = {
  Heads: {
    [head1974]: ['Shepp–Logan 1974', async () => ({ default: sheppLogan1974 })],
    'shepp-logan-modified': ['Shepp–Logan modified', () => import('../../phantoms/shepp-logan-modified.json')],
    'shepp-logan-materials': ['Shepp–Logan of tissues', () => import('../../phantoms/shepp-logan-materials.json')],
    'forbild-head': ['FORBILD head', () => import('../../phantoms/forbild-head.json')],
  },
  Body: {
    thorax: ['Thorax', () => import('../../phantoms/thorax.json')],
    shoulders: ['Shoulders', () => import('../../phantoms/shoulders.json')],
    'hip-with-metal': ['Hip with metal', () => import('../../phantoms/hip-with-metal.json')],
  },
  'CT numbers and noise': {
    'water-disk': ['Water disk', () => import('../../phantoms/water-disk.json')],
    'water-with-bones': ['Water with two bones', () => import('../../phantoms/water-with-bones.json')],
    'ct-number-module': ['CT-number module', () => import('../../phantoms/ct-number-module.json')],
    'ct-number-plastics': ['CT-number module, plastics', () => import('../../phantoms/ct-number-plastics.json')],
    'low-contrast': ['Low contrast', () => import('../../phantoms/low-contrast.json')],
  },
  Resolution: {
    point: ['Off-centre point', () => import('../../phantoms/point.json')],
    pins: ['Pins in water', () => import('../../phantoms/pins.json')],
    'thin-wire': ['Thin wire', () => import('../../phantoms/thin-wire.json')],
    'bone-plates': ['Bone plates', () => import('../../phantoms/bone-plates.json')],
    'slanted-edge': ['Slanted edge', () => import('../../phantoms/slanted-edge.json')],
    'line-pairs': ['Line pairs', () => import('../../phantoms/line-pairs.json')],
    'siemens-star': ['Siemens star', () => import('../../phantoms/siemens-star.json')],
    'derenzo-rods': ['Derenzo rods', () => import('../../phantoms/derenzo-rods.json')],
  },
};

/** What the library holds, by group, in the order it is offered. */
export const PHANTOM_GROUPS: readonly { readonly group: string; readonly entries: readonly LibraryEntry[] }[] =
  Object.entries(GROUPS).map(([group, files]) => ({
    group,
    entries: Object.entries(files).map(([name, [title]]) => ({ name, title })),
  }));

const FILES = new Map(Object.values(GROUPS).flatMap((files) => Object.entries(files)));

/** Names of the phantoms that ship with the sandbox. */
export const PHANTOM_NAMES: readonly string[] = [...FILES.keys()];

/** What has been fetched and checked. */
const loaded = new Map<string, PhantomFile>();

/**
 * A phantom of the library, or `undefined` where there is none of that name.
 *
 * @throws MissingPartError (rejects) where its file cannot be fetched
 */
export async function loadLibraryPhantom(name: string): Promise<PhantomFile | undefined> {
  const entry = FILES.get(name);
  if (!entry) return undefined;
  const known = loaded.get(name);
  if (known) return known;
  const [title, load] = entry;
  const module = await fetchedPart(load, `The phantom ${title}`);
  const file = parsePhantomFile(module.default, `phantoms/${name}.json`);
  loaded.set(name, file);
  return file;
}
