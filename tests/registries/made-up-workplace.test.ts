import { afterEach, expect, test, vi } from 'vitest';
import type { Lane } from '../../src/app/lanes/lane.ts';
import type { LaneResult, LaneRuns } from '../../src/app/lanes/lane-runs.ts';
import { PRESENT } from '../../src/app/lanes/present.ts';
import type { PresentPair } from '../../src/app/present/present-experiment.ts';
import type { RunPictures } from '../../src/app/runs/run-pictures.ts';
import { type Slot, slotId } from '../../src/app/stage/layout.ts';
import type { Stage } from '../../src/app/stage/stage.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import { WORKPLACES } from '../../src/app/workplaces/registry.ts';
import { RoomRuns } from '../../src/app/workplaces/room-runs.ts';
import type { Room, SettledRun, Workplace, WorkplacePage } from '../../src/app/workplaces/workplace.ts';
import { Workplaces } from '../../src/app/workplaces/workplaces.ts';

/** The present scan with half its views. */
const half: Lane = {
  name: 'half',
  label: 'Half the views',
  pair: ({ experiment, subject }) => {
    const { scan } = experiment;
    return { experiment: { ...experiment, scan: { ...scan, views: Math.ceil(scan.views / 2) } }, subject };
  },
};

const happened: string[] = [];
/** What a folder of a workplace of one's own exports: the slice beside that of half the views, and what lies between. */
const halves: Workplace = {
  name: 'halves',
  title: 'Halves',
  key: 'x',
  hint: 'leave every second view out',
  room: async (): Promise<Room> => ({
    layout: ['slice', 'departure'].flatMap((name) => [
      ...(name === 'slice' ? [{ view: VIEWS.get(name), lane: PRESENT }] : []),
      { view: VIEWS.get(name), lane: half },
    ]),
    enter: () => happened.push('entered'),
    leave: () => happened.push('left'),
    settled: async ({ lanes }: SettledRun) => {
      happened.push(`settled with ${[...lanes.keys()].map(({ name }) => name).join(', ')}`);
    },
  }),
};

let remove = () => {};
afterEach(() => {
  remove();
  happened.length = 0;
});

const pair = { experiment: { scan: { views: 9 } } } as unknown as PresentPair;
const page = { present: { pair }, notices: { failure: vi.fn() } } as unknown as WorkplacePage;

test('a workplace of one’s own needs its spec and its registration', async () => {
  expect(() => WORKPLACES.get('halves')).toThrow('none of the workplaces is named halves');
  remove = WORKPLACES.add(halves);
  const entered: string[] = [];
  const workplaces = new Workplaces(page, {
    onEntered: ({ title }, { layout }) => entered.push(`${title}: ${layout.map(slotId).join(' ')}`),
  });
  await workplaces.enter('scan');
  await workplaces.enter('halves');
  await workplaces.enter('halves');
  expect(entered).toEqual(['Scan: phantom sinogram slice difference', 'Halves: slice slice-half departure-half']);
  expect(workplaces.layout).toBe(workplaces.room!.layout);
  await workplaces.toggle('halves');
  expect([workplaces.present.name, happened]).toEqual(['scan', ['entered', 'left']]);
});

test('what stands there is run, shown and told to its room', async () => {
  remove = WORKPLACES.add(halves);
  const workplaces = new Workplaces(page, { onEntered: () => undefined });
  await workplaces.enter('halves');
  const asked: string[] = [];
  const run = async (_engine: unknown, lanes: Iterable<Lane>) => {
    const others = [...new Set(lanes)].filter((lane) => lane !== PRESENT);
    return new Map(others.map((lane) => [lane, { experiment: lane.pair(pair)!.experiment } as LaneResult]));
  };
  const showBetween = async (_cpu: unknown, { lane }: Slot, _present: LaneResult, { experiment }: LaneResult) => {
    asked.push(`between present and ${lane.name} of ${experiment.scan.views} views`);
  };
  const rooms = new RoomRuns(
    { slots: workplaces.layout } as unknown as Stage,
    { showBetween } as unknown as RunPictures,
    { run } as unknown as LaneRuns,
    workplaces,
    {} as LaneResult['engine'],
  );
  await rooms.follow({} as LaneResult, new AbortController().signal);
  expect(asked).toEqual(['between present and half of 5 views']);
  expect(happened).toEqual(['entered', 'settled with half']);
});

test('no key is asked for twice, by workplaces or by the page', () => {
  const keys = WORKPLACES.all.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  // Those of src/app/shell/commands.ts.
  for (const key of keys) expect([...'iefpbgmnoslk?0123456789 ']).not.toContain(key);
});

test('of two workplaces that are asked for the newer is entered, however long the older takes to come', async () => {
  let come = (_room: Room) => {};
  const late: Workplace = { ...halves, room: () => new Promise((resolve) => (come = resolve)) };
  remove = WORKPLACES.add(late);
  const workplaces = new Workplaces(page, { onEntered: () => undefined });
  await workplaces.enter('scan');
  const older = workplaces.enter('halves');
  await workplaces.enter('scan');
  come({ layout: [] });
  await older;
  expect(workplaces.present.name).toBe('scan');
});
