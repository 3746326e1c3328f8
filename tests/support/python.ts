// A Python for tests that run what the project writes for other programs. `CT_PYTHON` names it; python3 otherwise.

import { execFile, spawnSync } from 'node:child_process';
import { test } from 'vitest';

const python = process.env.CT_PYTHON ?? 'python3';

/** `test`, for one that needs a Python which can import a module; its name says why where it is skipped. */
export function testWithPython(module: string, title: string, body: () => Promise<void>, timeoutMs = 60_000): void {
  const absent = !has(module);
  const why = `skipped: ${python} has no ${module}; CT_PYTHON names another Python`;
  test.skipIf(absent)(absent ? `${title} (${why})` : title, body, timeoutMs);
}

const found = new Map<string, boolean>();

function has(module: string): boolean {
  const known = found.get(module);
  if (known !== undefined) return known;
  const isThere = spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore', timeout: 60_000 }).status === 0;
  found.set(module, isThere);
  return isThere;
}

/** Runs a script in its folder. Rejects with what it says where it fails. */
export function runPython(script: string, folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(python, [script], { cwd: folder, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}
