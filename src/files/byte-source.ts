/** The bytes of a file, asked for by range, so that a header can be looked at before the rest is held in memory. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from `start` to before `end`, or to the file's end where that comes sooner; not to be written to. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** The same at once, for what cannot wait; left out where that cannot be had. */
  readSync?(start: number, end: number): Uint8Array;
}

/** What a browser's `Blob` has of this, and Node's. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that is in memory already. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  const part = (start: number, end: number) => bytes.subarray(start, end);
  return { sizeBytes: bytes.length, read: async (start, end) => part(start, end), readSync: part };
}

/** What reads a blob at once. Browsers have it in workers only. */
type ReaderSync = new () => { readAsArrayBuffer(part: object): ArrayBuffer };

/** A file that is read where it lies. */
export function bytesOfBlob(blob: BlobLike): ByteSource {
  const { FileReaderSync: Reader } = globalThis as { readonly FileReaderSync?: ReaderSync };
  const part = (start: number, end: number) => blob.slice(start, Math.min(end, blob.size));
  return {
    sizeBytes: blob.size,
    read: async (start, end) => new Uint8Array(await part(start, end).arrayBuffer()),
    ...(Reader && { readSync: (start, end) => new Uint8Array(new Reader().readAsArrayBuffer(part(start, end))) }),
  };
}

/** So much is looked at to tell what a file is; no header of an array is longer. */
const HEAD_BYTES = 2 ** 17;

/** The first bytes of a file: enough for its kind and for the header of an array. */
export function headOf(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, HEAD_BYTES);
}

/** All of a file. */
export function wholeOf(source: ByteSource): Promise<Uint8Array> {
  return source.read(0, source.sizeBytes);
}
