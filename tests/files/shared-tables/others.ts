import { expect } from 'vitest';
import { recogniseFiles } from '../../../src/app/files/opened-files.ts';
import { bytesInMemory } from '../../../src/files/byte-source.ts';
import { decodeArray, decodeSeries, storedNumbers } from '../../../src/files/decoding.ts';
import { sentenceOf } from '../../support/sentences.ts';
import { comparable, factsOf, type SharedTable } from '../shared-facts.ts';
import { tinyMetaimage } from '../tiny-volumes.ts';

const OPTIONS = { mayBeRead: () => {} };

/** Pictures of a sinogram, as stored. */
export const pngTable: SharedTable = {
  title: 'PNG',
  covers: /\.png$/,
  refused: {},
  read: (file, source) => decodeArray(source, file, 'readings', OPTIONS),
  check: async (file, source, facts) => {
    const decoded = await decodeArray(source, file, 'readings', OPTIONS);
    expect(factsOf(storedNumbers(decoded), decoded.shape, facts.pixels!.dtype)).toEqual(comparable(facts.pixels!));
  },
};

/** Voxels without a header, which opens with one. */
export const rawTable: SharedTable = {
  title: 'voxels alone',
  covers: /^volumes\/[^/]*\.raw$/,
  refused: {},
  read: (file, source) => decodeArray(source, file, 'image', OPTIONS),
  check: async (file, source, facts) => {
    expect(await sentenceOf(() => rawTable.read(file, source))).toMatch(
      /: is a file of an unknown kind; an image must be/,
    );
    const header = tinyMetaimage({ DimSize: '64 64 93', ElementDataFile: file }, new Uint8Array());
    const files = [
      { name: 'a.mhd', source: bytesInMemory(header) },
      { name: file, source },
    ];
    const { data } = await decodeSeries(files, 'a', OPTIONS);
    const { min, max, mean } = facts.pixels!;
    const found = factsOf(data, [93, 64, 64], 'int16');
    expect(found).toMatchObject({ min, max, mean: expect.closeTo(mean, 6) });
  },
};

/** What is no picture, volume or measurement: how the page refuses it when it is opened alone, by its path. */
const ALONE: readonly (readonly [path: RegExp, sentence: RegExp])[] = [
  // The numbers of a header, which its own table reads.
  [/\.(cfl|s|img)$|\/BallBinary.*\.raw$/, /^[^:]+: is a file of an unknown kind; the sandbox opens/],
  [/\.(ppm|dat)$|catphan.*\.csv$|README\.txt$|Copyright\.txt$/, /^[^:]+: is a text file; the sandbox opens/],
  [/spectub-original-header\.hs\.txt$/, /^[^:]+: its numbers are in another file, input\.s; open both together$/],
  [/\.json$/, /^[^:]+: \w+: unknown key; the known keys here are version, phantom/],
  [
    /xcist\/material\/(?!Copyright)/,
    /^[^:]+: line \d+ (is “\d+ +[\d.]+ +# \w+”, and should be numbers|has 2 numbers, but the first one has 1)$/,
  ],
  [
    /xcom-elements\/\w+\.mat$/,
    /^[^:]+: line \d+ (is “ENERGY LIST”, and should be numbers|has \d+ numbers, but the first one, below the names, has 1)$/,
  ],
];

/** Tables of numbers, by their shapes. */
const TABLES: Readonly<Record<string, readonly number[]>> = {
  'truth-tables/shepp-logan-2d.csv': [10, 7],
  'truth-tables/shepp-logan-3d-imagephantoms.csv': [12, 8],
  'truth-tables/shepp-logan-3d-kak-slaney.csv': [10, 10],
  'truth-tables/shepp-logan-3d-toft-schabel.csv': [10, 10],
  'truth-tables/shepp-logan-3d-yu-ye-wang.csv': [10, 10],
  'truth-tables/xcist/medium.txt': [888, 5],
};

export const othersTable: SharedTable = {
  title: 'tables, texts and numbers without a header',
  covers:
    /^truth-tables\/|^derived\/.*\.(cfl|s)$|^emission-interfile\/.*\.(s|txt)$|^volumes\/[^/]*\.(img|json)$|^volumes\/pynrrd\/.*\.raw$/,
  refused: {},
  read: (file, source) => recogniseFiles([{ name: file, source }]),
  check: async (file, source) => {
    const shape = TABLES[file];
    if (shape) {
      expect(await othersTable.read(file, source)).toMatchObject({ kind: 'arrays', arrays: [{ shape }] });
      return;
    }
    const rules = ALONE.filter(([path]) => path.test(file));
    expect(rules).toHaveLength(1);
    expect(await sentenceOf(() => othersTable.read(file, source))).toMatch(rules[0]![1]);
  },
};
