// The library's phantoms at once, from their files, for tests that are told in one breath.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type PhantomFile, parsePhantomFile } from '../../src/phantom/phantom-file.ts';

export const phantomFolder = fileURLToPath(new URL('../../phantoms/', import.meta.url));

export function libraryPhantom(name: string): PhantomFile {
  return parsePhantomFile(JSON.parse(readFileSync(`${phantomFolder}${name}.json`, 'utf8')), name);
}
