// Writes schemas/*.schema.json, by which editors know phantom files and experiments, from the program's own schemas.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { schemaFiles } from './schema-files.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function load(path) {
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' });
  return module;
}

const sources = {
  ...(await load('src/phantom/phantom-file.ts')),
  ...(await load('src/experiment/experiment-schema.ts')),
  ...(await load('src/phantom/library.ts')),
};
for (const [name, text] of Object.entries(schemaFiles(sources))) writeFileSync(join(root, 'schemas', name), text);
