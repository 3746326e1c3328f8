import { closeSync, constants, openSync, readSync } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError } from '../errors.ts';
import { type ByteSource, headOf } from '../files/byte-source.ts';
import { formatOf } from '../files/describe-file.ts';

/** The most that is read of one file that an experiment names, as in the page. */
const MOST_BYTES = 2 ** 30;
/** Of one that is read by ranges. */
const MOST_RANGED_BYTES = 2 ** 40;

/**
 * The files that an experiment names: regular files in the experiment's own folder or below it, by whatever way they are
 * named or linked to, so that an experiment from somebody else reads nothing of its reader's.
 */
export class ExperimentFiles {
  readonly #folder: string;
  readonly #allowsOutside: boolean;

  /** @param allowsOutside whether files may lie anywhere */
  constructor(folder: string, allowsOutside: boolean) {
    this.#folder = resolve(folder);
    this.#allowsOutside = allowsOutside;
  }

  /**
   * Looks a file up; nothing of it is read before it is asked for.
   *
   * @throws InputError (rejects) where there is none, it lies outside, is no regular file or is larger than 1 GiB, or 1 TiB
   *   where it is read by ranges
   */
  async find(name: string): Promise<ByteSource> {
    const path = resolve(this.#folder, name);
    if (!this.#allowsOutside) {
      const [folder, real] = [await realpath(this.#folder), await realPathOf(path, name)];
      if (!isBelow(this.#folder, path) || !isBelow(folder, real)) {
        throw new InputError(
          `${name}: is outside the experiment's folder; only files inside it are read, unless --allow-outside is given`,
        );
      }
    }
    const source = await regularFile(path, name, MOST_RANGED_BYTES);
    if (source.sizeBytes > MOST_BYTES && !formatOf(await headOf(source))?.isReadByRanges) {
      throw tooLarge(name, source.sizeBytes, MOST_BYTES);
    }
    return source;
  }
}

/**
 * A regular file, its size known and nothing of it read.
 *
 * @param name as sentences say it
 * @throws InputError (rejects) where there is none, it cannot be read or is larger
 */
export async function regularFile(path: string, name: string, mostBytes: number): Promise<ByteSource> {
  const sizeBytes = await reading(path, name, async (file) => {
    const found = await file.stat();
    if (found.isDirectory()) throw new InputError(`${name}: is a folder, not a file`);
    if (!found.isFile()) throw new InputError(`${name}: is a device or a pipe, not a file`);
    return found.size;
  });
  if (sizeBytes > mostBytes) throw tooLarge(name, sizeBytes, mostBytes);
  return {
    sizeBytes,
    read: (start, end) =>
      reading(path, name, async (file) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, sizeBytes) - start));
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
          if (bytesRead === 0) throw new InputError(`${name}: became shorter while it was being read`);
          done += bytesRead;
        }
        return bytes;
      }),
    readSync: (start, end) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, sizeBytes) - start));
      try {
        const file = openSync(path, constants.O_RDONLY);
        try {
          for (let done = 0; done < bytes.length; ) {
            const bytesRead = readSync(file, bytes, done, bytes.length - done, start + done);
            if (bytesRead === 0) throw new InputError(`${name}: became shorter while it was being read`);
            done += bytesRead;
          }
        } finally {
          closeSync(file);
        }
      } catch (error) {
        throw error instanceof InputError ? error : new InputError(`${name}: ${whyNot(error)}`);
      }
      return bytes;
    },
  };
}

function tooLarge(name: string, sizeBytes: number, mostBytes: number): InputError {
  return new InputError(`${name}: has ${sizeBytes} bytes; at most ${mostBytes} are read`);
}

async function reading<T>(path: string, name: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  let file: FileHandle | null = null;
  try {
    // Without waiting: a pipe that nobody writes to would never open.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return await work(file);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${name}: ${whyNot(error)}`);
  } finally {
    await file?.close();
  }
}

async function realPathOf(path: string, name: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw new InputError(`${name}: ${whyNot(error)}`);
  }
}

/** @param error of the file system */
function whyNot(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'is a folder, not a file';
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'ENXIO') return 'is a device or a pipe, not a file';
  if (code === 'ELOOP') return 'is a link that points to itself';
  return code?.startsWith('ERR_INVALID_ARG') ? 'cannot be the name of a file' : `cannot be read (${code ?? 'unknown'})`;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
