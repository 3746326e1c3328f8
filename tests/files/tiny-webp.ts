// Small WebP pictures, as libwebp itself writes them.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import encoder from '@jsquash/webp/codec/enc/webp_enc.js';
import { defaultOptions } from '@jsquash/webp/meta.js';

const folder = dirname(createRequire(import.meta.url).resolve('@jsquash/webp/package.json'));
const module = new WebAssembly.Module(await readFile(join(folder, 'codec/enc/webp_enc.wasm')));
const started = await encoder({
  noInitialRun: true,
  instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => {
    const instance = new WebAssembly.Instance(module, imports);
    receive(instance);
    return instance.exports;
  },
} as never);

export const [ROWS, COLUMNS] = [12, 20] as const;
/** A slope. */
export const greyAt = (column: number) => 40 + 8 * column;

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** @param lossless whether every pixel stays as it is */
export function tinyWebp(colour: (column: number) => Colour, lossless: boolean): Uint8Array {
  const data = Uint8Array.from(
    { length: 4 * ROWS * COLUMNS },
    (_, i) => colour(Math.floor(i / 4) % COLUMNS)[(i % 4) as 0 | 1 | 2 | 3],
  );
  const options = { ...defaultOptions, quality: 95, lossless: lossless ? 1 : 0, exact: 1 };
  return new Uint8Array(started.encode(data, COLUMNS, ROWS, options)!);
}

export const grey = (column: number): Colour => [greyAt(column), greyAt(column), greyAt(column), 255];

/** One of each kind, for mutations to start from. */
export const WEBPS: readonly Uint8Array[] = [
  tinyWebp(grey, true),
  tinyWebp(grey, false),
  tinyWebp((column) => [200, 100, 50, 12 * column], false),
];
