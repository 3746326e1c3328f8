import { afterEach, describe, expect, test } from 'vitest';
import { recogniseFiles } from '../../src/app/files/opened-files.ts';
import { InputError } from '../../src/errors.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { fieldWords } from '../../src/experiment/spec-fields.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { type ByteSource, bytesInMemory, wholeOf } from '../../src/files/byte-source.ts';
import { describeFile, formatOf } from '../../src/files/describe-file.ts';
import type { FileFormat } from '../../src/files/format.ts';
import { FORMATS } from '../../src/files/registry.ts';

/** What a folder of a format of one's own exports: `TABLE 2 3 0.5` and then 2 × 3 numbers, 0.5 mm apart. */
const table: FileFormat = {
  name: 'table',
  words: { short: 'TABLE', phrase: 'a table of numbers' },
  extensions: ['table'],
  holds: ['image', 'readings'],
  recognises: (head) => textOf(head).startsWith('TABLE '),
  load: async () => ({
    readArray: async (source, name, { mayBeRead }) => {
      const { shape, spacingMm, data } = await parsed(source, name);
      mayBeRead(shape);
      return { shape, data, pixelSize: { mm: spacingMm } };
    },
    lookAt: async (source, name) => {
      const { shape, data } = await parsed(source, name);
      return { shape, sample: { shape, data }, list: null, white: null };
    },
  }),
};

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function parsed(source: ByteSource, name: string) {
  const [rows, columns, spacingMm, ...values] = textOf(await wholeOf(source))
    .slice(6)
    .split(/\s+/)
    .map(Number);
  if (values.length !== rows! * columns!) throw new InputError(`${name}: has ${values.length} numbers`);
  return { shape: [rows!, columns!], spacingMm: spacingMm!, data: Float32Array.from(values) };
}

let remove = () => {};
afterEach(() => remove());

const bytes = new TextEncoder().encode('TABLE 2 3 0.5 1 2 3 4 5 6');
const read = async () => bytes;
const open = (...files: Uint8Array[]) =>
  recogniseFiles(files.map((file, i) => ({ name: `${i}.table`, source: bytesInMemory(file) })));

test('a format of one’s own needs its spec and its registration', async () => {
  await expect(open(bytes)).rejects.toThrow(/0\.table: is a text file.*images \(DICOM, (?!.*TABLE)/);
  remove = FORMATS.add(table);

  expect(formatOf(bytes)).toBe(table);
  expect(describeFile(bytes)).toBe('a table of numbers');
  const image = await loadSubject(parseExperimentInput({ phantom: { image: 'a.table' } }), read);
  expect(image).toMatchObject({
    kind: 'image',
    grid: { rows: 2, columns: 3, pixelSizeMm: 0.5 },
    values: Float32Array.of(1, 2, 3, 4, 5, 6),
  });
  const measured = { measurement: { sinogram: 'a.table', transpose: false }, scan: { views: 2, channels: 3 } };
  const measurement = await loadSubject(parseExperimentInput(measured), read);
  expect(measurement).toMatchObject({ views: 2, channels: 3, lineIntegrals: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

test('what may be measured says so in the documentation', () => {
  expect(fieldWords()['measurement.sinogram']!.means).not.toContain('TABLE');
  remove = FORMATS.add(table);
  expect(fieldWords()['measurement.sinogram']!.means).toMatch(
    /a file of readings \(NPY, .* or TABLE\), \[views, channels\]/,
  );
  expect(fieldWords()['measurement.anglesDeg']!.means).toMatch(/a file \(NPY\b[^)]*\) with an angle for each view/);
  expect(fieldWords()['measurement.anglesDeg']!.means).not.toContain('TABLE');
});

test('opened in the page, files of it are seen for what they are, and the damaged one is named', async () => {
  remove = FORMATS.add(table);
  const opened = await open(bytes, bytes);
  expect(opened).toMatchObject({ kind: 'arrays', arrays: [{ shape: [2, 3], look: { least: 1, most: 6 } }, {}] });
  await expect(open(bytes.subarray(0, -2))).rejects.toThrow('0.table: has 5 numbers');
  await expect(open(new TextEncoder().encode('Dear all,'))).rejects.toThrow(
    /^0\.table: is a text file; the sandbox opens phantoms \(JSON\), images \(DICOM, .*, TABLE\) and sinograms \(NPY, .*, TABLE\)$/,
  );
  const input = parseExperimentInput({ phantom: { image: 'a.txt' } });
  await expect(loadSubject(input, async () => new Uint8Array(3))).rejects.toThrow(
    /an image must be a DICOM, NIfTI, .* or TABLE file$/,
  );
});

describe.each(FORMATS.all)('the decoder of $words.short files', (format) => {
  test('reads what the format is said to hold', async () => {
    const { readArray, unpack, lookAt, readList, readDocument, arraysIn } = await format.load();
    const has = {
      document: readDocument,
      image: readArray ?? unpack ?? arraysIn,
      readings: (readArray && lookAt) ?? arraysIn,
      angles: readList ?? arraysIn,
    };
    expect(format.holds.length).toBeGreaterThan(0);
    for (const holding of format.holds) expect(has[holding], holding).toBeTypeOf('function');
  });
});
