import { InputError } from '../../errors.ts';
import { headOf } from '../byte-source.ts';
import { partName } from '../file-part.ts';
import type { ContainedArray, Decoding } from '../format.ts';
import { readNpyHeader } from '../npy/npy-header.ts';
import { readDirectory } from '../zip/directory.ts';
import { EntrySources } from '../zip/entry-sources.ts';

/** `numpy.savez`: a ZIP archive with a .npy file for each array. Arrays of text and records are passed over, beside others. */
export const arraysIn: Decoding<'arraysIn'> = async (source, name) => {
  const sources = new EntrySources(source);
  const arrays: ContainedArray[] = [];
  let fault: InputError | null = null;
  for (const entry of await readDirectory(source, name)) {
    if (!entry.name.endsWith('.npy')) continue;
    const part = entry.name.slice(0, -'.npy'.length);
    const array = sources.of(entry, partName(name, part));
    try {
      // Each is inflated as far as its header.
      const { shape } = readNpyHeader(await headOf(array), entry.sizeBytes, partName(name, part));
      // An archive of arrays may be meant as a folder, in which files have their endings.
      arrays.push({ part, otherNames: [entry.name], shape, source: array });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fault ??= error;
    }
  }
  if (arrays.length === 0 && fault) throw fault;
  return arrays;
};
