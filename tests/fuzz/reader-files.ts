// Good files of everything that is read, for mutations to start from, by the reader that is meant.

import { zipSync } from 'fflate';
import encodeJpeg from 'jpeg-js/lib/encoder.js';
import { bytesInMemory } from '../../src/files/byte-source.ts';
import type { NamedSource } from '../../src/files/format.ts';
import { bartHeader, bartPair } from '../files/tiny-bart.ts';
import { BZIPPED_NPY, BZIPPED_SHORTS, BZIPPED_TEXT, BZIPPED_ZEROS } from '../files/tiny-bzip2.ts';
import { ctElements, tinyDicom } from '../files/tiny-dicom.ts';
import { EDFS } from '../files/tiny-edf.ts';
import { tinyEnhanced } from '../files/tiny-enhanced.ts';
import { GEOMETRIES } from '../files/tiny-geometries.ts';
import { exchangeFile, matlabFile, tomoFile } from '../files/tiny-hdf5.ts';
import { counted, IMAGE, PET, pair, SPECT } from '../files/tiny-interfile.ts';
import { ISMRMRD } from '../files/tiny-ismrmrd.ts';
import { bigEndianMatlab, COMPRESSED_STRUCT, OTHER_CLASSES } from '../files/tiny-matlab.ts';
import { analyzePair, complexNifti, niftiPair, severalNifti } from '../files/tiny-nifti.ts';
import { TEXTS } from '../files/tiny-texts.ts';
import { TIFFS } from '../files/tiny-tiff.ts';
import { deflated, gzipped, shorts, tinyMetaimage, tinyNifti, tinyNrrd } from '../files/tiny-volumes.ts';
import { WEBPS } from '../files/tiny-webp.ts';
import type { Choices } from './choices.ts';
import { mutatedNpy, mutatedPng, mutatedText, mutatedTiff, oddDicom } from './mutate-files.ts';
import { jsonText, mutatedJson } from './mutate-json.ts';
import { mutatedGzip, mutatedMatlab, mutatedNifti, mutatedZip } from './mutate-packed.ts';
import { CODESTREAMS, compressedDicom, DICOMS, EXPERIMENTS, NPYS, PHANTOMS, PNGS } from './samples.ts';

/** What a reader is given. */
export interface ReaderFiles {
  /** Of its door. */
  readonly name: string;
  /** Its folder, or file, in `src/files/`. */
  readonly reader: string;
  /** Each one file, or several that belong together, the header first. */
  readonly files: readonly (readonly NamedSource[])[];
  /** A change that leaves the first file's frame whole, so that readers get past it; besides changes of any bytes. */
  readonly structured?: (file: Uint8Array, choices: Choices) => Uint8Array;
}

const alone = (name: string, all: readonly Uint8Array[]) =>
  all.map((bytes) => [{ name, source: bytesInMemory(bytes) }]);
const pairOf = (header: string, text: Uint8Array, voxels: string, bytes: Uint8Array): NamedSource[] => [
  { name: header, source: bytesInMemory(text) },
  { name: voxels, source: bytesInMemory(bytes) },
];
const textBytes = (text: string) => new TextEncoder().encode(text);

const slope = Uint8Array.from({ length: 4 * 20 * 12 }, (_, i) => (i % 4 === 3 ? 255 : 8 * ((i >> 2) % 20) + (i % 4)));
const jpeg = (quality: number) => new Uint8Array(encodeJpeg({ data: slope, width: 20, height: 12 }, quality).data);

/** Slices of a series, which only their places tell from each other. */
const slices = [4, 0, 2].map((heightMm, i) => ({
  name: `${i}.dcm`,
  source: bytesInMemory(
    tinyDicom(
      ctElements(2, 3, new Array(6).fill(1000 + i), [
        { tag: 0x0020000e, vr: 'UI', value: '1.2.3' },
        { tag: 0x00200032, vr: 'DS', value: `0\\0\\${heightMm}` },
        { tag: 0x00200037, vr: 'DS', value: '1\\0\\0\\0\\1\\0' },
      ]),
    ),
  ),
}));

const [nikon, rtk, ...astra] = GEOMETRIES as readonly [Uint8Array, Uint8Array, ...Uint8Array[]];
const enhanced = tinyEnhanced([0, 1].map((i) => ({ position: `0\\0\\${i}`, pixels: [1, 2, 3, 4, 5, 6] })));

export const READER_FILES: readonly ReaderFiles[] = [
  { name: 'png', reader: 'png', files: alone('a.png', PNGS), structured: mutatedPng },
  { name: 'jpeg', reader: 'jpeg', files: alone('a.jpg', [jpeg(98), jpeg(20)]) },
  { name: 'webp', reader: 'webp', files: alone('a.webp', WEBPS) },
  { name: 'npy', reader: 'npy', files: alone('a.npy', NPYS), structured: mutatedNpy },
  {
    name: 'npz',
    reader: 'npz',
    files: alone('a.npz', [
      zipSync({ 'a.npy': NPYS[0]!, 'b.npy': NPYS[1]!, 'c/d.npy': NPYS[2]! }),
      zipSync({ 'a.npy': NPYS[3]! }, { level: 0 }),
    ]),
    structured: (file, choices) => mutatedZip(file, choices, mutatedNpy),
  },
  {
    name: 'nifti',
    reader: 'nifti',
    files: alone('a.nii', [tinyNifti([1, 1, 1]), gzipped(tinyNifti([-1, 1, -1])), severalNifti(), complexNifti()]),
    structured: mutatedNifti,
  },
  {
    name: 'nifti in two files',
    reader: 'nifti',
    files: [niftiPair(), analyzePair('little'), analyzePair('big')],
    structured: mutatedNifti,
  },
  {
    name: 'nrrd',
    reader: 'nrrd',
    files: [
      ...alone('a.nrrd', [
        tinyNrrd(),
        tinyNrrd({ encoding: 'gzip' }, gzipped(shorts())),
        tinyNrrd({ encoding: 'bzip2' }, BZIPPED_SHORTS),
        tinyNrrd({ encoding: 'text' }, textBytes(`${Array.from({ length: 18 }, (_, i) => i).join(' ')}\n`)),
      ]),
      pairOf('a.nhdr', tinyNrrd({ 'data file': 'a.raw' }, new Uint8Array()), 'a.raw', shorts()),
    ],
    structured: mutatedText,
  },
  {
    name: 'metaimage',
    reader: 'metaimage',
    files: [
      ...alone('a.mha', [tinyMetaimage(), tinyMetaimage({ CompressedData: 'True' }, deflated(shorts()))]),
      pairOf('a.mhd', tinyMetaimage({ ElementDataFile: 'a.raw' }, new Uint8Array()), 'a.raw', shorts()),
    ],
    structured: mutatedText,
  },
  {
    name: 'dicom',
    reader: 'dicom',
    files: alone('a.dcm', [...DICOMS, enhanced]),
    structured: (_, choices) => oddDicom(choices),
  },
  {
    name: 'compressed dicom',
    reader: 'dicom',
    files: alone(
      'a.dcm',
      CODESTREAMS.map(([codestream, syntax]) => compressedDicom(codestream, syntax, 1)),
    ),
  },
  { name: 'dicom series', reader: 'dicom', files: [slices] },
  { name: 'tiff', reader: 'tiff', files: alone('a.tif', TIFFS), structured: mutatedTiff },
  { name: 'edf', reader: 'edf', files: alone('a.edf', EDFS), structured: mutatedText },
  { name: 'text', reader: 'text', files: alone('a.csv', TEXTS), structured: mutatedText },
  {
    name: 'interfile',
    reader: 'interfile',
    files: [pair(PET, counted(36)), pair(SPECT, counted(24)), pair(IMAGE, counted(18))],
    structured: mutatedText,
  },
  {
    name: 'bart',
    reader: 'bart',
    files: [bartPair(), bartPair(bartHeader('1 3 2', 'traj -r tiny'))],
    structured: mutatedText,
  },
  { name: 'nikon', reader: 'geometry', files: alone('a.xtekct', [nikon]), structured: mutatedText },
  { name: 'rtk', reader: 'geometry', files: alone('a.xml', [rtk]), structured: mutatedText },
  { name: 'astra', reader: 'geometry', files: alone('a.json', astra), structured: mutatedText },
  {
    name: 'json',
    reader: 'json',
    files: alone(
      'a.json',
      [...EXPERIMENTS, ...PHANTOMS].map((json) => textBytes(JSON.stringify(json))),
    ),
    structured: (file, choices) =>
      textBytes(jsonText(mutatedJson(JSON.parse(new TextDecoder().decode(file)), choices), choices)),
  },
  {
    name: 'matlab',
    reader: 'matlab',
    files: alone('a.mat', [COMPRESSED_STRUCT, OTHER_CLASSES, bigEndianMatlab()]),
    structured: mutatedMatlab,
  },
  {
    name: 'hdf5',
    reader: 'hdf5',
    files: alone('a.h5', await Promise.all([exchangeFile(), tomoFile(), matlabFile()])),
  },
  { name: 'k-space', reader: 'hdf5', files: alone('a.h5', [ISMRMRD]) },
  {
    name: 'zip',
    reader: 'zip',
    files: alone('a.zip', [
      zipSync({ 'tiny.nii': tinyNifti([1, 1, 1]), 'tiny.txt': textBytes('a') }),
      zipSync({ 'tiny.mha': tinyMetaimage() }, { level: 0 }),
      zipSync({ 'a/1.dcm': DICOMS[1]!, 'a/2.dcm': DICOMS[1]! }),
    ]),
    structured: (file, choices) => mutatedZip(file, choices),
  },
  {
    name: 'gzip',
    reader: 'gzip',
    files: alone('a.gz', [gzipped(NPYS[0]!), gzipped(TIFFS[0]!), gzipped(severalNifti()), gzipped(TEXTS[0]!)]),
    structured: mutatedGzip,
  },
  { name: 'bzip2', reader: 'bzip2', files: alone('a.bz2', [BZIPPED_TEXT, BZIPPED_NPY, BZIPPED_ZEROS]) },
];
