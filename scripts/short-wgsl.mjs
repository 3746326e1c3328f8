// Shaders are read by students in shaders/, with comments that are half of each file; the published page is sent the code
// alone, which a GPU compiles to the same.

import { readFileSync } from 'node:fs';

const SHADER = /\.(wgsl|glsl)\?raw$/;

/**
 * WGSL or GLSL without its comments, indentation and empty lines; whatever else stands in a line stays, line by line.
 *
 * @param {string} code
 */
export function shortWgsl(code) {
  return code
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** @returns {import('vite').Plugin} */
export function withShortWgsl() {
  return {
    name: 'short-wgsl',
    apply: 'build',
    enforce: 'pre',
    load: {
      // So that the bundler asks of no other module, of which there are thousands.
      filter: { id: SHADER },
      handler(id) {
        const code = readFileSync(id.slice(0, -'?raw'.length), 'utf8');
        return `export default ${JSON.stringify(shortWgsl(code))};`;
      },
    },
  };
}
