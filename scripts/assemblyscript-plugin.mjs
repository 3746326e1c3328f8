// Lets Vite and Vitest import AssemblyScript as the bytes of its WebAssembly module:
//
//   import bytes from './wasm/index.ts?assemblyscript';
//
// The module is compiled when it is first asked for, and again when a source changes; no binary is ever committed.

import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';

const QUERY = '?assemblyscript';

/** @type {Map<string, Promise<string>>} one compilation for all who ask in one process */
const compiled = new Map();

/**
 * @param {string} entry path of the module's entry
 * @returns {Promise<string>} its bytes as base64
 */
async function compile(entry) {
  const base = dirname(entry);
  /** @type {Uint8Array | null} */
  let binary = null;
  const options = [
    relative(base, entry),
    ...['--baseDir', base],
    ...['--outFile', 'kernels.wasm'],
    ...['--runtime', 'stub'],
    ...['--enable', 'simd'],
    ...['--optimizeLevel', '3'],
    ...['--shrinkLevel', '0'],
    ...['--initialMemory', '1'],
    '--noAssert',
  ];
  const { error, stderr } = await asc.main(options, {
    writeFile(name, contents) {
      if (name === 'kernels.wasm') binary = /** @type {Uint8Array} */ (contents);
    },
  });
  if (error || !binary) throw new Error(`AssemblyScript: ${stderr || error}`);
  return Buffer.from(binary).toString('base64');
}

/** @returns {import('vite').Plugin} */
export function assemblyScript() {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null;
      const resolved = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
      return resolved ? resolved.id + QUERY : null;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const entry = id.slice(0, -QUERY.length);
      const folder = dirname(entry);
      for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
      let base64 = compiled.get(entry);
      if (!base64) {
        base64 = compile(entry);
        compiled.set(entry, base64);
      }
      return {
        code: `export default Uint8Array.from(atob(${JSON.stringify(await base64)}), (c) => c.charCodeAt(0));`,
        map: null,
      };
    },
    watchChange() {
      compiled.clear();
    },
  };
}
