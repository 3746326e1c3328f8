import type { H5Module } from '../../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import { fetchedPart } from '../../fetched-part.ts';

/** The most memory that the library may have, whatever a file says that it needs: it would go up to 2 GiB. */
const MOST_BYTES = 2 ** 28;

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
/** Of the global `WebAssembly`: what is compiled gives an instance alone, code a module with it. */
interface Platform {
  instantiate(code: object, imports: Imports): Promise<object>;
}
const platform = WebAssembly as unknown as Platform;

/** As compiled the first time. */
let compiled: object | null = null;

/**
 * The HDF5 library, which is a megabyte, in a chunk of its own, so that page and worker share it; each time anew, with a memory
 * of its own.
 */
export async function boundedModule(): Promise<H5Module> {
  const { default: makeModule } = await fetchedPart(
    () => import('../../../node_modules/h5wasm/dist/esm/hdf5_util.js'),
    'The library that reads HDF5 files',
  );
  const options = { noInitialRun: true, print: () => {}, printErr: () => {} };
  const code = compiled;
  if (!code) return compiling(() => makeModule(options));
  return new Promise((resolve, reject) => {
    const instantiateWasm = (imports: Imports, use: (instance: object, module: object) => void) => {
      platform
        .instantiate(code, bounded(imports))
        .then((instance) => use(instance, code))
        .catch(reject);
    };
    makeModule({ ...options, instantiateWasm }).then(resolve, reject);
  });
}

/** The library keeps its code to itself, so that is caught where it hands it to the browser. */
async function compiling(make: () => Promise<H5Module>): Promise<H5Module> {
  const { instantiate } = platform;
  platform.instantiate = async (code, imports) => {
    // Somebody else's, meanwhile.
    if (!isOfTheLibrary(imports)) return instantiate.call(WebAssembly, code, imports);
    const made = await instantiate.call(WebAssembly, code, bounded(imports));
    compiled = (made as { readonly module: object }).module;
    return made;
  };
  try {
    return await make();
  } finally {
    platform.instantiate = instantiate;
  }
}

function isOfTheLibrary(imports: Imports): boolean {
  return Boolean(imports.env?.emscripten_resize_heap);
}

function bounded(imports: Imports): Imports {
  const grow = imports.env!.emscripten_resize_heap as (bytes: number) => boolean;
  const emscripten_resize_heap = (bytes: number) => bytes >>> 0 <= MOST_BYTES && grow(bytes);
  return { ...imports, env: { ...imports.env, emscripten_resize_heap } };
}
