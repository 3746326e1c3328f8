import { describe, expect, test } from 'vitest';
import { NewestWish } from '../../src/app/newest-wish.ts';
import type { Notices } from '../../src/app/notices.ts';
import { Opening, type Wisher } from '../../src/app/opening.ts';
import { PresentExperiment } from '../../src/app/present-experiment.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { linkHash } from '../../src/experiment/link.ts';

/** Opening as the page has it, without a page: what is taken is the present experiment. */
async function opened(hash = '') {
  const present = new PresentExperiment();
  const wishes = new NewestWish();
  const taken: unknown[] = [];
  const told: string[] = [];
  const settled: number[] = [];
  const notices = { failure: (error: unknown) => told.push((error as Error).message) } as unknown as Notices;
  const opening: Opening = new Opening(present, notices, wishes, {
    base: () => present.pair,
    prepare: (_input, experiment) => experiment,
    take: async (experiment, subject, wisher: Wisher) => {
      present.open(experiment, subject);
      taken.push(wisher === 'lab' ? [experiment.phantom, 'lab'] : experiment.phantom);
    },
    onBegin: () => undefined,
    onSettled: () => settled.push(taken.length),
  });
  await opening.openAddress(hash);
  taken.length = 0;
  settled.length = 0;
  return { opening, present, wishes, taken, told, settled };
}

const link = (phantom: unknown) => linkHash({ phantom } as Experiment);
const file = (name: string, json: unknown) => new File([JSON.stringify(json)], name);
const PHANTOM = {
  name: 'mine',
  fieldSizeMm: 100,
  values: 'hounsfield',
  shapes: [{ type: 'ellipse', x: 0, y: 0, semiAxisX: 9, semiAxisY: 9, value: 0 }],
};

describe('the newest wish wins, whatever came before it', () => {
  type Given = Awaited<ReturnType<typeof opened>>;
  const wishes: Readonly<Record<string, (given: Given, phantom: 'thorax' | 'water-disk') => Promise<unknown>>> = {
    'a phantom of the library': ({ opening }, phantom) => opening.openPhantom(phantom),
    'a link': ({ opening }, phantom) => opening.openAddress(link(phantom)),
    'a file': ({ opening }, phantom) => opening.openFiles([file(`${phantom}.json`, { phantom })]),
  };
  const pairs = Object.keys(wishes).flatMap((first) => Object.keys(wishes).map((second) => [first, second] as const));

  test.each(pairs)('%s, then %s', async (first, second) => {
    const given = await opened();
    const outcomes = await Promise.all([wishes[first]!(given, 'thorax'), wishes[second]!(given, 'water-disk')]);
    await given.opening.settled();
    // However long the first takes: nothing comes of it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(given.taken).toEqual(['water-disk']);
    expect(given.told).toEqual([]);
    if (first !== 'a file') expect(outcomes[0]).toBe(false);
    expect(given.settled).toEqual([1]);
  });
});

test('what is wrong with an abandoned wish is not told', async () => {
  const { opening, taken, told } = await opened();
  const damaged = opening.openFiles([new File(['{'], 'damaged.json')]);
  await Promise.all([damaged, opening.openPhantom('water-disk')]);
  expect([taken, told]).toEqual([['water-disk'], []]);
  await opening.openFiles([new File(['{'], 'damaged.json')]);
  expect(told).toEqual([expect.stringContaining('damaged.json')]);
});

test('what abandons all wishes leaves the page as it is', async () => {
  const { opening, wishes, taken, settled } = await opened();
  const thorax = opening.openPhantom('thorax');
  wishes.abandon();
  expect(await thorax).toBe(false);
  expect([taken, settled]).toEqual([[], [0]]);
});

test('controls that moved while a phantom was loaded are kept', async () => {
  const { opening, present } = await opened();
  const thorax = opening.openPhantom('thorax');
  const { experiment, subject } = present.pair;
  present.open({ ...experiment, scan: { ...experiment.scan, views: 77 } }, subject);
  expect(await thorax).toBe(true);
  expect(present.experiment.scan.views).toBe(77);
});

test('the laboratory says over which scan its phantom comes', async () => {
  const { opening, present, taken } = await opened();
  const before = present.pair;
  await opening.openFiles([file('mine.json', PHANTOM)]);
  const views = { ...before.experiment, scan: { ...before.experiment.scan, views: 55 } };
  expect(await opening.openPhantom('thorax', 'lab', { ...before, experiment: views })).toBe(true);
  expect(taken.at(-1)).toEqual(['thorax', 'lab']);
  expect(present.experiment.scan.views).toBe(55);
});
