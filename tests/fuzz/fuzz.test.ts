// What `npm run fuzz` does, of so much that it takes some seconds.

import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { DOORS } from './doors.ts';
import { fuzz } from './fuzz.ts';
import { READER_DOORS } from './reader-doors.ts';

/** An experiment at its extremes takes ten times as long as anything else, and many files take as long as all of them. */
const COUNTS: Readonly<Record<string, number>> = { extreme: 200, 'files dropped together': 400 };
/** Each reads a file in several ways; a codec or library that has to begin anew takes longest. */
const READER_COUNTS: Readonly<Record<string, number>> = {
  'compressed dicom': 100,
  hdf5: 60,
  'k-space': 60,
  zip: 100,
  gzip: 100,
};
const COUNT_OF_READERS = 200;
const READERS = new Set(READER_DOORS.map(({ name }) => name));
const COUNT = (door: string) =>
  READERS.has(door) ? (READER_COUNTS[door] ?? COUNT_OF_READERS) : (COUNTS[door] ?? 1000);

describe('whatever is brought to a door is accepted or refused in one clean sentence, in time and in bounds', () => {
  test.each(DOORS.map(({ name }) => name))('%s', async (door) => {
    const [outcome] = await fuzz({ seed: 1, count: COUNT(door), door });
    expect(outcome!.failures).toEqual([]);
    // Neither all nothing nor all right.
    expect(Math.min(outcome!.accepted, outcome!.refused)).toBeGreaterThan(COUNT(door) / 50);
  });
});

test('the same seed brings the same', async () => {
  const tally = async (seed: number) =>
    (await fuzz({ seed, count: 6 })).map(({ door, accepted, refused }) => [door, accepted, refused]);
  expect(await tally(3)).toEqual(await tally(3));
  expect(await tally(3)).not.toEqual(await tally(4));
});

describe('what is no clean sentence is found', () => {
  /** Works for so long by the processor's own time, and by the clock. */
  const work = (ms: number) => {
    const [start, startOfWork] = [performance.now(), process.cpuUsage()];
    while (performance.now() - start < ms || process.cpuUsage(startOfWork).user < 1000 * ms);
  };
  const keep: unknown[] = [];
  test.each<[string, () => unknown, RegExp]>([
    ['an error of the engine', () => JSON.parse('{'), /^SyntaxError/],
    ['a stack that is too deep', () => deepCall(), /^RangeError/],
    ['what comes later', () => Promise.reject(new TypeError('x is not a function')), /^TypeError/],
    ['words of the engine', () => refuse('a.json: Unexpected token }'), /^words of the engine/],
    ['nothing', () => refuse(''), /^a sentence of 0 characters/],
    ['time', () => work(110), /^took \d{3} ms/],
    ['memory', () => keep.push(new Uint8Array(2 ** 28 + 2 ** 20)), /^took 2\d{8} bytes/],
  ])('%s', async (name, open, what) => {
    const [outcome] = await fuzz({
      seed: 1,
      count: 1,
      doors: [{ name, bring: () => open }],
      mostMs: name === 'time' ? 100 : 10_000,
    });
    keep.length = 0;
    expect(outcome!.failures).toEqual([{ door: name, number: 0, what: expect.stringMatching(what) }]);
  });
});

function refuse(sentence: string): never {
  throw new InputError(sentence);
}

function deepCall(): number {
  return 1 + deepCall();
}
