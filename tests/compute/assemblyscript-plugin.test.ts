import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { madeFrom } from '../../scripts/assemblyscript-plugin.mjs';

// What has been compiled is kept by what it was made from: a module must never be another source's.
let folder: string;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const made = () => madeFrom(join(folder, 'index.ts'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-sandbox-wasm-'));
  write('index.ts', "export * from './part';");
  write('part.ts', 'export const one: f32 = 1;');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the same sources are known again, whenever they were written', () => {
  const before = made();
  write('part.ts', 'export const one: f32 = 1;');
  expect(made()).toBe(before);
});

test('another byte, another name, another file and another entry make another module', () => {
  const seen = [made(), madeFrom(join(folder, 'part.ts'))];
  write('part.ts', 'export const one: f32 = 2;');
  seen.push(made());
  renameSync(join(folder, 'part.ts'), join(folder, 'other.ts'));
  seen.push(made());
  write('more.ts', '');
  seen.push(made());
  // The end of one file is not the beginning of the next.
  write('more.ts', 'e');
  seen.push(made());
  expect(new Set(seen).size).toBe(seen.length);
});
