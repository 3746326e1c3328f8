import { InputError } from '../../errors.ts';
import { type ByteSource, headOf } from '../byte-source.ts';
import { partName } from '../file-part.ts';
import type { ContainedArray, Decoding } from '../format.ts';
import { withoutMatlabOnes } from '../matlab-arrays.ts';
import { arrayCut, arraySource, type WithFile } from './array-source.ts';
import type { Hdf5File } from './hdf5-file.ts';
import { isMatlab } from './is-hdf5.ts';
import { isIsmrmrd, kspaceIn } from './ismrmrd.ts';
import { withHdf5 } from './library.ts';
import { isMatlabNumbers } from './matlab.ts';
import { mustBePlain } from './number-layout.ts';
import { angleUnitOf, rolesBy } from './roles.ts';
import { type FoundArray, treeOf } from './tree.ts';

export const arraysIn: Decoding<'arraysIn'> = async (source, name) => {
  const isMatlabFile = isMatlab(await headOf(source));
  const withFile: WithFile = (work) => withHdf5(source, name, work);
  const kspace = (await withFile(isIsmrmrd)) ? await kspaceIn(withFile, name) : [];
  return withFile((file) => {
    const { arrays, elsewhere, sparse } = treeOf(file);
    const ofNumbers = isMatlabFile ? arrays.filter(({ array }) => isMatlabNumbers(file, array.path)) : arrays;
    const roleOf = rolesBy(ofNumbers, isMatlabFile);
    return [
      ...kspace,
      ...ofNumbers.map((found) => contained(found, file, { source, withFile, name, isMatlabFile, roleOf })),
      ...elsewhere.map(({ path, file: other }) =>
        unread(path, name, `is a link to another file (${other}), which is not read; open that file itself`),
      ),
      ...sparse.map((path) => unread(path, name, 'is a sparse matrix, which is not read; save full() of it in MATLAB')),
    ];
  });
};

interface Context {
  readonly source: ByteSource;
  readonly withFile: WithFile;
  readonly name: string;
  readonly isMatlabFile: boolean;
  readonly roleOf: ReturnType<typeof rolesBy>;
}

function contained(
  found: FoundArray,
  file: Hdf5File,
  { source, withFile, name, isMatlabFile, roleOf }: Context,
): ContainedArray {
  const { array, address, paths } = found;
  const [part, ...others] = paths.map((path) => path.slice(1));
  const role = roleOf(found);
  const unit = role === 'angles' ? angleUnitOf(file.textOf(array.path, 'units')) : null;
  const presentation = {
    shape: isMatlabFile ? withoutMatlabOnes([...array.shape].reverse()) : array.shape,
    isReversed: isMatlabFile,
  };
  const whole = partName(name, part!);
  let isPlain: Promise<void> | null = null;
  // Looked at with the first values: that others cannot be read is no fault of theirs.
  const withValues: WithFile = async (work) => {
    isPlain ??= mustBePlain(source, address, whole);
    await isPlain;
    return withFile(work);
  };
  // A list has no axis but one, however many there are in the file.
  const isList = presentation.shape.length < array.shape.length;
  return {
    part: part!,
    ...(others.length > 0 && { otherNames: others }),
    shape: presentation.shape,
    source: arraySource(withValues, array, presentation, whole),
    ...(!isList && { cut: (at) => arrayCut(withValues, array, presentation, at, whole) }),
    ...(role && { role }),
    ...(unit && { angleUnit: unit }),
  };
}

/** What is there and cannot be read: it says so when it is asked for. */
function unread(path: string, name: string, why: string): ContainedArray {
  const part = path.slice(1);
  const source: ByteSource = {
    sizeBytes: 0,
    read: async () => {
      throw new InputError(`${partName(name, part)}: ${why}`);
    },
  };
  return { part, shape: [], source };
}
