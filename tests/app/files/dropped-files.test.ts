import { expect, test } from 'vitest';
import { distinctlyNamed } from '../../../src/app/files/dropped-files.ts';

test('files of one name in several folders are told apart by their folders, with all that lies beside them', async () => {
  const file = (path: string) => ({ file: new File([path], path.replace(/^.*\//, '')), path });
  const files = distinctlyNamed(
    ['disc/scout/I10.dcm', 'disc/axial/I10.dcm', 'disc/axial/I20.dcm', 'disc/README'].map(file),
  );
  expect(files.map(({ name }) => name)).toEqual([
    'disc/scout/I10.dcm',
    'disc/axial/I10.dcm',
    'disc/axial/I20.dcm',
    'README',
  ]);
  expect(await Promise.all(files.map((one) => one.text()))).toEqual([
    'disc/scout/I10.dcm',
    'disc/axial/I10.dcm',
    'disc/axial/I20.dcm',
    'disc/README',
  ]);
});
