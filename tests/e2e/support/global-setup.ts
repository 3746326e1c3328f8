// The page as it will be published: built once for the whole run, outside the tree, and served on a port of this
// machine that nobody else can reach. It is built beside whatever tests need no page: its files are answered once it is.

import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { runToItsEnd } from '../../../scripts/child-process.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served: `http://127.0.0.1:PORT`. */
    pageOrigin: string;
    /** Where it lies. */
    pageFolder: string;
  }
}

const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));

async function build(outputFolder: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const buildArguments = ['build', projectFolder, '--outDir', outputFolder, '--emptyOutDir', '--logLevel', 'warn'];
  // Which source each file was built from, for the test of what is fetched when.
  buildArguments.push('--manifest');
  // In a process without vitest's variables: NODE_ENV=test would make it a development build.
  const { NODE_ENV, TEST, VITEST, ...environment } = process.env;
  const exitCode = await runToItsEnd(process.execPath, [vite, ...buildArguments], environment);
  if (exitCode !== 0) throw new Error('The page does not build; Vite says why above.');
}

/** Answers nothing before the page is built, and whatever it is asked with what is wrong where it does not build. */
const onceBuilt = (built: Promise<void>): Plugin => ({
  name: 'once-built',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((_request, response, next) => {
      built.then(next, (error: Error) => response.writeHead(500).end(error.message));
    });
  },
});

/** Sends files without compressing them, which takes longer than reading them on the same machine. */
const asItIs: Plugin = {
  name: 'as-it-is',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      delete request.headers['accept-encoding'];
      next();
    });
  },
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outputFolder = await mkdtemp(join(tmpdir(), 'ct-sandbox-page-'));
  // At the exit, so that a run that was interrupted or did not build leaves nothing behind either.
  process.once('exit', () => rmSync(outputFolder, { recursive: true, force: true }));
  // Before there is a page, the harness's own tests can still run; any other fails on opening it.
  const built = existsSync(join(projectFolder, 'index.html')) ? build(outputFolder) : Promise.resolve();
  // Whoever asks for the page is told; a run that asks for none is over sooner.
  built.catch(() => undefined);
  const server = await preview({
    root: projectFolder,
    logLevel: 'warn',
    build: { outDir: outputFolder },
    preview: { host: '127.0.0.1', port: 0, strictPort: true, open: false },
    plugins: [onceBuilt(built), asItIs],
  });
  const { port } = server.httpServer.address() as AddressInfo;
  project.provide('pageFolder', outputFolder);
  project.provide('pageOrigin', `http://127.0.0.1:${port}`);
  return () => server.close();
}
