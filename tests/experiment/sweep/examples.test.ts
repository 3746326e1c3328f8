import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadSubject } from '../../../src/experiment/subject.ts';
import { RunPreparation } from '../../../src/experiment/sweep/prepared-run.ts';
import { parseSweep } from '../../../src/experiment/sweep/sweep.ts';

const folder = fileURLToPath(new URL('../../../examples/sweeps/', import.meta.url));

test.each(readdirSync(folder))('examples/sweeps/%s is a sweep whose points all are experiments', async (name) => {
  const sweep = parseSweep(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')), name);
  const preparation = new RunPreparation(sweep, name, (input) => loadSubject(input, async () => new Uint8Array()));
  const first = sweep.runs.filter((_, i) => i % sweep.seeds.length === 0);
  for (const run of first) expect((await preparation.prepare(run)).experiment.seed).toBe(sweep.seeds[0]);
  expect(first.length).toBeGreaterThan(4);
});
