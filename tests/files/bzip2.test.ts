import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesInMemory, wholeOf } from '../../src/files/byte-source.ts';
import { decompressed } from '../../src/files/bzip2/decompress.ts';
import { decodeArray } from '../../src/files/decoding.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { damagedFiles, joined, outcomeOf } from './outcome.ts';
import { BZIPPED_SHORTS, BZIPPED_ZEROS } from './tiny-bzip2.ts';
import { STORED, shorts, tinyNrrd } from './tiny-volumes.ts';

const all = (compressed: Uint8Array) => joined(...decompressed(compressed));
const unpacked = async (compressed: Uint8Array) => wholeOf(await openedSource(bytesInMemory(compressed), 'a'));

test('what bzip2 has packed is as it was', async () => {
  expect(all(BZIPPED_SHORTS)).toEqual(shorts());
  expect(await unpacked(BZIPPED_SHORTS)).toEqual(shorts());
});

test('a long run comes in pieces, so that one can stop', () => {
  const pieces = decompressed(BZIPPED_ZEROS);
  expect(pieces.next().value).toHaveLength(65536);
  expect(all(BZIPPED_ZEROS)).toEqual(new Uint8Array(300_000));
});

test('several one after the other are read as one', () => {
  expect(all(joined(BZIPPED_SHORTS, BZIPPED_SHORTS))).toEqual(joined(shorts(), shorts()));
});

test.each(['bzip2', 'bz2'])('voxels of NRRD in %s', async (encoding) => {
  const source = bytesInMemory(tinyNrrd({ encoding }, BZIPPED_SHORTS));
  const { data } = await decodeArray(source, 'a', 'image', { mayBeRead: () => {} });
  expect([...data].sort((a, b) => a - b)).toEqual([...STORED]);
});

test.each<readonly [string, Uint8Array]>([
  ['cut short', BZIPPED_SHORTS.slice(0, -6)],
  ['another checksum', BZIPPED_SHORTS.with(10, BZIPPED_SHORTS[10]! ^ 1)],
  ['another checksum of all', BZIPPED_SHORTS.with(BZIPPED_SHORTS.length - 3, BZIPPED_SHORTS.at(-3)! ^ 1)],
  ['followed by something else', joined(BZIPPED_SHORTS, Uint8Array.of(1, 2, 3, 4))],
])('%s: refused', async (_, bytes) => {
  expect(await outcomeOf('a', () => unpacked(bytes))).toEqual({
    sentence: 'a: its bzip2 data are damaged or cut short',
  });
});

test('whatever is damaged is refused with a sentence', async () => {
  const files = [BZIPPED_SHORTS, tinyNrrd({ encoding: 'bzip2' }, BZIPPED_SHORTS)];
  await fc.assert(
    fc.asyncProperty(damagedFiles(files, BZIPPED_SHORTS.slice(0, 20)), async (bytes) => {
      await outcomeOf('a', async () => {
        const source = await openedSource(bytesInMemory(bytes), 'a');
        return decodeArray(source, 'a', 'image', { mayBeRead: () => {} });
      });
    }),
    { numRuns: 200, seed: 1 },
  );
});
