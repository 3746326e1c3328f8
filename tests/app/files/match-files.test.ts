import { expect, test } from 'vitest';
import { matchFiles } from '../../../src/app/files/match-files.ts';

const match = (names: string[], files: string[]) => {
  const { found, missing } = matchFiles(names, new Map(files.map((name) => [name, name])));
  return [Object.fromEntries(found), missing];
};

test('files are found by their names, without folders and capitals where that leaves no doubt', () => {
  expect(match(['a.npy'], ['a.npy', 'A.npy'])).toEqual([{ 'a.npy': 'a.npy' }, []]);
  expect(match(['data/a.npy', 'C:\\scans\\b.npy'], ['a.npy', 'b.npy'])).toEqual([
    { 'data/a.npy': 'a.npy', 'C:\\scans\\b.npy': 'b.npy' },
    [],
  ]);
  expect(match(['data/a.npy'], ['A.NPY'])).toEqual([{ 'data/a.npy': 'A.NPY' }, []]);
  // macOS writes accents apart from their letters.
  expect(match(['pi\u00e8ce.npy'], ['pie\u0300ce.npy'])).toEqual([{ 'pi\u00e8ce.npy': 'pie\u0300ce.npy' }, []]);
});

test('what could be either of two is not found', () => {
  expect(match(['a.npy'], ['A.npy', 'a.NPY'])).toEqual([{}, ['a.npy']]);
  expect(match(['one/a.npy', 'two/a.npy'], ['a.npy'])).toEqual([{}, ['one/a.npy', 'two/a.npy']]);
  expect(match(['a.npy', 'A.npy'], ['a.npy'])).toEqual([{ 'a.npy': 'a.npy' }, ['A.npy']]);
});
