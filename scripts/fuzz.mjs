// npm run fuzz -- [--seed N] [--count M] [--door NAME] [--only NUMBER]: see tests/fuzz/command.ts.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { codecs } from './codecs-plugin.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// All of it runs while it is imported: afterwards nothing more is fetched, and the doors fetch decoders as they need them.
await runnerImport(join(root, 'tests/fuzz/command.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [codecs()],
});
