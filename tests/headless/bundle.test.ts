import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { HeadlessFolder, resultsIn, runNode, withoutDriver } from '../support/headless.ts';

const folder = new HeadlessFolder();
const root = fileURLToPath(new URL('../../', import.meta.url));
const bundle = join(folder.path, 'dist', 'headless.mjs');

beforeAll(async () => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const args = [vite, 'build', '-c', 'vite.headless.config.ts', '--outDir', dirname(bundle), '--logLevel', 'error'];
  const { code, stderr } = await runNode(args, {}, root);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, 60_000);

test('the build makes one file, whose only import besides Node itself is webgpu, and the licences of what is in it', () => {
  expect(readdirSync(dirname(bundle)).sort()).toEqual(['headless-third-party-notices.txt', 'headless.mjs']);
  expect(readFileSync(join(dirname(bundle), 'headless-third-party-notices.txt'), 'utf8')).toMatch(
    /^valibot [\d.]+ \(MIT\)$/m,
  );
  const source = readFileSync(bundle, 'utf8');
  const imported = Array.from(
    source.matchAll(
      /^\s*(?:import|export)\b[^'"`;]*?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
    (match) => match[1] ?? match[2]!,
  );
  expect(imported.length).toBeGreaterThan(3);
  expect([...new Set(imported.filter((name) => !isBuiltin(name)))]).toEqual(['webgpu']);
});

test('it runs on its own, threads and all, where there is nothing else', async () => {
  const file = folder.put(
    'small.json',
    JSON.stringify({ scan: { views: 6, channels: 30 }, reconstruction: { pixels: 16 } }),
  );
  const ended = await runNode([bundle, file, '--out', 'out', '--backend', 'cpu'], withoutDriver, folder.path);
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  const results = resultsIn(join(folder.path, 'out'));
  expect(results.files).toHaveLength(5);
  expect(results.npy('sinogram.npy').shape).toEqual([6, 30]);
});
