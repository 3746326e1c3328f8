import { beforeEach, describe, expect, test } from 'vitest';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { Lane } from '../../src/pipeline/lane.ts';
import { PipelineRun } from '../../src/pipeline/pipeline-run.ts';
import { ResultCache } from '../../src/pipeline/result-cache.ts';
import { type Part, type Phase, partsOf } from '../../src/pipeline/stage.ts';
import { MadeUpDevice } from './made-up-device.ts';

/** What a made-up pipeline is given. */
interface Given {
  readonly subject: { readonly name: string };
  readonly scan: { readonly views: number; readonly startDeg: number };
  readonly filter: { readonly window: string; readonly note?: string };
}

const { source, plan, stage } = partsOf<Given>();
let ran: string[];

const subject = source({ name: 'subject', of: ({ subject }) => subject });

const angles = plan({
  name: 'angles',
  reads: ({ scan }) => scan,
  needs: () => ({}),
  make: ({ views, startDeg }) => {
    ran.push('angles');
    return Array.from({ length: views }, (_, view) => startDeg + view);
  },
});

const reading = stage({
  name: 'reading',
  phase: 'scan',
  reads: () => null,
  needs: () => ({ subject, angles }),
  async *run({ create }, _reads, { subject, angles }) {
    ran.push('reading');
    const array = await create(angles.length, 2);
    for (let view = 1; view <= angles.length; view++) yield { done: view / angles.length };
    return { array, words: `${subject.name} from ${angles.length} views` };
  },
});

const filtered = stage({
  name: 'filtered',
  phase: 'filter',
  givesWay: true,
  reads: ({ filter }) => ({ window: filter.window }),
  needs: () => ({ reading }),
  async *run({ room, create, giveBack }, { window }, { reading }) {
    ran.push('filtered');
    const array = await room(reading.array.rows, 2);
    giveBack(await create(1, 1));
    yield { done: 1 };
    return { array, words: `${reading.words}, ${window}` };
  },
});

const image = stage({
  name: 'image',
  phase: 'back-project',
  reads: () => null,
  needs: () => ({ filtered }),
  async *run({ create }, _reads, { filtered }) {
    ran.push('image');
    const array = await create(4, 4);
    for (const part of [1, 2]) {
      const words = `${filtered.words}, ${part} of 2`;
      yield { done: part / 2, soFar: { array, words } };
    }
    return { array, words: `${filtered.words}, whole` };
  },
});

const base: Given = {
  subject: { name: 'a disk' },
  scan: { views: 3, startDeg: 0 },
  filter: { window: 'hann' },
};

let device: MadeUpDevice;
let cache: ResultCache;
let lane: Lane;

beforeEach(() => {
  ran = [];
  device = new MadeUpDevice();
  cache = new ResultCache(device.giveBack);
  lane = new Lane(cache);
});

interface Options {
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: Phase, done: number) => void;
}

const begin = (given: Given, options: Options = {}, of = lane) =>
  new PipelineRun(of, { given, operators: device.operators, host: new InPlaceExecutor(cpuTasks), ...options });

/** The result of a part in a run of its own, and what was made for it. */
async function get<Out>(part: Part<Given, Out>, given: Given, of = lane): Promise<[Out, readonly string[]]> {
  const run = begin(given, {}, of);
  try {
    ran = [];
    return [await run.get(part), ran];
  } finally {
    run.end();
  }
}

describe('a pipeline', () => {
  test('makes what is asked for and what that needs, once', async () => {
    const [made, order] = await get(image, base);
    expect(made.words).toBe('a disk from 3 views, hann, whole');
    expect(order).toEqual(['angles', 'reading', 'filtered', 'image']);
    expect((await get(image, base))[1]).toEqual([]);
    expect((await get(image, structuredClone({ ...base, subject: {} }) as Given))[1]).not.toEqual([]);
  });

  test('makes anew what has read something else, and what needs that', async () => {
    await get(image, base);
    const cases: [Given, readonly string[], string][] = [
      [{ ...base, filter: { window: 'none' } }, ['filtered', 'image'], 'a disk from 3 views, none, whole'],
      [{ ...base, filter: { window: 'none', note: 'nobody reads it' } }, [], 'a disk from 3 views, none, whole'],
      [
        { ...base, scan: { views: 2, startDeg: 0 } },
        ['angles', 'reading', 'filtered', 'image'],
        'a disk from 2 views, hann, whole',
      ],
      // The same name is not the same subject.
      [
        { ...base, scan: { views: 2, startDeg: 0 }, subject: { name: 'a disk' } },
        ['reading', 'filtered', 'image'],
        'a disk from 2 views, hann, whole',
      ],
    ];
    for (const [given, order, words] of cases) {
      const [made, was] = await get(image, given);
      expect([was, made.words]).toEqual([order, words]);
    }
  });

  test('keeps one result of each stage, and gives the others back', async () => {
    for (const views of [1, 2, 3, 2, 5]) await get(image, { ...base, scan: { views, startDeg: views } });
    expect(device.alive.size).toBe(3);
    lane.release();
    expect([device.alive.size, cache.bytes]).toEqual([0, 0]);
  });

  test('uses the room of a result that nobody sees again where it fits', async () => {
    const [first] = await get(filtered, base);
    const [same] = await get(filtered, { ...base, filter: { window: 'none' } });
    expect(same.array).toBe(first.array);
    const [other] = await get(filtered, { ...base, scan: { views: 7, startDeg: 0 } });
    expect(other.array).not.toBe(first.array);
    expect([...device.alive]).not.toContain(first.array);
  });

  test('tells how far each stage is, in its phase', async () => {
    const told: [Phase, number][] = [];
    const run = begin(base, { onProgress: (phase, done) => told.push([phase, done]) });
    await run.get(image);
    run.end();
    expect(told).toEqual([
      ['scan', 1 / 3],
      ['scan', 2 / 3],
      ['scan', 1],
      ['filter', 1],
      ['back-project', 0.5],
      ['back-project', 1],
    ]);
  });

  test('knows what is kept without making anything', async () => {
    const run = begin(base);
    expect([run.isKept(subject), run.isKept(reading)]).toEqual([true, false]);
    await run.get(reading);
    expect([run.isKept(reading), run.isKept(filtered)]).toEqual([true, false]);
    run.end();
    expect(ran).toEqual(['angles', 'reading']);
  });

  test('makes what two ask for at the same time once', async () => {
    const run = begin(base);
    run.start(reading);
    const [one, other] = await Promise.all([run.get(reading), run.get(reading)]);
    run.end();
    expect(one).toBe(other);
    expect(ran).toEqual(['angles', 'reading']);
  });
});

describe('a stage', () => {
  test('is given what it declared and nothing else', async () => {
    const seen: unknown[] = [];
    const nosy = stage({
      name: 'nosy',
      reads: ({ scan }) => ({ views: scan.views, more: undefined, way: () => scan.startDeg }),
      needs: () => ({ angles }),
      async run(_context, reads, needs) {
        // @ts-expect-error: it has not declared the start.
        seen.push(reads.startDeg);
        // @ts-expect-error: it has not declared a need of the subject.
        seen.push(needs.subject);
        seen.push(reads, Object.keys(needs));
        return null;
      },
    });
    await get(nosy, { ...base, scan: { views: 3, startDeg: 40 } });
    // What it read comes as its key says it, without what JSON cannot say.
    expect(seen).toEqual([undefined, undefined, { views: 3 }, ['angles']]);
  });

  test('cannot change what it has read for anybody else', async () => {
    const careless = stage({
      name: 'careless',
      reads: ({ scan }) => scan,
      needs: () => ({}),
      async run(_context, reads) {
        Object.assign(reads, { views: 1000 });
        return reads.views;
      },
    });
    expect((await get(careless, base))[0]).toBe(1000);
    expect(base.scan.views).toBe(3);
  });

  test('is distinguished from another that reads and needs the same', async () => {
    const wordsOf = (name: string) =>
      stage({ name, reads: () => null, needs: () => ({ angles }), run: async () => `made by ${name}` });
    expect((await get(wordsOf('one'), base))[0]).toBe('made by one');
    expect((await get(wordsOf('other'), base))[0]).toBe('made by other');
  });

  test('may need one thing or another, by what it has read', async () => {
    const either = stage({
      name: 'either',
      reads: ({ filter }) => ({ isPlain: filter.window === 'none' }),
      needs: ({ isPlain }) => ({ reading: isPlain ? reading : null, filtered: isPlain ? null : filtered }),
      async run(_context, _reads, { reading, filtered }) {
        return reading?.words ?? filtered?.words;
      },
    });
    expect(await get(either, { ...base, filter: { window: 'none' } })).toEqual([
      'a disk from 3 views',
      ['angles', 'reading'],
    ]);
    expect(await get(either, base)).toEqual(['a disk from 3 views, hann', ['filtered']]);
  });
});

describe('a run that ends early', () => {
  const other: Given = { ...base, subject: { name: 'a square' }, filter: { window: 'none' } };

  test.each([0, 1, 2])(
    'for want of room after %i arrays leaves nothing behind, and the next one is right',
    async (most) => {
      device.most = most;
      await expect(get(image, base)).rejects.toThrow('no room');
      lane.release();
      expect(device.alive.size).toBe(0);
      device.most = Number.POSITIVE_INFINITY;
      expect((await get(image, base))[0].words).toBe('a disk from 3 views, hann, whole');
    },
  );

  test.each([1, 2, 3, 4, 5, 6])(
    'by its signal, told so %i times, takes nothing for whole that is not',
    async (times) => {
      await get(image, base);
      const abort = new AbortController();
      let told = 0;
      const run = begin(other, {
        signal: abort.signal,
        onProgress: () => ++told === times && abort.abort(new Error('enough')),
      });
      const outcome = await run.get(image).then(
        ({ words }) => words,
        (error: Error) => error.message,
      );
      run.end();
      // The last step of all is followed by none that could notice.
      expect(outcome).toBe(times === 6 ? 'a square from 3 views, none, whole' : 'enough');
      expect((await get(image, other))[0].words).toBe('a square from 3 views, none, whole');
      expect(device.alive.size).toBe(3);
    },
  );

  test('before it begins makes nothing', async () => {
    const run = begin(base, { signal: AbortSignal.abort(new Error('never mind')) });
    await expect(run.get(image)).rejects.toThrow('never mind');
    run.end();
    expect([ran.includes('reading'), device.made]).toEqual([false, 0]);
  });

  test('gives back what it began with beside once that is there', async () => {
    const run = begin(base);
    run.start(reading);
    run.end();
    await new Promise((resolve) => setTimeout(resolve));
    expect([ran.includes('reading'), device.made, device.alive.size]).toEqual([true, 1, 0]);
  });
});

describe('what grows', () => {
  test('is seen as it grows, is made anew each time, and is found by nobody', async () => {
    for (let time = 0; time < 2; time++) {
      const run = begin(base);
      const seen: string[] = [];
      const growing = run.grow(image);
      for (let step = await growing.next(); ; step = await growing.next()) {
        seen.push(step.value.words.split(', ').at(-1)!);
        if (step.done) break;
        for (const _ of lane.show('image', run.leasesOf([image]), null));
      }
      expect(seen).toEqual(['1 of 2', '2 of 2', 'whole']);
      expect((await run.get(image)).words).toContain('whole');
      run.end();
    }
    expect(ran.filter((name) => name === 'image')).toHaveLength(2);
    expect((await get(image, base))[1]).toEqual(['image']);
  });

  test('stays on screen when it is given up, until something else is shown', async () => {
    const run = begin(base);
    const growing = run.grow(image);
    const { value } = await growing.next();
    for (const _ of lane.show('image', run.leasesOf([image]), null));
    await growing.return(value!);
    run.end();
    expect([...device.alive]).toContain(value!.array);
    const next = begin(base);
    await next.get(image);
    for (const _ of lane.show('image', next.leasesOf([image]), null));
    next.end();
    expect([...device.alive]).not.toContain(value!.array);
    expect(device.alive.size).toBe(3);
  });
});

describe('lanes of one cache', () => {
  test('find what the other has made, and do not take it from one another', async () => {
    const second = new Lane(cache);
    await get(image, base);
    const [made, order] = await get(image, { ...base, filter: { window: 'none' } }, second);
    expect([made.words, order]).toEqual(['a disk from 3 views, none, whole', ['filtered', 'image']]);
    expect((await get(image, base))[1]).toEqual([]);
    expect((await get(image, { ...base, filter: { window: 'none' } }, second))[1]).toEqual([]);
    expect(device.alive.size).toBe(5);
    lane.release();
    expect((await get(reading, base, second))[1]).toEqual([]);
    second.release();
    expect(device.alive.size).toBe(0);
  });

  test('run at the same time, also the same, and all is right', async () => {
    const lanes = [lane, new Lane(cache), new Lane(cache)];
    const givens = [base, base, { ...base, filter: { window: 'none' } }];
    const runs = lanes.map((of, i) => begin(givens[i]!, {}, of));
    const made = await Promise.all(runs.map((run) => run.get(image)));
    expect(made.map(({ words }) => words.split(', ')[1])).toEqual(['hann', 'hann', 'none']);
    expect(made.every(({ array }) => device.alive.has(array))).toBe(true);
    for (const run of runs) run.end();
    // One reading for all three.
    expect(device.alive.size).toBe(5);
    for (const of of lanes) of.release();
    expect(device.alive.size).toBe(0);
  });

  test('that are alone make all they need themselves', async () => {
    await get(image, base);
    const alone = new Lane(cache, true);
    expect((await get(image, base, alone))[1]).toEqual(['angles', 'reading', 'filtered', 'image']);
    expect((await get(image, base, new Lane(cache, true)))[1]).toHaveLength(4);
    expect((await get(image, base, alone))[1]).toEqual([]);
  });

  test('without room keep the present run going', async () => {
    // Three views of two channels, a slice of 16: 24 and 64 bytes.
    cache = new ResultCache(device.giveBack, 100);
    lane = new Lane(cache);
    const second = new Lane(cache);
    expect((await get(image, base))[0].words).toBe('a disk from 3 views, hann, whole');
    expect((await get(image, { ...base, filter: { window: 'none' } }, second))[0].words).toContain('none');
    expect(cache.bytes).toBeLessThanOrEqual(24 + 24 + 64);
    expect((await get(image, base))[0].words).toBe('a disk from 3 views, hann, whole');
    lane.release();
    second.release();
    expect(device.alive.size).toBe(0);
  });
});
