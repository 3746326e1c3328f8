// Any experiment run after any other in one session gives what a fresh session gives, bit for bit.

import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../support/random.ts';
import { cpuOperators } from '../support/walk.ts';
import { differing } from './differing.ts';
import { EXPERIMENTS, FAMILIES, REPRESENTATIVES } from './experiments.ts';
import { pairWalk } from './pair-walk.ts';
import { LawSession, type Results } from './run-in-session.ts';

/** Some views in every step, and a last step of fewer. */
const PLAYED = { viewsPerStep: 8 };

const fresh = new Map<string, Results>();
const freshlyPlayed = new Map<string, Results>();

beforeAll(async () => {
  for (const [name, json] of Object.entries(EXPERIMENTS))
    fresh.set(name, await new LawSession(cpuOperators()).run(json));
  for (const name of REPRESENTATIVES) {
    freshlyPlayed.set(name, await new LawSession(cpuOperators()).run(EXPERIMENTS[name], PLAYED));
  }
});

test('a walk goes from each to each other one, once', () => {
  for (const count of [2, 3, 8]) {
    const walk = pairWalk(count);
    const pairs = walk.slice(1).map((to, i) => `${walk[i]} → ${to}`);
    expect(new Set(pairs).size).toBe(count * (count - 1));
    expect(pairs.length).toBe(count * (count - 1));
    expect(walk.slice(1).every((to, i) => to !== walk[i])).toBe(true);
  }
});

test('no two of the experiments give the same, so that one taken for another is seen', () => {
  const same: string[] = [];
  const all = [...fresh];
  for (const [i, [name, results]] of all.entries()) {
    for (const [other, others] of all.slice(0, i)) {
      if (differing(results, others).length === 0) same.push(`${name} = ${other}`);
    }
  }
  expect(same).toEqual([]);
});

/** What a run of a walk gave other than a fresh session, said with what went before it. */
async function unlike(names: readonly string[], walk: readonly number[]): Promise<string[]> {
  const session = new LawSession(cpuOperators());
  const found: string[] = [];
  let before = 'nothing';
  for (const index of walk) {
    const name = names[index]!;
    const odd = differing(await session.run(EXPERIMENTS[name]), fresh.get(name)!);
    if (odd.length > 0) found.push(`${name} after ${before}: another ${odd.join(', ')}`);
    before = name;
  }
  expect(session.release()).toBe(0);
  return found;
}

describe('each experiment after each other one gives what a fresh session gives', () => {
  test.each(Object.entries(FAMILIES))('among %s', async (_, family) => {
    const names = Object.keys(family);
    expect(await unlike(names, pairWalk(names.length))).toEqual([]);
  });

  test('across all of them', async () => {
    expect(await unlike(REPRESENTATIVES, pairWalk(REPRESENTATIVES.length))).toEqual([]);
  });
});

test('so does each that is played view by view, and each after one that was played', async () => {
  const names = REPRESENTATIVES;
  const session = new LawSession(cpuOperators());
  const found: string[] = [];
  const walk = pairWalk(names.length);
  for (const [i, index] of walk.entries()) {
    const name = names[index]!;
    // Every other one is played, in one half of the walk those on odd places and in the other the rest.
    const isPlayed = (i + Math.floor((2 * i) / walk.length)) % 2 === 0;
    const results = await session.run(EXPERIMENTS[name], isPlayed ? PLAYED : {});
    const odd = differing(results, (isPlayed ? freshlyPlayed : fresh).get(name)!);
    const before = i > 0 ? names[walk[i - 1]!] : 'nothing';
    if (odd.length > 0) found.push(`${name}${isPlayed ? ', played,' : ''} after ${before}: another ${odd.join(', ')}`);
  }
  expect(session.release()).toBe(0);
  expect(found).toEqual([]);
});

describe('so does each after one that came to no end', () => {
  /** A run fails where it is: a device does, or whoever looks on. Or its signal is given. */
  const ways = ['fails', 'is aborted'] as const;

  test.each(ways)('because it %s', async (way) => {
    const random = seededRandom(11);
    const names = REPRESENTATIVES.filter((_, i) => i % 2 === 0);
    const session = new LawSession(cpuOperators());
    const found: string[] = [];
    let cut = 0;
    const check = async (name: string, after: string) => {
      const odd = differing(await session.run(EXPERIMENTS[name]), fresh.get(name)!);
      if (odd.length > 0) found.push(`${name} after ${after}: another ${odd.join(', ')}`);
    };
    const walk = pairWalk(names.length);
    for (const [i, index] of walk.entries()) {
      const [name, next] = [names[index]!, names[walk[i + 1] ?? 0]!];
      await check(name, 'the end of another');
      const controller = new AbortController();
      const reason = new Error('no further');
      const last = Math.floor(30 * random() ** 2);
      const manner = random() < 0.3 ? PLAYED : {};
      const at = (event: number) => {
        if (event !== last) return;
        if (way === 'fails') throw reason;
        controller.abort(reason);
      };
      try {
        await session.run(EXPERIMENTS[next], { ...manner, signal: controller.signal, at });
      } catch (error) {
        expect(error).toBe(reason);
        cut++;
      }
      // What is there of the one must not pass for the whole of it, nor have spoilt the other.
      if (random() < 0.5) await check(name, `itself and ${next}, cut short at ${last}`);
    }
    expect(session.release()).toBe(0);
    expect(found).toEqual([]);
    expect(cut).toBeGreaterThan(walk.length / 3);
  });
});
