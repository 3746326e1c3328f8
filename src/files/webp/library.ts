import start from '@jsquash/webp/codec/dec/webp_dec.js';
import bytes from '@jsquash/webp/codec/dec/webp_dec.wasm?bytes';

/** Red, green, blue and opacity of each pixel. */
export interface ColouredPicture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

let compiling: Promise<WebAssembly.Module> | null = null;
let starting: ReturnType<typeof start> | null = null;

/**
 * What libwebp, as WebAssembly, makes of a file; `null` of a damaged one. Where it stops, whatever for, its memory is in an
 * unknown state, and the next picture begins with a new one.
 */
export async function decodedWebp(file: Uint8Array): Promise<ColouredPicture | null> {
  compiling ??= bytes()
    .then((all) => new WebAssembly.Module(all))
    .catch((error) => {
      compiling = null;
      throw error;
    });
  const module = await compiling;
  starting ??= start({
    noInitialRun: true,
    instantiateWasm: (imports, receive) => {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
    print: () => {},
    printErr: () => {},
  });
  try {
    return (await starting).decode(file);
  } catch {
    starting = null;
    return null;
  }
}
