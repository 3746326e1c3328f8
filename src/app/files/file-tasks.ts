import { InputError } from '../../errors.ts';
import type { ExperimentInput } from '../../experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../experiment/subject.ts';
import { type ByteSource, bytesOfBlob } from '../../files/byte-source.ts';
import { openedSource } from '../../files/opened-source.ts';
import { type Opened, recogniseFiles } from './opened-files.ts';

/** Files by the names that experiments call them by. They are read where they lie, as far as is needed. */
export type NamedFiles = ReadonlyMap<string, Blob>;

/** What is done with opened files: all of it away from the page's thread where there are workers. */
export interface FileTasks {
  /** Tells what files are. @throws InputError (rejects) as `recogniseFiles` does */
  recognise(files: NamedFiles): Promise<Opened>;
  /** Loads what an experiment is about. @throws InputError (rejects) as `loadSubject` does */
  load(input: ExperimentInput, files: NamedFiles): Promise<Subject>;
}

/** @param remembers whether what was decoded is kept for the next task: in a worker, which ends soon */
export function createFileTasks(remembers: boolean): FileTasks {
  const sources = new Map<string, Promise<ByteSource>>();
  const sourceOf = (name: string, blob: Blob): Promise<ByteSource> => {
    // The same file is another object after each way between threads.
    const key = JSON.stringify([name, blob.size, blob instanceof File ? blob.lastModified : null]);
    const source = sources.get(key) ?? openedSource(newSource(name, blob), name);
    if (remembers) sources.set(key, source);
    return source;
  };
  return {
    recognise: async (files) => {
      sources.clear();
      const opened = [...files].map(async ([name, blob]) => ({ name, source: await sourceOf(name, blob) }));
      return recogniseFiles(await Promise.all(opened));
    },
    load: (input, files) =>
      loadSubject(input, async (name) => {
        const blob = files.get(name);
        if (!blob) {
          throw new InputError(`${name}: the experiment also needs this file; open it together with the others`);
        }
        return sourceOf(name, blob);
      }),
  };
}

/** Where a file lies; a browser's own reasons for not reading it become a sentence. */
function newSource(name: string, blob: Blob): ByteSource {
  const { sizeBytes, read, readSync } = bytesOfBlob(blob);
  const fault = () =>
    new InputError(`${name}: cannot be read; it is a folder, or was moved or changed after it was opened`);
  return {
    sizeBytes,
    read: (start, end) =>
      read(start, end).catch(() => {
        throw fault();
      }),
    ...(readSync && {
      readSync: (start, end) => {
        try {
          return readSync(start, end);
        } catch {
          throw fault();
        }
      },
    }),
  };
}
