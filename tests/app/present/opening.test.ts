import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chosen } from '../../../src/app/dialogs/arrays-dialog.ts';
import type { OpenedArray } from '../../../src/app/files/opened-arrays.ts';
import { Opening, type OpeningNotices, type Wisher } from '../../../src/app/present/opening.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { NewestWish } from '../../../src/app/runs/newest-wish.ts';
import { ellipseSinogram } from '../../support/ellipse-sinogram.ts';
import { linkTo } from '../../support/links.ts';
import { npyBytes } from '../../support/npy.ts';
import { sharedDataPath, testOnSharedData } from '../../support/shared-data.ts';

/** What the dialog is asked about, and what a person chooses there: nothing, unless a test says so. */
const dialog = { asked: [] as unknown[], choose: (_arrays: readonly OpenedArray[]): Chosen | null => null };

beforeEach(() => {
  dialog.asked.length = 0;
  dialog.choose = () => null;
});

/** Opening as the page has it, without a page: what is taken is the present experiment. */
async function opened(hash = '') {
  const present = new PresentExperiment();
  const wishes = new NewestWish();
  const taken: unknown[] = [];
  const told: string[] = [];
  const settled: number[] = [];
  let waiting: string | null = null;
  const notices: OpeningNotices = {
    failure: (error) => {
      told.push((error as Error).message);
      return () => undefined;
    },
    loading: () => undefined,
    waiting: (sentence) => {
      waiting = sentence;
    },
    doneWaiting: () => {
      waiting = null;
    },
  };
  const opening: Opening = new Opening(present, notices, wishes, {
    base: () => present.pair,
    prepare: (_input, experiment) => experiment,
    readBehind: async () => ({ workplace: 'scan', state: null, kept: null, windows: null, marks: null }),
    take: async (experiment, subject, wisher: Wisher) => {
      present.open(experiment, subject);
      taken.push(wisher === 'room' ? [experiment.phantom, 'room'] : experiment.phantom);
    },
    askForRoles: async (arrays, leftOut) => {
      dialog.asked.push([arrays.map(({ name, what }) => `${name}: ${what}`), leftOut]);
      return dialog.choose(arrays);
    },
    onStandIn: () => undefined,
    onLecture: () => undefined,
    onCourseLink: () => undefined,
    onBegin: () => undefined,
    onSettled: () => settled.push(taken.length),
  });
  await opening.openAddress(hash);
  taken.length = 0;
  settled.length = 0;
  return { opening, present, wishes, taken, told, settled, waiting: () => waiting };
}

const link = (phantom: unknown) => linkTo({ phantom });
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
  expect(await opening.openPhantom('thorax', 'room', { ...before, experiment: views })).toBe(true);
  expect(taken.at(-1)).toEqual(['thorax', 'room']);
  expect(present.experiment.scan.views).toBe(55);
});

describe('an experiment and the files it names', () => {
  const values = ellipseSinogram({ views: 12, channels: 16, spacingMm: 12 });
  const array = (name: string, data = values, shape = [12, 16]) =>
    new File([npyBytes(data, shape) as Uint8Array<ArrayBuffer>], name);
  const measurement = { sinogram: 'scans/Sino.npy', anglesDeg: 'angles.npy' };
  const angles = () =>
    array(
      'angles.npy',
      Float32Array.from({ length: 12 }, (_, view) => 15 * view),
      [12],
    );
  const experiment = () => file('mine.json', { measurement });
  const isMeasured = ({ present }: Awaited<ReturnType<typeof opened>>) => present.subject.kind === 'measurement';

  test('open together, named without their folders and in other capitals, whatever else comes along', async () => {
    const given = await opened();
    await given.opening.openFiles([angles(), new File(['words'], 'README.txt'), experiment(), array('sino.npy')]);
    expect([given.told, given.waiting(), isMeasured(given)]).toEqual([[], null, true]);
    expect(given.present.experiment.measurement).toEqual({ ...measurement, kind: 'line-integrals' });
  });

  test('wait for one another: what is missing is told, and completes it when it comes', async () => {
    const given = await opened();
    await given.opening.openFiles([experiment()]);
    expect(given.waiting()).toMatch(/^mine\.json also needs scans\/Sino\.npy and angles\.npy\. /);
    await given.opening.openFiles([angles()]);
    expect(given.waiting()).toMatch(/^mine\.json also needs scans\/Sino\.npy\. /);
    expect([given.told, given.taken]).toEqual([[], []]);
    await given.opening.openFiles([array('Sino.npy')]);
    expect([given.told, given.waiting(), isMeasured(given)]).toEqual([[], null, true]);
  });

  test('wait no longer once something else was opened, or once all have come and one is damaged', async () => {
    const given = await opened();
    await given.opening.openFiles([experiment()]);
    await given.opening.openPhantom('water-disk');
    expect([given.waiting(), given.taken]).toEqual([null, ['water-disk']]);
    await given.opening.openFiles([experiment(), angles()]);
    await given.opening.openFiles([new File(['no array'], 'sino.npy')]);
    expect([given.told.length, given.waiting()]).toEqual([1, null]);
    await given.opening.openFiles([experiment(), angles(), array('sino.npy')]);
    expect([given.waiting(), isMeasured(given)]).toEqual([null, true]);
  });

  test('a link waits too, over what is there', async () => {
    const hash = linkTo({ measurement });
    const given = await opened(hash);
    expect(given.opening.linkWaits).toBe(true);
    expect(given.waiting()).toMatch(/^This link also needs scans\/Sino\.npy and angles\.npy/);
    expect(given.present.experiment.phantom).toBe('shepp-logan-1974');
    await given.opening.openFiles([array('sino.npy'), angles()]);
    expect([given.told, given.waiting(), isMeasured(given)]).toEqual([[], null, true]);
    expect(given.opening.linkWaits).toBe(false);
    // Sent once more, it finds them.
    expect(await given.opening.openAddress(hash)).toBe(true);
  });

  test('a phantom that is an image waits for it, and takes it along', async () => {
    const given = await opened();
    const reference = file('phantom.json', { image: 'square.npy', values: 'relative-to-water', pixelSizeMm: 3 });
    await given.opening.openFiles([reference]);
    expect(given.waiting()).toMatch(/^phantom\.json also needs square\.npy/);
    const square = array('square.npy', new Float32Array(64).fill(1), [8, 8]);
    await given.opening.openFiles([square]);
    expect(given.present.subject).toMatchObject({ kind: 'image', grid: { rows: 8, pixelSizeMm: 3 } });
    await given.opening.openPhantom('water-disk');
    await given.opening.openFiles([reference, square]);
    expect(given.present.subject.kind).toBe('image');
  });

  test('of two experiments at once neither is opened unless a person says which', async () => {
    const given = await opened();
    const other = file('other.json', { phantom: 'water-disk' });
    await given.opening.openFiles([experiment(), other]);
    expect(dialog.asked).toEqual([[['mine.json: an experiment', 'other.json: an experiment'], []]]);
    expect([given.told, given.taken, given.waiting()]).toEqual([[], [], null]);
    dialog.choose = (arrays) => ({ document: arrays[1]!.document! });
    await given.opening.openFiles([experiment(), other]);
    expect([given.told, given.taken, given.waiting()]).toEqual([[], ['water-disk'], null]);
  });

  test('JSON of another program beside an experiment asks nothing', async () => {
    const given = await opened();
    await given.opening.openFiles([experiment(), file('settings.json', { editor: { tabSize: 2 } }), angles()]);
    expect([dialog.asked, given.waiting()]).toEqual([[], expect.stringMatching(/^mine\.json also needs scans\/Sino/)]);
  });

  testOnSharedData('as somebody reported it: a slice and the experiment that names it', async () => {
    const given = await opened();
    const fromCase = async (name: string) =>
      new File([await readFile(sharedDataPath('cases', 'experiment-with-its-files', name))], name);
    await given.opening.openFiles([await fromCase('experiment.json')]);
    expect(given.waiting()).toMatch(/^experiment\.json also needs slice\.dcm/);
    await given.opening.openFiles([await fromCase('slice.dcm')]);
    expect(given.present.subject).toMatchObject({ kind: 'image', name: 'slice.dcm' });
    await given.opening.openPhantom('water-disk');
    await given.opening.openFiles([await fromCase('slice.dcm'), await fromCase('experiment.json')]);
    expect([given.told, given.present.subject.name]).toEqual([[], 'slice.dcm']);
  });
});
