import type { H5Module } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import { fetchedPart } from '../../fetched-part.ts';

/** The most memory that the library may have, whatever a file says that it needs: it would go up to 2 GiB. */
const MOST_BYTES = 2 ** 28;

interface Instantiated {
  readonly module: object;
  readonly instance: object;
}
type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** Of the global `WebAssembly`. */
interface Instantiating {
  instantiate(code: object, imports: Imports): Promise<Instantiated>;
}

/** As compiled the first time. */
let compiled: object | null = null;

/**
 * The HDF5 library, which is a megabyte, in a chunk of its own, so that page and worker share it. It keeps its code and what
 * it gives it to itself, so both are caught where it hands them to the browser.
 */
export async function boundedModule(): Promise<H5Module> {
  const { default: makeModule } = await fetchedPart(
    () => import('../../../node_modules/h5wasm/dist/esm/hdf5_util.js'),
    'The library that reads HDF5 files',
  );
  const platform = WebAssembly as unknown as Instantiating;
  const { instantiate } = platform;
  platform.instantiate = async (code, imports) => {
    const grow = imports.env?.emscripten_resize_heap as ((bytes: number) => boolean) | undefined;
    // Somebody else's, meanwhile.
    if (!grow) return instantiate.call(WebAssembly, code, imports);
    const emscripten_resize_heap = (bytes: number) => bytes >>> 0 <= MOST_BYTES && grow(bytes);
    const bounded = { ...imports, env: { ...imports.env, emscripten_resize_heap } };
    if (compiled) {
      const instance: unknown = await instantiate.call(WebAssembly, compiled, bounded);
      return { module: compiled, instance: instance as object };
    }
    const made = await instantiate.call(WebAssembly, code, bounded);
    compiled = made.module;
    return made;
  };
  try {
    return await makeModule({ noInitialRun: true, print: () => {}, printErr: () => {} });
  } finally {
    platform.instantiate = instantiate;
  }
}
