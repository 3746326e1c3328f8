// Goes to every place of the page that a visitor comes to, and says what is wrong there for those without eyes or without a
// mouse, and on small and large screens:
//
//   npm run accessibility -- [--build DIR] [--only WORDS] [--size WIDTHxHEIGHT]… [--words FILE]
//
// What axe finds, words that are cut off, and a page that is wider than the screen. `--only` takes places whose names have
// these words; `--words` writes down what a screen reader finds at each place, for a person to read. A built page is taken
// from `--build`, else one is built.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumLaunchOptions } from '../../scripts/software-gpu.mjs';
import { SCENES } from './scenes.ts';
import { readSize, SIZES, Visit } from './visit.ts';

const { values: wanted } = parseArgs({
  options: {
    build: { type: 'string' },
    only: { type: 'string' },
    size: { type: 'string', multiple: true },
    words: { type: 'string' },
  },
});

const print = (text: string) => process.stdout.write(`${text}\n`);

const folder = wanted.build ?? mkdtempSync(join(tmpdir(), 'ct-sandbox-accessibility-'));
if (!wanted.build) await build({ logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
const server = await preview({ logLevel: 'error', build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch(await chromiumLaunchOptions({ webgpu: false }));
const faults = new Map<string, string[]>();
const words: string[] = [];
try {
  for (const scene of SCENES) {
    if (wanted.only && !scene.name.includes(wanted.only)) continue;
    const began = Date.now();
    const visit = new Visit(browser, server.resolvedUrls!.local[0]!, {
      sizes: wanted.size?.map(readSize) ?? SIZES,
      found: (fault, where) => {
        // The same in many places is one fault.
        if (!faults.has(fault)) print(`FAULT at ${where}: ${fault}`);
        faults.set(fault, [...(faults.get(fault) ?? []), where]);
      },
      words: wanted.words === undefined ? null : (text, where) => words.push(`### ${where}\n\n${text}\n`),
    });
    try {
      await scene.walk(visit);
    } catch (error) {
      faults.set(`${scene.name} could not be gone through`, [String(error)]);
      print(`FAULT: ${scene.name} could not be gone through: ${String(error)}`);
    } finally {
      await visit.close();
    }
    print(`${scene.name}: ${visit.places} places (${Math.round((Date.now() - began) / 1000)} s)`);
  }
} finally {
  await browser.close();
  await server.close();
  if (!wanted.build) rmSync(folder, { recursive: true, force: true });
}
if (wanted.words !== undefined) writeFileSync(wanted.words, words.join('\n'));
for (const [fault, places] of faults) print(`\n${fault}\n  ${places.length} times: ${places.slice(0, 6).join('; ')}`);
print(`${faults.size} faults`);
process.exitCode = faults.size > 0 ? 1 : 0;
