import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test, vi } from 'vitest';
import { type Lane, LaneExecutor } from '../../src/compute/cpu/lane-executor.ts';
import { InPlaceExecutor, RunExecutor, split } from '../../src/compute/cpu/task-executor.ts';
import { BackendLostError, type RunControl } from '../../src/compute/device.ts';

/** A task that a lane was given, to be ended by hand. */
interface GivenTask {
  readonly lane: FakeLane;
  readonly args: unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What lanes run is no business of who shares it out. */
type FakeTasks = { readonly work: (number: number) => string };

class FakeLane {
  terminated = false;
  readonly die: (reason: string) => void;
  readonly tell: (done: number) => void;

  constructor(die: (reason: string) => void, tell: (done: number) => void) {
    this.die = die;
    this.tell = tell;
  }
}

/** An executor over lanes that do nothing but note what they are given. Like a page's workers, they end in silence. */
function fakeExecutor(count: number) {
  const lanes: FakeLane[] = [];
  const given: GivenTask[] = [];
  const executor = new LaneExecutor<FakeTasks>(count, ({ died, progressed }) => {
    const lane = new FakeLane(died, progressed);
    lanes.push(lane);
    const work = (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        given.push({ lane, args, resolve, reject });
      });
    return {
      tasks: { work } as unknown as Lane<FakeTasks>['tasks'],
      terminate: () => {
        lane.terminated = true;
      },
    };
  });
  const run = (number: number, control: RunControl = {}) => executor.runUnder(control, 'work', number);
  const numberOf = (task: GivenTask) => task.args[0];
  return { executor, lanes, given, run, numbers: () => given.map(numberOf) };
}

/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const HANGS = Symbol('hangs');
/** What a promise comes to once nothing moves any more, or that it hangs. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.then(
    (value) => value,
    (error: unknown) => error,
  );
  await settle();
  return Promise.race([settled, settle().then(() => HANGS)]);
}

describe('threads', () => {
  test('start when first needed, and are used again', async () => {
    const { lanes, given, run } = fakeExecutor(3);
    expect(lanes).toHaveLength(0);
    for (const number of [1, 2]) {
      const result = run(number);
      await settle();
      given.at(-1)!.resolve(number);
      expect(await result).toBe(number);
    }
    expect(lanes).toHaveLength(1);
  });

  test('run no more tasks than they are, the others in the order they came', async () => {
    const { lanes, given, run, numbers } = fakeExecutor(2);
    const results = [1, 2, 3, 4, 5].map((number) => run(number));
    await settle();
    expect(numbers()).toEqual([1, 2]);
    expect(lanes).toHaveLength(2);
    given[1]!.resolve('second');
    await settle();
    expect(numbers()).toEqual([1, 2, 3]);
    for (let i = 0; i < 5; i++) {
      await settle();
      given[i]!.resolve(i);
    }
    expect(await Promise.all(results)).toEqual([0, 'second', 2, 3, 4]);
    expect(lanes).toHaveLength(2);
  });

  test("pass a task's own error on and stay in use", async () => {
    const { lanes, given, run } = fakeExecutor(1);
    const failing = run(1);
    const next = run(2);
    await settle();
    const error = new Error('the task itself');
    given[0]!.reject(error);
    expect(await outcome(failing)).toBe(error);
    await settle();
    given[1]!.resolve('fine');
    expect(await next).toBe('fine');
    expect(lanes).toHaveLength(1);
  });
});

describe('a thread that dies', () => {
  test('fails its task with a sentence, spares the others, and the next task works', async () => {
    const { lanes, given, run } = fakeExecutor(2);
    const [doomed, other] = [run(1), run(2)];
    await settle();
    given[0]!.lane.die('it ran out of memory');
    const error = await outcome(doomed);
    expect(error).toBeInstanceOf(BackendLostError);
    expect((error as Error).message).toBe('A CPU thread stopped: it ran out of memory.');
    const next = run(3);
    await settle();
    expect(lanes).toHaveLength(3);
    given[1]!.resolve('two');
    given[2]!.resolve('three');
    expect(await Promise.all([other, next])).toEqual(['two', 'three']);
  });

  test('makes room for a task that waits', async () => {
    const { lanes, given, run } = fakeExecutor(1);
    const [doomed, waiting] = [run(1), run(2)];
    await settle();
    given[0]!.lane.die('no reason');
    expect(await outcome(doomed)).toBeInstanceOf(BackendLostError);
    await settle();
    expect(lanes).toHaveLength(2);
    given[1]!.resolve('done');
    expect(await waiting).toBe('done');
  });

  test('twice, as by an error and its exit, is dead once', async () => {
    const { given, run, lanes } = fakeExecutor(1);
    const doomed = run(1);
    await settle();
    given[0]!.lane.die('an error');
    given[0]!.lane.die('it ended with code 1');
    expect(((await outcome(doomed)) as Error).message).toBe('A CPU thread stopped: an error.');
    const next = run(2);
    await settle();
    given[1]!.resolve('fine');
    expect(await next).toBe('fine');
    expect(lanes).toHaveLength(2);
  });

  test('with nothing to do is not used again', async () => {
    const { given, run, lanes } = fakeExecutor(1);
    const first = run(1);
    await settle();
    given[0]!.resolve('one');
    await first;
    given[0]!.lane.die('boredom');
    const second = run(2);
    await settle();
    expect(given[1]!.lane).toBe(lanes[1]);
    given[1]!.resolve('two');
    expect(await second).toBe('two');
  });

  test('before it starts fails its task, and the next task tries again', async () => {
    let attempts = 0;
    const executor = new LaneExecutor<FakeTasks>(1, () => {
      attempts++;
      throw new Error('no threads here');
    });
    for (const attempt of [1, 2]) {
      const result = executor.run('work', 1);
      expect(await outcome(result)).toMatchObject({ message: 'no threads here' });
      expect(attempts).toBe(attempt);
    }
  });
});

describe('a task that is given up', () => {
  const enough = new Error('enough');

  test('fails at once, and its thread goes on with the next when it is done', async () => {
    const { lanes, given, run, numbers } = fakeExecutor(1);
    const controller = new AbortController();
    const [unwanted, next] = [run(1, { signal: controller.signal }), run(2)];
    await settle();
    controller.abort(enough);
    expect(await outcome(unwanted)).toBe(enough);
    expect(numbers()).toEqual([1]);
    given[0]!.resolve('too late');
    await settle();
    expect(numbers()).toEqual([1, 2]);
    given[1]!.resolve('two');
    expect(await next).toBe('two');
    expect(lanes.map((lane) => lane.terminated)).toEqual([false]);
  });

  test('loses its thread where that does not end, and the next has a new one', async () => {
    vi.useFakeTimers();
    try {
      const { lanes, given, run } = fakeExecutor(1);
      const controller = new AbortController();
      const unwanted = run(1, { signal: controller.signal }).catch((error: unknown) => error);
      const next = run(2);
      await vi.advanceTimersByTimeAsync(0);
      controller.abort(enough);
      expect(await unwanted).toBe(enough);
      // Within a second, even where it says nothing at all.
      await vi.advanceTimersByTimeAsync(1000);
      expect(lanes.map((lane) => lane.terminated)).toEqual([true, false]);
      expect(given[1]!.lane).toBe(lanes[1]);
      given[1]!.resolve('two');
      expect(await next).toBe('two');
    } finally {
      vi.useRealTimers();
    }
  });

  test('is not begun where it was waiting, and keeps nobody waiting', async () => {
    const { given, run, numbers } = fakeExecutor(1);
    const controller = new AbortController();
    const [first, unwanted, next] = [run(1), run(2, { signal: controller.signal }), run(3)];
    await settle();
    controller.abort(enough);
    expect(await outcome(unwanted)).toBe(enough);
    given[0]!.resolve('one');
    expect(await first).toBe('one');
    await settle();
    expect(numbers()).toEqual([1, 3]);
    given[1]!.resolve('three');
    expect(await next).toBe('three');
    expect(await outcome(run(4, { signal: controller.signal }))).toBe(enough);
  });

  test('by the signal of the run that asked for it alone', async () => {
    const { executor, given, numbers } = fakeExecutor(2);
    const [left, right] = [new RunExecutor<FakeTasks>(executor), new RunExecutor<FakeTasks>(executor)];
    const controller = new AbortController();
    left.follow(controller.signal);
    const ask = (of: RunExecutor<FakeTasks>, number: number) => of.run('work', number);
    const [unwanted, wanted] = [ask(left, 1), ask(right, 2)];
    await settle();
    expect(numbers()).toEqual([1, 2]);
    controller.abort(enough);
    expect(await outcome(unwanted)).toBe(enough);
    given[0]!.resolve('too late');
    given[1]!.resolve('two');
    expect(await wanted).toBe('two');
    left.follow(undefined);
    const again = ask(left, 3);
    await settle();
    given[2]!.resolve('three');
    expect(await again).toBe('three');
  });
});

test('a thread tells how far its task is, and of no other', async () => {
  const { lanes, given, run } = fakeExecutor(1);
  const told: number[] = [];
  const first = run(1, { onProgress: (done) => told.push(done) });
  await settle();
  lanes[0]!.tell(0.25);
  lanes[0]!.tell(0.5);
  given[0]!.resolve('one');
  await first;
  const second = run(2);
  await settle();
  lanes[0]!.tell(0.75);
  given[1]!.resolve('two');
  await second;
  expect(told).toEqual([0.25, 0.5]);
});

describe('closing', () => {
  test('ends every thread', async () => {
    const { executor, lanes, given, run } = fakeExecutor(2);
    const results = [run(1), run(2)];
    await settle();
    for (const task of given) task.resolve('done');
    await Promise.all(results);
    executor.dispose();
    expect(lanes.map((lane) => lane.terminated)).toEqual([true, true]);
    expect(await outcome(run(3))).toBeInstanceOf(BackendLostError);
    expect(lanes).toHaveLength(2);
  });

  test('fails the task that runs and those that wait, although a closed thread says no more', async () => {
    const { executor, run } = fakeExecutor(1);
    const outcomes = [run(1), run(2), run(3)].map(outcome);
    await settle();
    executor.dispose();
    for (const result of outcomes) expect(await result).toBeInstanceOf(BackendLostError);
  });
});

describe('sharing out', () => {
  test.each([
    [0, 10, 3],
    [5, 6, 4],
    [0, 7, 7],
    [3, 3, 2],
    [0, 1000, 16],
  ])('%i to %i over %i covers everything once, in parts of nearly one length', (from, to, parts) => {
    const ranges = split(from, to, parts);
    const covered = ranges.flatMap((range) => Array.from({ length: range.to - range.from }, (_, i) => range.from + i));
    expect(covered).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
    const lengths = ranges.map((range) => range.to - range.from);
    expect(ranges.length).toBe(Math.min(parts, to - from));
    if (lengths.length > 0) expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    expect(lengths.every((length) => length > 0)).toBe(true);
  });

  test('in place, a task runs at once', async () => {
    const executor = new InPlaceExecutor({ difference: (a: number, b: number) => a - b });
    expect(await executor.run('difference', 5, 2)).toBe(3);
  });

  test('a lane keeps nothing of the tasks it has done', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const { given, run } = fakeExecutor(1);
    const results: WeakRef<object>[] = [];
    for (let number = 0; number < 3; number++) {
      const running = run(number);
      await settle();
      const result = { number };
      results.push(new WeakRef(result));
      given.splice(0)[0]!.resolve(result);
      expect(await running).toEqual({ number });
    }
    await settle();
    collectGarbage();
    // The last one may still stand in a register of this test.
    expect(results.slice(0, 2).map((result) => result.deref())).toEqual([undefined, undefined]);
  });
});
