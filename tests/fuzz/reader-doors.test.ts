// Whoever adds a reader of files gives the fuzzer something to change.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headOf } from '../../src/files/byte-source.ts';
import { isBzip2 } from '../../src/files/bzip2/is-bzip2.ts';
import { formatOf } from '../../src/files/describe-file.ts';
import { isGzip } from '../../src/files/nifti/is-nifti.ts';
import { FORMATS } from '../../src/files/registry.ts';
import { READER_FILES } from './reader-files.ts';

/** What several readers share, and what writes. */
const NO_READERS = new Set(['volume', 'writing']);
/** A file, not a folder. */
const GZIP = 'gzip';

test('every reader of files has a door of its own', () => {
  const folders = readdirSync(new URL('../../src/files/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_READERS.has(entry.name))
    .map(({ name }) => name);
  const readers = new Set([...folders, ...FORMATS.names, GZIP]);
  expect([...new Set(READER_FILES.map(({ reader }) => reader))].sort()).toEqual([...readers].sort());
});

/** Those of what compresses any file are no formats. */
const PACKED: Readonly<Record<string, (head: Uint8Array) => boolean>> = { [GZIP]: isGzip, bzip2: isBzip2 };

describe('what is changed there would reach the reader as it is', () => {
  test.each(READER_FILES)('$name', async ({ reader, files }) => {
    for (const [first] of files) {
      const head = await headOf(first!.source);
      const is = PACKED[reader] ?? ((bytes) => formatOf(bytes)?.name === reader);
      expect(is(head)).toBe(true);
    }
  });
});
