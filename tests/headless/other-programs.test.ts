import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NIKON } from '../files/tiny-geometries.ts';
import { HeadlessFolder, resultsIn } from '../support/headless.ts';
import { npyBytes } from '../support/npy.ts';

const folder = new HeadlessFolder();
const views = new Float32Array(4 * 6 * 8).fill(30_000);

test('--geometry fills in how a measurement was set up, and --script writes what makes the same volume elsewhere', async () => {
  folder.put('views.npy', npyBytes(views, [4, 6, 8]));
  folder.put('scan.xtekct', NIKON);
  const reconstruction = { grid: { pixels: 8, pixelSizeMm: 0.1, slices: 2 } };
  const file = folder.put(
    'a.json',
    JSON.stringify({ version: 2, measurement: { sinogram: 'views.npy' }, reconstruction }),
  );
  const ended = await folder.command([
    ...[file, '--out', 'out', '--backend', 'cpu', '--geometry', 'scan.xtekct', '--script', 'astra'],
  ]);
  expect(ended.stderr).toContain('scan.xtekct: z grows from the top of its pictures to their bottom');
  expect(ended.code).toBe(0);
  const { report } = resultsIn(join(folder.path, 'out'));
  expect(report.experiment.scan).toMatchObject({
    geometry: 'cone',
    sourceToIsocenterMm: 100,
    offset: 2,
    startDeg: 150,
  });
  const script = readFileSync(join(folder.path, 'out', 'reconstruct_astra.py'), 'utf8');
  expect(script).toMatch(/^SOURCE_TO_AXIS = 100 /m);
});

test('a script that cannot be is said before anything is computed or written', async () => {
  const file = folder.put(
    'b.json',
    JSON.stringify({ version: 2, scan: { views: 4, channels: 8 }, reconstruction: { method: 'gridrec' } }),
  );
  const ended = await folder.command([file, '--out', 'none', '--backend', 'cpu', '--script', 'tigre']);
  expect(ended).toEqual({
    ...{ code: 2, stdout: '' },
    stderr: 'No script for TIGRE: it has no gridrec. FBP computes the same sums: choose that.\n',
  });
  expect(existsSync(join(folder.path, 'none'))).toBe(false);
});
