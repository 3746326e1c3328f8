// Small NIfTI files of several volumes, of complex numbers and in two files, and one of Analyze 7.5.

import { bytesInMemory } from '../../src/files/byte-source.ts';
import type { NamedSource } from '../../src/files/format.ts';
import { joined } from './outcome.ts';
import { COUNTS, STORED, shorts, tinyNifti } from './tiny-volumes.ts';

const DATA_OFFSET = 352;
const HEADER_BYTES = 348;

/** A header with some of its fields changed, and numbers after it. */
function changed(change: (header: DataView) => void, ...numbers: readonly Float32Array[]): Uint8Array {
  const head = tinyNifti([1, 1, 1]).slice(0, DATA_OFFSET);
  change(new DataView(head.buffer));
  return joined(head, ...numbers.map((one) => new Uint8Array(Float32Array.from(one).buffer)));
}

/** Three volumes, each 100 higher than the one before. */
export function severalNifti(): Uint8Array {
  return changed(
    (header) => {
      header.setInt16(40, 4, true);
      header.setInt16(48, 3, true);
    },
    ...[0, 100, 200].map((more) => STORED.map((value) => value + more)),
  );
}

/** (3 − 4i) times 0 … 17. */
export function complexNifti(): Uint8Array {
  const COMPLEX64 = 32;
  const both = Float32Array.from({ length: 2 * STORED.length }, (_, i) => (i % 2 === 0 ? 3 : -4) * STORED[i >> 1]!);
  return changed((header) => header.setInt16(70, COMPLEX64, true), both);
}

function pairOf(header: Uint8Array, voxels: Uint8Array): NamedSource[] {
  return [
    { name: 'tiny.hdr', source: bytesInMemory(header) },
    { name: 'tiny.img', source: bytesInMemory(voxels) },
  ];
}

/** Rows run to the back. */
export function niftiPair(): NamedSource[] {
  const both = tinyNifti([1, -1, 1]);
  const header = both.slice(0, HEADER_BYTES);
  header.set(Buffer.from('ni1\0'), 344);
  new DataView(header.buffer).setFloat32(108, 0, true);
  return pairOf(header, both.slice(DATA_OFFSET));
}

export function analyzePair(end: 'little' | 'big'): NamedSource[] {
  const isLittle = end === 'little';
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setInt32(0, HEADER_BYTES, isLittle);
  header.setInt32(32, 16384, isLittle);
  header.setUint8(38, 'r'.charCodeAt(0));
  [4, ...COUNTS, 1].forEach((length, i) => {
    header.setInt16(40 + 2 * i, length, isLittle);
  });
  header.setInt16(70, 4, isLittle);
  [0, 0.5, 0.5, 2].forEach((step, i) => {
    header.setFloat32(76 + 4 * i, step, isLittle);
  });
  const voxels = shorts();
  return pairOf(new Uint8Array(header.buffer), isLittle ? voxels : voxels.map((_, i) => voxels[i ^ 1]!));
}
