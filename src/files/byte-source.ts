/** The bytes of a file, asked for by range, so that a header can be looked at before the rest is held in memory. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from `start` to before `end`, or to the file's end where that comes sooner; not to be written to. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** What a browser's `Blob` has of this, and Node's. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file that is in memory already. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return { sizeBytes: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/** A file that is read where it lies. */
export function bytesOfBlob(blob: BlobLike): ByteSource {
  return {
    sizeBytes: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, Math.min(end, blob.size)).arrayBuffer()),
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
