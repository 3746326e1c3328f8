// Small Interfile headers and data, made here as STIR writes them (https://stir.sourceforge.net).

import { bytesInMemory } from '../../src/files/byte-source.ts';
import type { NamedSource } from '../../src/files/format.ts';
import { bytesOf } from './outcome.ts';

/** Lines between the first and the last; a field `null` is left out. */
export function tinyHeader(fields: Readonly<Record<string, string | null>>): Uint8Array {
  const lines = Object.entries(fields).flatMap(([key, value]) => (value === null ? [] : [`${key} := ${value}`]));
  return bytesOf(['!INTERFILE  :=', ...lines, '!END OF INTERFILE :=', ''].join('\r\n'));
}

const FLOATS = {
  'name of data file': 'tiny.s',
  'imagedata byte order': 'LITTLEENDIAN',
  '!number format': 'float',
  '!number of bytes per pixel': '4',
};

/** Two segments, [segment][view][row][channel]: an oblique one of 1 row before the direct one of 2, of 4 views and 3 channels. */
export const PET = {
  ...FLOATS,
  '!type of data': 'PET',
  '!PET data type': 'Emission',
  'applied corrections': '{arc correction}',
  'number of dimensions': '4',
  'matrix axis label [4]': 'segment',
  '!matrix size [4]': '2',
  'matrix axis label [3]': 'view',
  '!matrix size [3]': '4',
  'matrix axis label [2]': 'axial coordinate',
  '!matrix size [2]': '{ 1, 2}',
  'matrix axis label [1]': 'tangential coordinate',
  '!matrix size [1]': '3',
  'minimum ring difference per segment': '{ 1, 0}',
  'maximum ring difference per segment': '{ 1, 0}',
  'View offset (degrees)': '10',
  'effective central bin size (cm)': '0.3',
};

export const SPECT = {
  ...FLOATS,
  '!type of data': 'Tomographic',
  '!matrix size [2]': '2',
  '!scaling factor (mm/pixel) [2]': '4',
  '!matrix size [1]': '3',
  '!scaling factor (mm/pixel) [1]': '3.5',
  '!number of projections': '4',
  '!extent of rotation': '360',
  '!process status': 'acquired',
  '!direction of rotation': 'CW',
  'start angle': '180',
};

export const IMAGE = {
  ...FLOATS,
  '!type of data': 'PET',
  '!PET data type': 'Image',
  '!matrix size [1]': '3',
  '!matrix size [2]': '3',
  '!matrix size [3]': '2',
  'scaling factor (mm/pixel) [1]': '0.5',
  'scaling factor (mm/pixel) [2]': '0.5',
  'scaling factor (mm/pixel) [3]': '2',
};

/** 0, 1, 2 … in single precision, little-endian. */
export function counted(count: number): Uint8Array {
  return new Uint8Array(Float32Array.from({ length: count }, (_, i) => i).buffer);
}

/** A header and the file of its numbers. */
export function pair(fields: Readonly<Record<string, string | null>>, numbers: Uint8Array): NamedSource[] {
  return [
    { name: 'tiny.hs', source: bytesInMemory(tinyHeader(fields)) },
    { name: 'tiny.s', source: bytesInMemory(numbers) },
  ];
}
