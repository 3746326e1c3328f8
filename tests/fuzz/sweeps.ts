// Files of sweeps: from their text to the experiments of some of their runs, and into a link and back.

import { sweepSummary } from '../../src/app/sweep/sweep-summary.ts';
import { InputError } from '../../src/errors.ts';
import { besidesFromHash, jsonFromHash } from '../../src/experiment/link.ts';
import { loadSubject } from '../../src/experiment/subject.ts';
import { RunPreparation } from '../../src/experiment/sweep/prepared-run.ts';
import { parseSweep, type Sweep } from '../../src/experiment/sweep/sweep.ts';
import { sweepFromLink, sweepHash } from '../../src/experiment/sweep/sweep-in-link.ts';
import { outlineOf } from '../../src/experiment/sweep/sweep-result.ts';
import { meansCsv, runsCsv } from '../../src/experiment/sweep/sweep-table.ts';
import { parseJson } from '../../src/json-text.ts';
import type { Choices } from './choices.ts';
import { jsonText, mutatedJson } from './mutate-json.ts';
import { planSizes } from './plan-sizes.ts';
import { SWEEPS } from './samples.ts';

/** Of so many runs the experiments are made; a sweep may have ten thousand. */
const SOME_RUNS = 3;
/** What a page shows of a sweep before it is run. */
const MOST_SUMMARY_CHARACTERS = 3000;

/** Brings a file of a sweep. */
export function bringSweep(choices: Choices): () => Promise<void> {
  const text = jsonText(mutatedJson(choices.of(SWEEPS), choices), choices);
  return async () => {
    const json = parseJson(text, 'sweep.json');
    const sweep = parseSweep(json, 'sweep.json');
    if (sweepSummary(sweep).length > MOST_SUMMARY_CHARACTERS) throw new Error('a summary that is too long');
    const ids = new Set(sweep.runs.map(({ id }) => id.toLowerCase()));
    if (ids.size < sweep.runs.length) throw new Error('two runs have the same name');
    const nothing = sweep.runs.map(() => undefined);
    for (const table of [runsCsv, meansCsv]) table(outlineOf(sweep), nothing);
    mustOpenFromLink(json, sweep);
    await prepareSome(sweep);
  };
}

async function prepareSome(sweep: Sweep): Promise<void> {
  const preparation = new RunPreparation(sweep, 'sweep.json', (input) =>
    loadSubject(input, async (name) => {
      throw new InputError(`${name}: there is no such file`);
    }),
  );
  const every = Math.ceil(sweep.runs.length / SOME_RUNS);
  for (const run of sweep.runs.filter((_, i) => i % every === 0)) {
    const { experiment, subject } = await preparation.prepare(run);
    planSizes(experiment, subject);
  }
}

/** What a link carries of it makes the same runs. */
function mustOpenFromLink(json: unknown, sweep: Sweep): void {
  const hash = linkOf(json);
  if (hash === null) return;
  const { sweep: besides } = besidesFromHash(hash) as { readonly sweep: unknown };
  const again = parseSweep(sweepFromLink(besides, jsonFromHash(hash), 'This link'));
  const idsOf = ({ runs }: Sweep) => runs.map(({ id }) => id).join(' ');
  if (idsOf(again) !== idsOf(sweep)) throw new Error(`a link has other runs: ${idsOf(again)} of ${idsOf(sweep)}`);
}

/** `null` where no link can be made of it, for a reason that is told. */
function linkOf(json: unknown): string | null {
  try {
    return sweepHash(json);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
