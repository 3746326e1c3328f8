// Writes schemas/*.schema.json, by which editors know phantom files and experiments, and the table of docs/experiment.md,
// from the program's own schemas.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { experimentTable, withTable } from './experiment-table.mjs';
import { experimentSchema, schemaFiles } from './schema-files.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function load(path) {
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' });
  return module;
}

/** @type {any} */
const sources = {
  ...(await load('src/phantom/phantom-file.ts')),
  ...(await load('src/phantom/solids/solid-file.ts')),
  ...(await load('src/experiment/experiment-schema.ts')),
  ...(await load('src/experiment/sweep/sweep-schema.ts')),
  ...(await load('src/experiment/sweep/measure-setting.ts')),
  ...(await load('src/phantom/library.ts')),
  ...(await load('src/phantom/solids/solid-library.ts')),
};
const { fieldWords, numberFields } = await load('src/experiment/spec-fields.ts');
sources.FIELD_WORDS = fieldWords();
for (const [name, text] of Object.entries(schemaFiles(sources))) writeFileSync(join(root, 'schemas', name), text);

const document = join(root, 'docs/experiment.md');
const table = experimentTable(experimentSchema(sources), sources.FIELD_WORDS, numberFields());
writeFileSync(document, withTable(readFileSync(document, 'utf8'), table));
