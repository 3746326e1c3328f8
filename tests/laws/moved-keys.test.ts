// The laws are worth as much as the experiments they are tried on: these move every key that there is.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { EXPERIMENTS, REPRESENTATIVES } from './experiments.ts';
import { type SchemaKey, schemaKeys, valuesByPath } from './schema-keys.ts';

// That it is the one that the program checks by is tested in schemas.test.ts. What is not of version 1 is of the newest.
const { else: schema } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../schemas/experiment.schema.json', import.meta.url)), 'utf8'),
);
/** These say what the value is, not what is done; there is one modality. */
const ABOUT_THE_VALUE = ['version', '$schema', 'acquisition.modality'];
/** By the keys of the newest version, of whichever they are. */
const inputs = Object.fromEntries(
  Object.entries(EXPERIMENTS).map(([name, json]) => [name, parseExperimentInput(json)]),
);
const keys = [...schemaKeys(schema)].filter(([path]) => !ABOUT_THE_VALUE.includes(path));

/** How many of the experiments give a key something else than what it has without being given. */
function moves(names: readonly string[], path: string, { defaults }: SchemaKey): number {
  // What is usual in one geometry is something else in another.
  const isMoved = (value: unknown) => defaults.size > 1 || !defaults.has(value);
  return names.filter((name) => valuesByPath(inputs[name]).some(([at, value]) => at === path && isMoved(value))).length;
}

describe('the experiments of the laws', () => {
  test('are asked for the keys that there are', () => {
    const paths = keys.map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['scan.views', 'acquisition.beam.voltageKV', 'seed']));
    expect(paths.length).toBeGreaterThan(50);
  });

  test.each(keys)('move %s, two of them at least', (path, key) => {
    expect(moves(Object.keys(EXPERIMENTS), path, key)).toBeGreaterThanOrEqual(2);
  });

  // What is read of files is tried where it is read.
  const choices = keys.filter(([path, { words }]) => words.size > 0 && !path.startsWith('phantom'));
  test.each(choices)('say each of the words that %s takes, or leave it out', (path, { words, defaults }) => {
    const said = new Set([
      ...defaults,
      ...Object.values(inputs).flatMap((input) =>
        valuesByPath(input).flatMap(([at, value]) => (at === path ? [value] : [])),
      ),
    ]);
    expect([...words].filter((word) => !said.has(word))).toEqual([]);
  });

  test('are moved among the representatives too, wherever it is not a matter of how a file is read', () => {
    const unmoved = keys.filter(([path, key]) => moves(REPRESENTATIVES, path, key) === 0).map(([path]) => path);
    expect(unmoved.filter((path) => !path.startsWith('phantom') && !path.startsWith('measurement'))).toEqual([]);
  });
});
