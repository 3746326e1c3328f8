import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { type ByteSource, bytesInMemory, wholeOf } from '../../src/files/byte-source.ts';
import { openedSource } from '../../src/files/opened-source.ts';
import { npyBytes } from '../support/npy.ts';
import { joined } from './outcome.ts';
import { tinyTiff } from './tiny-tiff.ts';
import { gzipped, tinyNifti } from './tiny-volumes.ts';

/** Bytes that deflate finds nothing in. */
function noise(i: number): number {
  const mixed = Math.imul(i + 1, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 24;
}

const content = Uint8Array.from({ length: 900_000 }, (_, i) => noise(i));
const opened = (bytes: Uint8Array) => openedSource(bytesInMemory(bytes), 'a.gz');

/** That notes how far it was read. */
function noting(bytes: Uint8Array) {
  const seen = { most: 0 };
  const source: ByteSource = {
    sizeBytes: bytes.length,
    read: async (from, to) => {
      if (from < bytes.length - 4) seen.most = Math.max(seen.most, Math.min(to, bytes.length));
      return bytes.subarray(from, to);
    },
  };
  return { source, seen };
}

test('a file that is compressed by gzip is what is in it, of which no more is inflated than is asked for', async () => {
  const packed = gzipped(content);
  const { source, seen } = noting(packed);
  const file = await openedSource(source, 'a.gz');
  expect(file.sizeBytes).toBe(content.length);
  expect(Buffer.compare(await file.read(10, 5000), content.subarray(10, 5000))).toBe(0);
  expect(seen.most).toBeLessThan(packed.length - 4);
  expect(Buffer.compare(await wholeOf(file), content)).toBe(0);
  expect(Buffer.compare(await file.read(800_000, 2 ** 40), content.subarray(800_000))).toBe(0);
  expect((await opened(content)).sizeBytes).toBe(content.length);
});

test('an experiment can name one', async () => {
  const read = async (name: string) =>
    gzipped(
      name === 'a.npy.gz'
        ? npyBytes(Float32Array.of(1, 2, 3, 4), [2, 2])
        : tinyTiff({ rows: 2, columns: 2, bits: 16, kind: 'signed', values: [1, 2, 3, 4] }),
    );
  for (const image of ['a.npy.gz', 'a.tif.gz']) {
    const subject = await loadSubject(parseExperimentInput({ phantom: { image } }), read);
    expect(subject).toMatchObject({ values: Float32Array.of(1, 2, 3, 4) });
  }
});

test('a NIfTI volume is left as it is, since it is read as it is inflated', async () => {
  const packed = gzipped(tinyNifti([1, 1, 1]));
  expect((await opened(packed)).sizeBytes).toBe(packed.length);
});

describe('what is damaged is refused with a sentence', () => {
  const packed = gzipped(content);
  test.each<readonly [string, Uint8Array, RegExp]>([
    ['half of it', packed.slice(0, packed.length >> 1), /^a\.gz: its gzip data are damaged/],
    ['only its mark', packed.slice(0, 2), /^a\.gz: its gzip data are damaged or cut short/],
    ['two of them', joined(packed, gzipped(content.slice(0, 800_000))), /or of several parts; unpack it first/],
    ['another length', packed.map((byte, i) => (i === packed.length - 3 ? byte + 1 : byte)), /damaged, or of several/],
    [
      'one that cannot be',
      joined(gzipped(new Uint8Array(9)).slice(0, -4), Uint8Array.of(0, 0, 0, 64)),
      /damaged or cut/,
    ],
    ['too much', huge(), /more than 1 GiB/],
  ])('%s', async (_, bytes, sentence) => {
    const length = opened(bytes).then(async (file) => (await wholeOf(file)).length);
    await expect(length).rejects.toThrow(sentence);
  });

  test('any bytes are a file or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), async (at, byte) => {
        const small = gzipped(content.subarray(0, 3000));
        small[at % small.length] = byte;
        try {
          await wholeOf(await opened(small));
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Says that it inflates to 2 GiB, and is long enough for it. */
function huge(): Uint8Array {
  return joined(gzipped(content).slice(0, -4), new Uint8Array(2 ** 21), Uint8Array.of(0, 0, 0, 128));
}
