import type { Hdf5Array, Hdf5File } from './hdf5-file.ts';
import { MATLAB_ATTRIBUTES, MATLAB_GROUPS } from './matlab.ts';

const MOST_ARRAYS = 1000;
const MOST_LINKS = 20_000;
const MOST_DEPTH = 32;
/** Of an array's shape. */
const MOST_AXES = 4;

/** What is in a file, the names of one thing together. */
export interface Hdf5Tree {
  readonly arrays: readonly FoundArray[];
  /** Of links to other files: the name, and that of the file. */
  readonly elsewhere: readonly { readonly path: string; readonly file: string }[];
  /** Groups that hold one matrix whose zeros are not stored. */
  readonly sparse: readonly string[];
}

export interface FoundArray {
  readonly array: Hdf5Array;
  /** Of its header in the file; `null` where that is not known. */
  readonly address: number | null;
  /** The first is the array's own. */
  readonly paths: readonly string[];
}

/** Goes through all groups of a file, each of them once, whatever leads to it. */
export function treeOf(file: Hdf5File): Hdf5Tree {
  const arrays = new Map<number | string, { array: Hdf5Array; address: number | null; paths: string[] }>();
  const [elsewhere, sparse]: [Hdf5Tree['elsewhere'][number][], string[]] = [[], []];
  const seen = new Set<number | null>([file.addressOf('/')]);
  const groups: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  let links = 0;
  for (let group = groups.shift(); group; group = groups.shift()) {
    const { path: parent, depth } = group;
    for (const name of file.namesIn(parent || '/')) {
      if (++links > MOST_LINKS || arrays.size >= MOST_ARRAYS)
        return { arrays: [...arrays.values()], elsewhere, sparse };
      const path = `${parent}/${name}`;
      if (depth === 0 && MATLAB_GROUPS.includes(name)) continue;
      const kind = file.kindOf(path);
      if (kind === 'external') elsewhere.push({ path, file: file.externalFile(path) });
      if (kind !== 'group' && kind !== 'array') continue;
      const address = file.addressOf(path);
      if (kind === 'group') {
        if (address === null || seen.has(address) || depth >= MOST_DEPTH) continue;
        seen.add(address);
        if (file.hasAttribute(path, MATLAB_ATTRIBUTES.sparse)) sparse.push(path);
        else groups.push({ path, depth: depth + 1 });
        continue;
      }
      const key = address ?? path;
      const known = arrays.get(key);
      if (known) known.paths.push(path);
      const array = known ? null : file.arrayAt(path);
      if (array && array.shape.length <= MOST_AXES) arrays.set(key, { array, address, paths: [path] });
    }
  }
  return { arrays: [...arrays.values()], elsewhere, sparse };
}
