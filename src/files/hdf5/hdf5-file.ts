import type { H5Field, H5Filter, H5Metadata, H5Module } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';

/** HDF5's numbers of classes of types (H5T_class_t). */
const CLASS = { integer: 0, float: 1, text: 3, bits: 4, record: 6, enumeration: 8, list: 9 };
/** Of the longest text of an attribute. */
const MOST_TEXT_BYTES = 1024;

export type Hdf5Kind = 'group' | 'array' | 'external' | null;

/** An array of numbers in a file. */
export interface Hdf5Array {
  readonly path: string;
  readonly shape: readonly number[];
  /** Of a value, as NumPy writes it, in the order of bytes that the library gives: `<u2`. */
  readonly type: string;
  readonly valueBytes: number;
  /** Lengths of the pieces that it is stored in; `null` where it lies in one. */
  readonly chunks: readonly number[] | null;
  /** The other files that its values come from; `null` where they do not. */
  readonly virtualFiles: readonly string[] | null;
  readonly filters: readonly H5Filter[];
}

/** A list of records in a file. */
export interface Hdf5Records {
  readonly path: string;
  readonly count: number;
  /** Of one, as the library gives it. */
  readonly bytes: number;
  /** Where fields are in it, those of records in it by their paths: numbers, and lists of single precision. */
  readonly fields: ReadonlyMap<string, number>;
}

/** A part of an array: where it begins along each axis, and how much of it there is. */
export interface Slab {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/** A file that the library has open. Paths begin with a slash. Every method may throw what the library does with a damaged file. */
export class Hdf5File {
  readonly #module: H5Module;
  readonly #id: bigint;
  /** The values that were read last, of whichever array. */
  block: { readonly path: string; readonly slab: Slab; readonly bytes: Uint8Array } | null = null;

  constructor(module: H5Module, id: bigint) {
    this.#module = module;
    this.#id = id;
  }

  /** Of what is in a group; none where it cannot be read. */
  namesIn(group: string): readonly string[] {
    return this.#tried(() => this.#module.get_names(this.#id, group, false)) ?? [];
  }

  /** What a name leads to, through links within the file; `null` where that is nothing, or of no use. */
  kindOf(path: string): Hdf5Kind {
    const { H5G_GROUP, H5G_DATASET, H5G_UDLINK } = this.#module;
    switch (this.#tried(() => this.#module.get_type(this.#id, path))) {
      case H5G_GROUP:
        return 'group';
      case H5G_DATASET:
        return 'array';
      case H5G_UDLINK:
        return 'external';
      default:
        return null;
    }
  }

  /** The file that a link leads to. */
  externalFile(path: string): string {
    return this.#tried(() => this.#module.get_external_link(this.#id, path))?.filename ?? '';
  }

  /** Where the header of a thing is in the file, the same for all its names; `null` where it is not known. */
  addressOf(path: string): number | null {
    const reference = this.#tried(() => this.#module.create_object_reference(this.#id, path));
    return reference?.length === 8 ? [...reference].reduceRight((high, byte) => 256 * high + byte, 0) : null;
  }

  /** `null` where it holds no real numbers. */
  arrayAt(path: string): Hdf5Array | null {
    const metadata = this.#tried(() => this.#module.get_dataset_metadata(this.#id, path));
    const type = metadata && numpyType(metadata);
    if (!type || !metadata.shape) return null;
    return {
      path,
      shape: metadata.shape,
      type,
      valueBytes: metadata.size,
      chunks: metadata.chunks,
      virtualFiles: metadata.virtual_sources?.map(({ file_name = '' }) => file_name) ?? null,
      filters: this.#tried(() => this.#module.get_dataset_filters(this.#id, path)) ?? [],
    };
  }

  /** `null` where it is no list of records. */
  recordsAt(path: string): Hdf5Records | null {
    const metadata = this.#tried(() => this.#module.get_dataset_metadata(this.#id, path));
    if (metadata?.type !== CLASS.record || metadata.shape?.length !== 1) return null;
    const fields = new Map(fieldsOf(metadata.compound_type?.members ?? [], '', 0));
    return { path, count: metadata.shape[0]!, bytes: metadata.size, fields };
  }

  /**
   * Goes through some records.
   *
   * @param use is given a record, its number, and a way to the bytes of a list in it, which are gone afterwards; `null` where
   *   there is none
   * @returns false where they cannot be read
   */
  eachRecord(
    { path, bytes }: Hdf5Records,
    first: number,
    count: number,
    use: (record: DataView, listAt: (offset: number, valueBytes: number) => Uint8Array | null, number: number) => void,
  ): boolean {
    const status = this.#withRoom(bytes * count, (address) => {
      const [file, target] = [this.#id, BigInt(address)];
      if (this.#module.get_dataset_data(file, path, [BigInt(count)], [BigInt(first)], [1n], target) < 0) return false;
      try {
        for (let i = 0; i < count; i++) {
          const heap = this.#module.HEAPU8;
          const record = new DataView(heap.buffer, address + i * bytes, bytes);
          const listAt = (offset: number, valueBytes: number) => {
            const [length, at] = [record.getUint32(offset, true), record.getUint32(offset + 4, true)];
            return length === 0 || at + length * valueBytes > heap.length
              ? null
              : heap.subarray(at, at + length * valueBytes);
          };
          use(record, listAt, first + i);
        }
      } finally {
        this.#module.reclaim_vlen_memory_count(file, path, '', target, BigInt(count));
      }
      return true;
    });
    return status ?? false;
  }

  hasAttribute(path: string, name: string): boolean {
    return this.#tried(() => this.#module.get_attribute_names(this.#id, path))?.includes(name) ?? false;
  }

  /** What an attribute says, if it is there and a text. */
  textOf(path: string, name: string): string | null {
    if (!this.hasAttribute(path, name)) return null;
    const metadata = this.#tried(() => this.#module.get_attribute_metadata(this.#id, path, name));
    if (metadata?.type !== CLASS.text || metadata.total_size !== 1 || metadata.size > MOST_TEXT_BYTES) return null;
    return this.#withRoom(metadata.size, (address) => {
      if (this.#module.get_attribute_data(this.#id, path, name, BigInt(address)) < 0) return null;
      if (!metadata.vlen) return this.#module.UTF8ToString(address, metadata.size);
      const at = new DataView(this.#module.HEAPU8.buffer).getUint32(address, true);
      const text = at === 0 ? '' : this.#module.UTF8ToString(at, MOST_TEXT_BYTES);
      this.#module.reclaim_vlen_memory(this.#id, path, name, BigInt(address));
      return text;
    });
  }

  /** The values of a part, the last axis fastest; `null` where they cannot be read. */
  valuesOf({ path, shape, valueBytes }: Hdf5Array, { offset, count }: Slab): Uint8Array | null {
    const bytes = count.reduce((product, length) => product * length, valueBytes);
    return this.#withRoom(bytes, (address) => {
      // A single value has no axes to choose places of.
      const [many, from, steps] = shape.length
        ? [count.map(BigInt), offset.map(BigInt), shape.map(() => 1n)]
        : [null, null, null];
      const status = this.#module.get_dataset_data(this.#id, path, many, from, steps, BigInt(address));
      return status < 0 ? null : this.#module.HEAPU8.slice(address, address + bytes);
    });
  }

  /** `null` where the library has no such room. */
  #withRoom<Result>(bytes: number, work: (address: number) => Result): Result | null {
    const address = this.#module._malloc(bytes);
    if (address === 0) return null;
    try {
      return work(address);
    } finally {
      this.#module._free(address);
    }
  }

  /** What h5wasm itself throws leaves the library as it was; whatever else is thrown does not. */
  #tried<Result>(work: () => Result): Result | null {
    try {
      return work();
    } catch (error) {
      if (error instanceof Error && error.constructor === Error) return null;
      throw error;
    }
  }
}

/** Fields of records, and of records in these. */
function* fieldsOf(members: readonly H5Field[], folder: string, start: number): Generator<[string, number]> {
  for (const { name, offset, type, compound_type, vlen_type } of members) {
    const [path, at] = [`${folder}${name}`, start + offset];
    if (type === CLASS.record) yield* fieldsOf(compound_type?.members ?? [], `${path}/`, at);
    const isList = type === CLASS.list && vlen_type?.type === CLASS.float && vlen_type.size === 4;
    if (type === CLASS.integer || isList) yield [path, at];
  }
}

/** The library turns values of the other order of bytes round. */
function numpyType({ type, size, signed }: H5Metadata): string | null {
  const order = size === 1 ? '|' : '<';
  if (type === CLASS.float) return [2, 4, 8].includes(size) ? `${order}f${size}` : null;
  if (![1, 2, 4, 8].includes(size)) return null;
  if (type === CLASS.integer || type === CLASS.enumeration) return `${order}${signed ? 'i' : 'u'}${size}`;
  return type === CLASS.bits ? `${order}u${size}` : null;
}
