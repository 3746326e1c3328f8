import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type ByteSource, headOf } from '../../../src/files/byte-source.ts';
import { decodeArray, partsNamedIn } from '../../../src/files/decoding.ts';
import { partName } from '../../../src/files/file-part.ts';
import { type ComplexFacts, type SharedTable, sha256, sharedFacts, sharedSource } from '../shared-facts.ts';

/** An array of a header and the file of its numbers, or of one file. */
async function read(file: string, source: ByteSource, part: string) {
  const parts = partsNamedIn(await headOf(source), file).map((name) => join(dirname(file), name));
  const besides = parts.map((name) => ({ name, source: sharedSource(name) }));
  return decodeArray(source, partName(file, part), 'readings', { mayBeRead: () => {} }, besides);
}

/** Compares the parts of complex numbers, and their magnitudes. @param folder before their names */
export async function checkComplex(file: string, source: ByteSource, facts: ComplexFacts, folder = ''): Promise<void> {
  const magnitude = await read(file, source, `${folder}magnitude`);
  const [real, imaginary] = [await read(file, source, `${folder}real`), await read(file, source, `${folder}imaginary`)];
  const both = new Float32Array(2 * real.data.length);
  real.data.forEach((value, i) => {
    both.set([value, imaginary.data[i]!], 2 * i);
  });
  expect([magnitude.shape, sha256(new Uint8Array(both.buffer))]).toEqual([facts.shape, facts.sha256_le_c]);
  expect(magnitude.data.reduce((a, b) => Math.max(a, b))).toBeCloseTo(facts.absmax, 2);
  expect(magnitude.data.reduce((sum, value) => sum + value, 0) / magnitude.data.length).toBeCloseTo(facts.absmean, 3);
}

export const bartTable: SharedTable = {
  title: 'BART',
  covers: /bart.*\.hdr$/,
  refused: {},
  read: (file, source) => read(file, source, 'magnitude'),
  check: (file, source) =>
    checkComplex(file, source, sharedFacts[file.replace(/hdr$/, 'cfl')]!.pixels as unknown as ComplexFacts),
};
