// Makes the service worker that keeps the built page for use without a network (src/app/offline/service-worker.ts): one
// script of a fixed name beside index.html, with the list of every file that was built.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const FILE_NAME = 'service-worker.js';
/** Workbox's name for the list. */
const LIST = 'self.__WB_MANIFEST';
/** What the build says of itself, where it is asked to. */
const ABOUT_BUILD = '.vite/';
/** Such names change with what is in the file. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

/**
 * All files of a folder but the service worker itself, as Workbox wants to know them. A file that is not the one that
 * was built, in the middle of a deployment, is not kept: it would not fit the others.
 *
 * @param {string} folder
 * @returns {{ url: string, revision: string | null, integrity: string }[]}
 */
export function builtFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== FILE_NAME && !path.startsWith(ABOUT_BUILD) && statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, path)));
      const digest = hash.digest('base64');
      return { url: path, revision: HASHED.test(path) ? null : digest, integrity: `sha256-${digest}` };
    });
}

/**
 * @param {import('vite').Plugin} notices gathers the licences of what is in the service worker; writes them after this
 * @returns {import('vite').Plugin}
 */
export function offline(notices) {
  let code = '';
  /** @type {import('vite').ResolvedConfig} */
  let config;
  return {
    name: 'offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      const { root } = config;
      const result = await build({
        root,
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        plugins: [notices],
        build: {
          write: false,
          target: config.build.target,
          modulePreload: false,
          rolldownOptions: {
            input: join(root, 'src/app/offline/service-worker.ts'),
            // A classic script: not every browser takes a module here.
            output: { format: 'iife', entryFileNames: FILE_NAME },
          },
        },
      });
      const outputs = /** @type {import('vite').Rolldown.RolldownOutput} */ (result).output;
      if (outputs.length !== 1 || !outputs[0].code.includes(LIST)) {
        throw new Error('The service worker is to be one script with a place for its list of files.');
      }
      code = outputs[0].code;
    },
    // Only now public files, the page and the notices are there.
    closeBundle() {
      const folder = resolve(config.root, config.build.outDir);
      const files = JSON.stringify(builtFiles(folder));
      writeFileSync(
        join(folder, FILE_NAME),
        code.replace(LIST, () => files),
      );
    },
  };
}
