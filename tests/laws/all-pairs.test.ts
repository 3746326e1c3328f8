// Any experiment run after any other in one session gives what a fresh session gives, bit for bit.

import { describe, expect, test } from 'vitest';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';
import { differing } from './differing.ts';
import { EXPERIMENTS, FAMILIES, REPRESENTATIVES } from './experiments.ts';
import { OneAfterAnother, PLAYED, runAlone } from './one-after-another.ts';
import { inParts, pairWalk } from './pair-walk.ts';
import type { Results } from './run-in-session.ts';

const fresh = new Map<string, Promise<Results>>();
const inOneSession = () => new OneAfterAnother(cpuOperators(), fresh);

test('a walk goes from each to each other one, once', () => {
  for (const count of [2, 3, 8]) {
    const walk = pairWalk(count);
    const pairs = walk.slice(1).map((to, i) => `${walk[i]} → ${to}`);
    expect(new Set(pairs).size).toBe(count * (count - 1));
    expect(pairs.length).toBe(count * (count - 1));
    expect(walk.slice(1).every((to, i) => to !== walk[i])).toBe(true);
  }
});

test('its parts have each pair of it, once', () => {
  const walk = pairWalk(9);
  const pairsOf = (steps: readonly number[]) => steps.slice(1).map((to, i) => `${steps[i]} → ${to}`);
  for (const parts of [1, 2, 5]) expect(inParts(walk, parts).flatMap(pairsOf)).toEqual(pairsOf(walk));
});

/** As many parts as keep each of them to some hundreds of runs. */
const MOST_RUNS = 600;
const partsOf = <Step>(about: string, walk: readonly Step[]) => {
  const parts = inParts(walk, Math.ceil(walk.length / MOST_RUNS));
  return parts.map((steps, i) => [parts.length > 1 ? `${about}, part ${i + 1}` : about, steps] as const);
};

test('no two of the experiments give the same, so that one taken for another is seen', async () => {
  const same: string[] = [];
  const all: [string, Results][] = [];
  for (const name of Object.keys(EXPERIMENTS)) {
    const alone = runAlone(cpuOperators(), { name });
    fresh.set(name, alone);
    const results = await alone;
    for (const [other, others] of all) if (differing(results, others).length === 0) same.push(`${name} = ${other}`);
    all.push([name, results]);
  }
  expect(same).toEqual([]);
});

describe('each experiment after each other one gives what a fresh session gives', () => {
  const families = Object.entries(FAMILIES).map(([about, family]) => [about, Object.keys(family)] as const);
  const walks = [...families, ['all of them', REPRESENTATIVES] as const].flatMap(([about, names]) =>
    partsOf(
      about,
      pairWalk(names.length).map((index) => names[index]!),
    ),
  );
  test.each(walks)('among %s', async (_, names) => {
    const session = inOneSession();
    for (const name of names) await session.run({ name });
    session.end();
  });
});

describe('so does each that is played view by view, and each after one that was played', () => {
  const runs = pairWalk(REPRESENTATIVES.length).map((index, i, walk) => {
    // Every other one is played, in one half of the walk those on even places and in the other the rest.
    const isPlayed = (i + Math.floor((2 * i) / walk.length)) % 2 === 0;
    return { name: REPRESENTATIVES[index]!, ...(isPlayed && PLAYED) };
  });
  test.each(partsOf('among all of them', runs))('%s', async (_, part) => {
    const session = inOneSession();
    for (const run of part) await session.run(run);
    session.end();
  });
});

test('so does one that was played by other steps before, whose sums have other bits', async () => {
  const session = inOneSession();
  const byOthers = { viewsPerStep: 3 };
  const last = new Map<object, Float32Array>();
  for (const name of ['parallel rays', 'a fan']) {
    for (const manner of [PLAYED, byOthers, PLAYED]) {
      await session.run({ name, ...manner });
      last.set(manner, (await runAlone(cpuOperators(), { name, ...manner })).slice);
    }
    expect(last.get(byOthers), name).not.toEqual(last.get(PLAYED));
  }
  session.end();
});

test.each(['fails', 'is aborted'] as const)('so does each after one that %s on its way', async (way) => {
  const random = seededRandom(11);
  const names = REPRESENTATIVES.filter((_, i) => i % 2 === 0);
  const session = inOneSession();
  const walk = pairWalk(names.length).map((index) => names[index]!);
  let cut = 0;
  for (const [i, name] of walk.entries()) {
    await session.run({ name });
    const next = { name: walk[i + 1] ?? walk[0]!, ...(random() < 0.3 && PLAYED) };
    if (await session.cutShort(next, way, Math.floor(30 * random() ** 2))) cut++;
    // What there is of it must not pass for the whole, nor have spoilt what was there.
    if (random() < 0.5) await session.run({ name });
  }
  session.end();
  expect(cut).toBeGreaterThan(walk.length / 3);
});
