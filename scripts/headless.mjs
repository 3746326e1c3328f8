// Runs the headless command from the sources: bundles it when a source is newer than the last bundle, then runs it.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules/.cache/ct-sandbox');
const bundle = join(cache, 'headless.mjs');
const sources = ['src', 'shaders', 'phantoms', 'package-lock.json', 'vite.headless.config.ts'];

/**
 * @param {string} path
 * @returns {number} time of the last change in a file or anywhere in a folder, ms
 */
function lastChange(path) {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

async function bundleIfStale() {
  const newest = Math.max(...sources.map((source) => lastChange(join(root, source))));
  if (existsSync(bundle) && statSync(bundle).mtimeMs > newest) return;
  // Built aside and moved into place, so that commands running at the same time never see half a file.
  const aside = join(cache, `headless-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  const { build } = await import('vite');
  try {
    await build({
      root,
      configFile: join(root, 'vite.headless.config.ts'),
      logLevel: 'error',
      build: { outDir: aside },
    });
    renameSync(join(aside, 'headless.mjs'), bundle);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

await bundleIfStale();
await import(bundle);
