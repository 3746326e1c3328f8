/** What is used of the module that h5wasm compiles from the HDF5 library; it is not declared by the package, which keeps one of its own. */
declare module '*/h5wasm/dist/esm/hdf5_util.js' {
  /** Handles and addresses are whole numbers of 64 bits. */
  interface H5Module {
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly FS: EmscriptenFileSystem;
    readonly H5G_GROUP: number;
    readonly H5G_DATASET: number;
    readonly H5G_UDLINK: number;
    /** Negative where it fails. */
    open(path: string, mode: number, tracksOrder: boolean, leastVersion: number, mostVersion: number): bigint;
    get_names(file: bigint, group: string, isRecursive: boolean): string[];
    /** Of what a link leads to, −1 where there is nothing; of one that leads nowhere its own. */
    get_type(file: bigint, path: string): number;
    get_external_link(file: bigint, path: string): { filename?: string; obj_path?: string };
    get_dataset_metadata(file: bigint, path: string): H5Metadata;
    get_dataset_filters(file: bigint, path: string): H5Filter[];
    get_dataset_data(
      file: bigint,
      path: string,
      count: readonly bigint[] | null,
      offset: readonly bigint[] | null,
      strides: readonly bigint[] | null,
      target: bigint,
    ): number;
    get_attribute_names(file: bigint, path: string): string[];
    get_attribute_metadata(file: bigint, path: string, name: string): H5Metadata;
    get_attribute_data(file: bigint, path: string, name: string, target: bigint): number;
    reclaim_vlen_memory(file: bigint, path: string, attribute: string, target: bigint): number;
    /** Of so many values of an array, which has no attribute: that is empty then. */
    reclaim_vlen_memory_count(file: bigint, path: string, attribute: string, target: bigint, count: bigint): number;
    /** Where the object is in the file. */
    create_object_reference(file: bigint, path: string): Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    UTF8ToString(address: number, mostBytes?: number): string;
  }

  interface H5Metadata {
    /** The class of its type, as HDF5 numbers them. */
    readonly type: number;
    /** Of a value, in bytes. */
    readonly size: number;
    readonly signed: boolean;
    readonly littleEndian: boolean;
    /** Whether it is text of any length. */
    readonly vlen: boolean;
    /** `null` where it is nothing. */
    readonly shape: number[] | null;
    readonly chunks: number[] | null;
    readonly total_size: number;
    readonly virtual_sources?: readonly { readonly file_name?: string }[];
    /** Of records: their fields. */
    readonly compound_type?: { readonly members: readonly H5Field[] };
    /** Of lists of any length: what is in them. */
    readonly vlen_type?: { readonly type: number; readonly size: number };
  }

  interface H5Filter {
    readonly id: number;
    readonly name: string;
    /** What it was set up with. */
    readonly cd_values?: readonly number[];
  }

  interface H5Field extends Pick<H5Metadata, 'type' | 'size' | 'compound_type' | 'vlen_type'> {
    readonly name: string;
    readonly offset: number;
  }

  /** Of Emscripten's: what a file system needs that is mounted. */
  interface EmscriptenFileSystem {
    readonly ErrnoError: new (code: number) => Error;
    mkdir(path: string): void;
    mount(type: object, options: object, path: string): void;
    createNode(parent: object | null, name: string, mode: number, device: number): EmscriptenNode;
  }

  interface EmscriptenNode {
    readonly id: number;
    readonly mode: number;
    node_ops: object;
    stream_ops: object;
    contents?: Record<string, EmscriptenNode>;
  }

  export type { EmscriptenFileSystem, EmscriptenNode, H5Field, H5Filter, H5Metadata, H5Module };

  const makeModule: (options: {
    noInitialRun?: boolean;
    print?: (text: string) => void;
    printErr?: (text: string) => void;
    /** Makes an instance in its place. */
    instantiateWasm?: (
      imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
      use: (instance: object, module: object) => void,
    ) => void;
  }) => Promise<H5Module>;
  export default makeModule;
}
