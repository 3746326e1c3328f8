// Lets Vite and Vitest import AssemblyScript as the bytes of its WebAssembly module:
//
//   import bytes from './wasm/first.ts?assemblyscript';
//
// The module is compiled when it is first asked for, and again when a source changes; no binary is ever committed. What
// has been compiled is kept in node_modules/.cache by what it was made from: a run of all tests asks for it in half a
// dozen processes, each of which would take four seconds.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byQuery } from './by-query.mjs';

const QUERY = '?assemblyscript';
const { asked, resolveId } = byQuery(QUERY);
const cacheFolder = fileURLToPath(new URL('../node_modules/.cache/ct-sandbox', import.meta.url));
const { version } = createRequire(import.meta.url)('assemblyscript/package.json');

const OPTIONS = [
  ...['--runtime', 'stub'],
  ...['--enable', 'simd'],
  ...['--optimizeLevel', '3'],
  ...['--shrinkLevel', '0'],
  // All modules of a thread work in one memory, which the host makes.
  '--importMemory',
  ...['--initialMemory', '1'],
  '--noAssert',
];

/** @type {Map<string, Promise<string>>} one compilation for all who ask in one process */
const compiled = new Map();

/**
 * @param {string} entry path of the module's entry
 * @returns {string} what the module is made from, in short: compiler, options, and all files of the entry's folder, beside
 *   which it imports nothing
 */
export function madeFrom(entry) {
  const folder = dirname(entry);
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS, relative(folder, entry)]));
  for (const name of readdirSync(folder).sort()) {
    const source = readFileSync(join(folder, name));
    hash.update(JSON.stringify([name, source.length])).update(source);
  }
  return hash.digest('hex');
}

/**
 * @param {string} entry path of the module's entry
 * @returns {Promise<string>} its bytes as base64
 */
async function compiledOrKept(entry) {
  const kept = join(cacheFolder, `assemblyscript-${madeFrom(entry)}.base64`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const base64 = await compile(entry);
    mkdirSync(cacheFolder, { recursive: true });
    // Written aside and moved into place: others may be asking at this moment.
    const aside = `${kept}.${process.pid}`;
    writeFileSync(aside, base64);
    renameSync(aside, kept);
    return base64;
  }
}

/**
 * @param {string} entry path of the module's entry
 * @returns {Promise<string>} its bytes as base64
 */
async function compile(entry) {
  // A second to load, and mostly not needed.
  const { default: asc } = await import('assemblyscript/asc');
  const base = dirname(entry);
  /** @type {Uint8Array | null} */
  let binary = null;
  const options = [relative(base, entry), ...['--baseDir', base], ...['--outFile', 'kernels.wasm'], ...OPTIONS];
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
    resolveId,
    load: {
      filter: { id: asked },
      async handler(id) {
        const entry = id.slice(0, -QUERY.length);
        const folder = dirname(entry);
        for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
        let base64 = compiled.get(entry);
        if (!base64) {
          base64 = compiledOrKept(entry);
          compiled.set(entry, base64);
        }
        return {
          code: `export default Uint8Array.from(atob(${JSON.stringify(await base64)}), (c) => c.charCodeAt(0));`,
          map: null,
        };
      },
    },
    watchChange() {
      compiled.clear();
    },
  };
}
