import type { EmscriptenFileSystem, EmscriptenNode } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import { InputError } from '../../errors.ts';
import { collectionBytes, leadsToItsEnd } from './global-heap.ts';

/** The library asks for some hundred bytes at a time; so much is read of the file for it, and kept. */
const PAGE_BYTES = 2 ** 16;
const MOST_PAGES = 128;
/** One look at a file takes no longer: what is damaged may send the library round and round. */
const MOST_MS = 60_000;
const MOST_READS = 2 ** 20;

/** Numbers of the C library. */
const MODE = { folder: 0o040555, file: 0o100444 };
const CODE = { notFound: 44, notValid: 28, ioFault: 29, readOnly: 69 };
const WHENCE = { current: 1, end: 2 };

/** The library is at it for too long: there is no going on with it. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

/** A file of which ranges are read at once, as the HDF5 library wants them. */
export class MountedSource {
  readonly sizeBytes: number;
  readonly #readSync: (start: number, end: number) => Uint8Array;
  /** The one that was asked for last stands last. */
  readonly #pages = new Map<number, Uint8Array>();
  #reads = 0;
  #endMs = 0;
  #fault: InputError | null = null;

  constructor(sizeBytes: number, readSync: (start: number, end: number) => Uint8Array) {
    this.sizeBytes = sizeBytes;
    this.#readSync = readSync;
  }

  /** Something new is looked at. */
  begin(): void {
    this.#reads = 0;
    this.#endMs = performance.now() + MOST_MS;
    this.#fault = null;
  }

  /** Why the file could not be read, if it could not; the library only says that something failed. */
  get fault(): InputError | null {
    return this.#fault;
  }

  /** Fills as much of the target as there is from there on. @returns how much that is; `null` where it cannot be read */
  read(target: Uint8Array, position: number): number | null {
    if (++this.#reads > MOST_READS || performance.now() > this.#endMs) throw new TooLongError();
    const end = Math.min(this.sizeBytes, position + target.length);
    try {
      if (target.length >= PAGE_BYTES) target.set(this.#readSync(position, end));
      for (let at = target.length < PAGE_BYTES ? position : end; at < end; ) {
        const page = Math.floor(at / PAGE_BYTES);
        const from = at - page * PAGE_BYTES;
        const piece = this.#page(page).subarray(from, from + end - at);
        if (piece.length === 0) break;
        target.set(piece, at - position);
        at += piece.length;
      }
      return this.#isSound(target, position) ? Math.max(0, end - position) : null;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#fault = error;
      return null;
    }
  }

  #isSound(target: Uint8Array, position: number): boolean {
    const bytes = collectionBytes(target);
    if (bytes === null || position + bytes > this.sizeBytes) return true;
    return leadsToItsEnd(this.#readSync(position, position + bytes));
  }

  #page(number: number): Uint8Array {
    const start = number * PAGE_BYTES;
    const page = this.#pages.get(number) ?? this.#readSync(start, Math.min(this.sizeBytes, start + PAGE_BYTES));
    this.#pages.delete(number);
    this.#pages.set(number, page);
    if (this.#pages.size > MOST_PAGES) this.#pages.delete(this.#pages.keys().next().value!);
    return page;
  }
}

/** A file system for Emscripten with one file in it, by this name. */
export function fileSystemOf(source: MountedSource, name: string, fs: EmscriptenFileSystem): object {
  const fault = (code: number) => new fs.ErrnoError(code);
  const node_ops = {
    getattr: ({ id, mode }: EmscriptenNode) => ({
      ...{ dev: 1, ino: id, mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size: source.sizeBytes },
      ...{ atime: new Date(0), mtime: new Date(0), ctime: new Date(0), blksize: 4096 },
      blocks: Math.ceil(source.sizeBytes / 512),
    }),
    setattr: () => {},
    lookup: () => {
      throw fault(CODE.notFound);
    },
    mknod: () => {
      throw fault(CODE.readOnly);
    },
  };
  const stream_ops = {
    read: (_stream: object, heap: Int8Array, offset: number, length: number, position: number) => {
      const target = new Uint8Array(heap.buffer, heap.byteOffset + offset, length);
      const read = source.read(target, position);
      if (read === null) throw fault(CODE.ioFault);
      return read;
    },
    llseek: (stream: { position: number }, offset: number, whence: number) => {
      const from = whence === WHENCE.current ? stream.position : whence === WHENCE.end ? source.sizeBytes : 0;
      if (from + offset < 0) throw fault(CODE.notValid);
      return from + offset;
    },
  };
  const node = (parent: EmscriptenNode | null, called: string, mode: number) =>
    Object.assign(fs.createNode(parent, called, mode, 0), { node_ops, stream_ops });
  return {
    mount: () => {
      const root = node(null, '/', MODE.folder);
      root.contents = { [name]: node(root, name, MODE.file) };
      return root;
    },
  };
}
