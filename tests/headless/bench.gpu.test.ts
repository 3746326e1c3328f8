import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BenchReport } from '../../src/headless/bench.ts';
import { HeadlessFolder, withGpu } from '../support/headless.ts';

const folder = new HeadlessFolder();

test('the GPU is measured by every kernel, and one in software makes no claim to speed', async () => {
  const { code, stdout, stderr } = await folder.command(
    'bench --sizes 16,32 --backend gpu --json bench.json'.split(' '),
    await withGpu(),
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { machine, rows, notes } = JSON.parse(readFileSync(join(folder.path, 'bench.json'), 'utf8')) as BenchReport;
  expect(
    rows
      .filter((row) => row.pixels === (row.kernel === 'cone' ? 16 : 32))
      .map(({ kernel, variant }) => [kernel, variant]),
  ).toEqual([
    ['back-project', 'texture'],
    ['back-project', 'tile'],
    ['back-project', 'plain'],
    ['gridrec', null],
    ['scan', null],
    ['filter', null],
    ['scan-image', null],
    ['cone', 'texture'],
    ['cone', 'gather'],
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ backend: 'gpu', device: machine.adapter, threads: null, isRight: true });
    expect(row.medianMs).toBeGreaterThan(0);
    // Texture units have weights of 8 bits, and say so.
    const isApproximate = row.variant === 'texture';
    expect([row.gate, row.approximation !== null]).toEqual(isApproximate ? [1e-3, true] : [1e-4, false]);
    if (!row.isSoftware) continue;
    expect(row).toMatchObject({ gigaPerSecond: null, fractionOfCeiling: null, runs: 1 });
    expect(stdout).not.toMatch(/GUPS/);
    expect(notes.join('\n')).toMatch(/emulated in software: its times say nothing about GPUs/);
  }
});
