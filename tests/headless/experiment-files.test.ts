import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { wholeOf } from '../../src/files/byte-source.ts';
import { ExperimentFiles } from '../../src/headless/experiment-files.ts';
import { npyBytes } from '../support/npy.ts';
import { sentenceOf } from '../support/sentences.ts';

const folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

test('files of an experiment are looked for in its folder, whatever it calls them', async () => {
  const values = Float32Array.from({ length: 12 * 16 }, (_, i) => (i % 16) / 16);
  const [array, other] = [npyBytes(values, [12, 16]), mkdtempSync(join(tmpdir(), 'ct-sandbox-elsewhere-'))];
  writeFileSync(join(other, 'elsewhere.npy'), array);
  mkdirSync(join(folder, 'below'), { recursive: true });
  put('below/inside.npy', array);
  symlinkSync(join(other, 'elsewhere.npy'), join(folder, 'link.npy'));
  symlinkSync(join(folder, 'below'), join(folder, 'way'));
  symlinkSync('loop.npy', join(folder, 'loop.npy'));
  execFileSync('mkfifo', [join(folder, 'pipe.npy')]);
  const files = new ExperimentFiles(folder, false);
  const anywhere = new ExperimentFiles(folder, true);
  for (const name of ['below/inside.npy', './below/../below/inside.npy', 'way/inside.npy']) {
    expect(await wholeOf(await files.find(name))).toEqual(array);
  }
  const outside = (name: string) =>
    `${name}: is outside the experiment's folder; only files inside it are read, unless --allow-outside is given`;
  const absolute = join(other, 'elsewhere.npy');
  const climbing = relative(folder, absolute);
  for (const name of [absolute, climbing, 'link.npy']) {
    expect(await sentenceOf(() => files.find(name))).toBe(new InputError(outside(name)).message);
    expect(await wholeOf(await anywhere.find(name))).toEqual(array);
  }
  expect(await sentenceOf(() => files.find('pipe.npy'))).toBe('pipe.npy: is a device or a pipe, not a file');
  expect(await sentenceOf(() => files.find('below'))).toBe('below: is a folder, not a file');
  expect(await sentenceOf(() => files.find('loop.npy'))).toBe('loop.npy: is a link that points to itself');
  expect(await sentenceOf(() => files.find('a\0b'))).toBe('a\ufffdb: cannot be the name of a file');
  expect(await sentenceOf(() => files.find('below/inside.npy/x'))).toBe('below/inside.npy/x: there is no such file');
  expect(await sentenceOf(() => anywhere.find('/dev/zero'))).toBe('/dev/zero: is a device or a pipe, not a file');
  // A file of holes takes no room, and is not read.
  truncateSync(join(folder, put('large.npy', '')), 2 ** 30 + 1);
  expect(await sentenceOf(() => files.find('large.npy'))).toBe(
    'large.npy: has 1073741825 bytes; at most 1073741824 are read',
  );
  rmSync(other, { recursive: true });
});
