import { InputError } from '../../errors.ts';
import { type ByteSource, wholeOf } from '../byte-source.ts';
import { boundedModule } from './bounded-module.ts';
import { Hdf5File } from './hdf5-file.ts';
import { fileSystemOf, MountedSource } from './mounted-source.ts';

/** Where files cannot be read but by promises they are read whole, up to this size. */
const MOST_WHOLE_BYTES = 2 ** 30;
const FOLDER = '/opened';
const NAME = 'file';

interface Opened {
  readonly source: ByteSource;
  readonly file: Hdf5File;
  readonly mounted: MountedSource;
}

/** One thing at a time: while a file is opened nothing else is done. */
let last: Promise<unknown> = Promise.resolve();
/** The file that was asked for last stays open. */
let opened: Opened | null = null;

/**
 * Does something with a file that the library has open. Each file has a library of its own, some milliseconds and 18 MiB: a
 * damaged one may make it write anywhere in its memory, and what is opened next would then be read wrongly, or for ever.
 *
 * @param work is done at once, without a promise
 * @throws InputError (rejects) where the file is damaged, and what `work` throws of these
 */
export function withHdf5<Result>(source: ByteSource, name: string, work: (file: Hdf5File) => Result): Promise<Result> {
  const result = last.then(async () => {
    if (opened?.source !== source) await open(source, name);
    return guarded(opened!.mounted, name, () => work(opened!.file));
  });
  last = result.catch(() => {});
  return result;
}

async function open(source: ByteSource, name: string): Promise<void> {
  opened = null;
  const readSync = source.readSync ?? (await inMemory(source, name));
  const module = await boundedModule();
  const mounted = new MountedSource(source.sizeBytes, readSync);
  opened = guarded(mounted, name, () => {
    module.FS.mkdir(FOLDER);
    module.FS.mount(fileSystemOf(mounted, NAME, module.FS), {}, FOLDER);
    const id = module.open(`${FOLDER}/${NAME}`, 0, false, -1, -1);
    if (id < 0n) throw mounted.fault ?? new InputError(`${name}: the HDF5 file is damaged, or cut short`);
    return { source, file: new Hdf5File(module, id), mounted };
  });
}

async function inMemory(source: ByteSource, name: string): Promise<NonNullable<ByteSource['readSync']>> {
  if (source.sizeBytes > MOST_WHOLE_BYTES) {
    throw new InputError(
      `${name}: is larger than 1 GiB, and parts of a file cannot be read here; open it in a browser that has workers`,
    );
  }
  const bytes = await wholeOf(source);
  return (start, end) => bytes.subarray(start, end);
}

/** Makes a sentence of whatever the library does with a damaged file, which it is no longer asked about where it trapped. */
function guarded<Result>(mounted: MountedSource, name: string, work: () => Result): Result {
  mounted.begin();
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw mounted.fault ?? error;
    opened = null;
    throw mounted.fault ?? new InputError(`${name}: the HDF5 file is damaged`);
  }
}
