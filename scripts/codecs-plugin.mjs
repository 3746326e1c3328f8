// Lets Vite and Vitest import WebAssembly of packages as a function that brings its bytes:
//
//   import bytes from '@cornerstonejs/codec-openjpeg/decodewasm?bytes';
//
// For browsers it is a file of its own, fetched when it is asked for; for the command, which is one file, it is in it. And
// what Emscripten's scripts do to find their WebAssembly themselves is taken out of them: they are always given it.

import { readFileSync } from 'node:fs';
import { byQuery } from './by-query.mjs';

const QUERY = '?bytes';
const { asked, resolveId } = byQuery(QUERY);
const EMSCRIPTEN = /@cornerstonejs[\\/]codec-.*\.js$/;
/** Of WebP: where its WebAssembly would be. */
const WEBP = /@jsquash[\\/]webp[\\/]codec[\\/]dec[\\/].*\.js$/;
const WEBP_ADDRESSES = [
  /new URL\("webp_dec\.wasm",import\.meta\.url\)\.href/,
  /if\(import\.meta\.url===undefined\)\{import\.meta\.url="[^"]*"\}/,
];
const IN_NODE = /ENVIRONMENT_IS_NODE=typeof process==?"object"(&&[^;]*)?;/;

/** @returns {import('vite').Plugin} */
export function codecs() {
  return {
    name: 'codecs',
    enforce: 'pre',
    resolveId,
    load: {
      filter: { id: asked },
      handler(id) {
        const file = id.slice(0, -QUERY.length);
        if (this.environment.config.consumer === 'client') return { code: fetching(file), map: null };
        const base64 = JSON.stringify(readFileSync(file, 'base64'));
        return {
          code: `export default async () => Uint8Array.from(atob(${base64}), (c) => c.charCodeAt(0));`,
          map: null,
        };
      },
    },
    transform: {
      filter: { id: [WEBP, EMSCRIPTEN] },
      handler(code, id) {
        if (WEBP.test(id)) return { code: withoutAddresses(code, id), map: null };
        const changed = code.replace(IN_NODE, 'ENVIRONMENT_IS_NODE=false;');
        if (changed === code) throw new Error(`${id} does not ask where it is as it used to`);
        return { code: changed.replace(/\brequire\("(fs|path)"\)/g, 'null'), map: null };
      },
    },
  };
}

/**
 * @param {string} code
 * @param {string} id
 */
function withoutAddresses(code, id) {
  const [wasm, inNode] = WEBP_ADDRESSES;
  if (!wasm?.test(code) || !inNode?.test(code)) throw new Error(`${id} does not ask where it is as it used to`);
  return code.replace(wasm, '""').replace(inNode, '');
}

/** @param {string} file */
function fetching(file) {
  return `import address from ${JSON.stringify(`${file}?url`)};
export default async () => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(\`\${address}: \${response.status}\`);
  return new Uint8Array(await response.arrayBuffer());
};`;
}
