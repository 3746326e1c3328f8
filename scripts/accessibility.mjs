// npm run accessibility -- [--build DIR] [--only WORDS] [--size WIDTHxHEIGHT]… [--words FILE]: see
// tests/accessibility/command.ts.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { assemblyScript } from './assemblyscript-plugin.mjs';
import { lessons } from './lessons-plugin.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const plugins = [assemblyScript(), lessons()];
await runnerImport(join(root, 'tests/accessibility/command.ts'), {
  root,
  plugins,
  configFile: false,
  logLevel: 'error',
});
