import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { headOf } from '../../../src/files/byte-source.ts';
import { decodeArray, partsNamedIn } from '../../../src/files/decoding.ts';
import { comparable, factsOf, type SharedTable, sharedFacts, sharedSource } from '../shared-facts.ts';

/** The file of a header's numbers. */
async function partOf(file: string, source: Parameters<SharedTable['read']>[1]): Promise<string> {
  const [part] = partsNamedIn(await headOf(source), file);
  return join(dirname(file), part!);
}

/** Headers, each with the file of its numbers, which the facts are of. */
export const interfileTable: SharedTable = {
  title: 'Interfile',
  covers: /\.hs$/,
  refused: {},
  read: async (file, source) => {
    const name = await partOf(file, source);
    return decodeArray(source, file, 'readings', { mayBeRead: () => {} }, [{ name, source: sharedSource(name) }]);
  },
  check: async (file, source) => {
    const part = await partOf(file, source);
    const { shape, data } = (await interfileTable.read(file, source)) as Awaited<ReturnType<typeof decodeArray>>;
    const pixels = sharedFacts[part]!.pixels!;
    expect(factsOf(data, shape, pixels.dtype)).toEqual({ ...comparable(pixels), mean: expect.closeTo(pixels.mean, 8) });
  },
};
