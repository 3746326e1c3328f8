import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtFiles } from '../../../scripts/offline-plugin.mjs';

test('the list of built files names them all but the worker that has it, and tells those whose names do not tell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-built-'));
  try {
    mkdirSync(join(folder, 'assets'));
    for (const name of ['index.html', 'service-worker.js', 'assets/late-part-C9_-a0Zq.js', 'assets/plain.txt']) {
      writeFileSync(join(folder, name), 'abc');
    }
    // SHA-256 of "abc" (FIPS 180-2, appendix B.1).
    const abc = Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString(
      'base64',
    );
    const integrity = `sha256-${abc}`;
    expect(builtFiles(folder)).toEqual([
      { url: 'assets/late-part-C9_-a0Zq.js', revision: null, integrity },
      { url: 'assets/plain.txt', revision: abc, integrity },
      { url: 'index.html', revision: abc, integrity },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
