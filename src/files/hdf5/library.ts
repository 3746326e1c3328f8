import type { H5Module } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import { InputError } from '../../errors.ts';
import { type ByteSource, wholeOf } from '../byte-source.ts';
import { boundedModule } from './bounded-module.ts';
import { Hdf5File } from './hdf5-file.ts';
import { fileSystemOf, MountedSource } from './mounted-source.ts';

/** Where files cannot be read but by promises they are read whole, up to this size. */
const MOST_WHOLE_BYTES = 2 ** 30;
/** What a file made the library take is given back only with the library. */
const MOST_KEPT_BYTES = 2 ** 27;
const FOLDER = '/opened';
const NAME = 'file';

interface Opened {
  readonly source: ByteSource;
  readonly file: Hdf5File;
  readonly mounted: MountedSource;
  close(): void;
}

/** One thing at a time: while a file is opened nothing else is done. */
let last: Promise<unknown> = Promise.resolve();
let starting: Promise<H5Module> | null = null;
/** The file that was asked for last stays open. */
let opened: Opened | null = null;

/**
 * Does something with a file that the library has open. What the library cannot go on after (it runs as WebAssembly, and a
 * damaged file may make it trap) costs no more than a new one.
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
  close();
  const readSync = source.readSync ?? (await inMemory(source, name));
  starting ??= boundedModule();
  const module = await starting;
  const mounted = new MountedSource(source.sizeBytes, readSync);
  opened = guarded(mounted, name, () => {
    module.FS.mkdir(FOLDER);
    module.FS.mount(fileSystemOf(mounted, NAME, module.FS), {}, FOLDER);
    const id = module.open(`${FOLDER}/${NAME}`, 0, false, -1, -1);
    const unmount = () => {
      module.FS.unmount(FOLDER);
      module.FS.rmdir(FOLDER);
    };
    if (id < 0n) {
      unmount();
      throw mounted.fault ?? new InputError(`${name}: the HDF5 file is damaged, or cut short`);
    }
    const file = new Hdf5File(module, id);
    return {
      source,
      file,
      mounted,
      close: () => {
        module.close_file(id);
        unmount();
        if (module.HEAPU8.length > MOST_KEPT_BYTES) starting = null;
      },
    };
  });
}

function close(): void {
  try {
    opened?.close();
  } catch {
    starting = null;
  }
  opened = null;
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

/** Makes a sentence of whatever the library does with a damaged file, and does without that library from then on. */
function guarded<Result>(mounted: MountedSource, name: string, work: () => Result): Result {
  mounted.begin();
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) throw mounted.fault ?? error;
    starting = null;
    opened = null;
    throw mounted.fault ?? new InputError(`${name}: the HDF5 file is damaged`);
  }
}
