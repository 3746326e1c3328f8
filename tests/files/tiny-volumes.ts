// Small volumes in every format, made here by the tables of the formats.

import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { writeNifti } from '../../src/files/nifti/nifti.ts';
import { tinyEnhanced } from './tiny-enhanced.ts';

/** Columns, rows and slices along the file's axes. */
export const COUNTS = [3, 3, 2] as const;
/** 0 … 17 in the order of the file. */
export const STORED = Float32Array.from({ length: 18 }, (_, i) => i);

/** @param signs of the file's axes against right, front and head */
export function tinyNifti(signs: readonly [number, number, number]): Uint8Array {
  const stepMm = [0.5 * signs[0], 0.5 * signs[1], 2 * signs[2]] as const;
  return writeNifti(STORED, { shape: COUNTS, stepMm, originMm: [0, 0, 0] }, 'tiny');
}

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
export const shorts = (values: ArrayLike<number> = STORED) => new Uint8Array(Int16Array.from(values).buffer);

export function tinyNrrd(fields: Readonly<Record<string, string>> = {}, voxels: Uint8Array = shorts()): Uint8Array {
  const all = {
    ...{ type: 'short', dimension: '3', space: 'left-posterior-superior', sizes: '3 3 2' },
    ...{ 'space directions': '(0.5,0,0) (0,0.5,0) (0,0,2)', endian: 'little', encoding: 'raw' },
    ...fields,
  };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${value}\n`);
  return joined(latin(`NRRD0005\n# a comment\n${lines.join('')}\n`), voxels);
}

export function tinyMetaimage(
  fields: Readonly<Record<string, string>> = {},
  voxels: Uint8Array = shorts(),
): Uint8Array {
  const all = {
    ...{
      ObjectType: 'Image',
      NDims: '3',
      BinaryData: 'True',
      BinaryDataByteOrderMSB: 'False',
      CompressedData: 'False',
    },
    ...{ TransformMatrix: '1 0 0 0 1 0 0 0 1', Offset: '0 0 0', ElementSpacing: '0.5 0.5 2', DimSize: '3 3 2' },
    ...{ ElementType: 'MET_SHORT', ...fields },
  };
  // Where the voxels are is said last.
  const { ElementDataFile = 'LOCAL', ...others } = all as Readonly<Record<string, string>>;
  const lines = Object.entries({ ...others, ElementDataFile }).map(([key, value]) => `${key} = ${value}\n`);
  return joined(latin(lines.join('')), voxels);
}

export const gzipped = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
export const deflated = (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes));

/** One of each kind, for mutations to start from. */
export const VOLUME_FILES: readonly Uint8Array[] = [
  tinyNifti([1, 1, 1]),
  gzipped(tinyNifti([-1, 1, -1])),
  tinyNrrd(),
  tinyNrrd({ encoding: 'gzip' }, gzipped(shorts())),
  tinyMetaimage(),
  tinyMetaimage({ CompressedData: 'True' }, deflated(shorts())),
  tinyEnhanced([0, 1].map((i) => ({ position: `0\\0\\${i}`, pixels: [1, 2, 3, 4, 5, 6] }))),
  zipSync({ 'tiny.nii': tinyNifti([1, 1, 1]), 'tiny.txt': latin('a') }),
  zipSync({ 'tiny.mha': tinyMetaimage() }, { level: 0 }),
];
