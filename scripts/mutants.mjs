// npm run mutants -- [--list] [NAME…]: see tests/mutants/command.ts.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await runnerImport(join(root, 'tests/mutants/command.ts'), { root, configFile: false, logLevel: 'error' });
