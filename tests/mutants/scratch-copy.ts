import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, planted } from './mutant.ts';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A copy of the project's files as they are, with the same packages, in which faults are planted one at a time. */
export class ScratchCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-mutants-'));

  constructor() {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: PROJECT,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    for (const file of new Set(listed.split('\0').filter(Boolean))) {
      try {
        cpSync(join(PROJECT, file), join(this.folder, file));
      } catch (error) {
        // Git still lists what was deleted a moment ago.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** @throws Error where a fault cannot be planted */
  check(mutant: Mutant): void {
    const path = join(this.folder, mutant.file);
    if (!existsSync(path)) throw new Error(`mutant "${mutant.name}": there is no ${mutant.file}`);
    planted(mutant, readFileSync(path, 'utf8'));
  }

  /** Does something while a fault is planted. */
  async withFault<T>(mutant: Mutant, work: () => Promise<T>): Promise<T> {
    const path = join(this.folder, mutant.file);
    const source = readFileSync(path, 'utf8');
    writeFileSync(path, planted(mutant, source));
    try {
      return await work();
    } finally {
      writeFileSync(path, source);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
