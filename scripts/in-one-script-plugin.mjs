// Lets Vite import a script, bundled with all that it needs, as its text:
//
//   import lane from './lane.ts?in-one-script';
//
// A thread of the headless command, which is one file, begins with that: to read and compile the whole command for each
// thread takes longer than many an experiment.

import { build } from 'vite';
import { byQuery } from './by-query.mjs';

const QUERY = '?in-one-script';
const { asked, resolveId } = byQuery(QUERY);

/**
 * @param {() => import('vite').Plugin[]} plugins of the inner build
 * @returns {import('vite').Plugin}
 */
export function inOneScript(plugins) {
  let root = '';
  return {
    name: 'in-one-script',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    resolveId,
    load: {
      filter: { id: asked },
      async handler(id) {
        const code = await scriptOf(root, id.slice(0, -QUERY.length), plugins());
        return { code: `export default ${JSON.stringify(code)};`, map: null };
      },
    },
  };
}

/**
 * @param {string} root
 * @param {string} entry
 * @param {import('vite').Plugin[]} plugins
 * @returns {Promise<string>} a script of CommonJS, which is what Node takes as text for a thread
 */
async function scriptOf(root, entry, plugins) {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins,
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
    },
  });
  if (!('output' in built) || built.output.length !== 1) throw new Error(`${entry} does not become one script.`);
  return built.output[0].code;
}
