// Every real file that lies beside the project, compared with what other programs read of it, or refused with its sentence.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../support/sentences.ts';
import { describeOnSharedData, sharedDataPath } from '../support/shared-data.ts';
import { sharedFacts, sharedSource } from './shared-facts.ts';
import { bartTable } from './shared-tables/complex.ts';
import { dicomTable } from './shared-tables/dicom.ts';
import { edfTable } from './shared-tables/edf.ts';
import { hdf5Table } from './shared-tables/hdf5.ts';
import { interfileTable } from './shared-tables/interfile.ts';
import { othersTable, pngTable, rawTable } from './shared-tables/others.ts';
import { textTable } from './shared-tables/text.ts';
import { tiffTable } from './shared-tables/tiff.ts';
import { volumesTable } from './shared-tables/volumes.ts';

/** One for each kind of file. */
const TABLES = [
  dicomTable,
  hdf5Table,
  tiffTable,
  edfTable,
  interfileTable,
  bartTable,
  textTable,
  volumesTable,
  pngTable,
  rawTable,
  othersTable,
];

/** What says of the files what they are, and under which licence. */
const SAID_OF_THEM = /^(README\.md|facts\.json|provenance\.tsv)$|LICEN[CS]E/;

function filesIn(folder: string): string[] {
  return readdirSync(sharedDataPath('files', ...folder.split('/')), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

describeOnSharedData('real files', () => {
  test('are each in one table, and known to the facts', () => {
    const files = filesIn('').filter((file) => !SAID_OF_THEM.test(file));
    expect(files.length).toBeGreaterThan(250);
    const tablesOf = (file: string) => TABLES.filter(({ covers }) => covers.test(file)).map(({ title }) => title);
    expect(files.filter((file) => tablesOf(file).length !== 1).map((file) => [file, tablesOf(file)])).toEqual([]);
    expect(files.filter((file) => !Object.hasOwn(sharedFacts, file))).toEqual([]);
  });

  describe.each(TABLES.map((table) => [table.title, table] as const))(
    '%s',
    (_, { covers, refused, check, checkRefused, read }) => {
      const files = Object.entries(sharedFacts).filter(([file]) => covers.test(file) && !SAID_OF_THEM.test(file));

      test('are there, each that the table names', () => {
        const paths = files.map(([file]) => file);
        expect(paths.length).toBeGreaterThan(0);
        expect(Object.keys(refused).filter((file) => !paths.includes(file))).toEqual([]);
      });

      test.each(files)('%s', async (file, facts) => {
        const source = sharedSource(file);
        const sentence = refused[file];
        if (sentence === undefined) return check(file, source, facts);
        expect(await sentenceOf(() => read(file, source))).toBe(`${file}: ${sentence}`);
        await checkRefused?.(file, source, facts);
      });
    },
  );
});
