// What is little work is done by the thread that asks, with the bits that lanes make.

import { expect, test, vi } from 'vitest';
import { LaneExecutor } from '../../src/compute/cpu/lane-executor.ts';
import { isLittle, NearTasks, runNear } from '../../src/compute/cpu/near.ts';
import { InPlaceExecutor, RunExecutor, type TaskExecutor } from '../../src/compute/cpu/task-executor.ts';
import { BackendLostError } from '../../src/compute/device.ts';
import { squareGrid } from '../../src/geometry/grid.ts';
import type { Operators } from '../../src/operators/contract.ts';
import { CpuOperators } from '../../src/operators/cpu/cpu-operators.ts';
import { type CpuTaskName, type CpuTasks, cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { nearTasks } from '../../src/operators/cpu/near-tasks.ts';
import { neighbourPrior } from '../../src/operators/neighbour-prior.ts';
import { projector } from '../../src/operators/projector.ts';
import { expectSameBits } from '../support/close.ts';
import { randomArray } from '../support/random.ts';
import { scanOfArc } from '../support/walk.ts';

type Work = { readonly work: (number: number) => string };

/** Lanes that answer where they are, and this thread, once it has its tasks. */
function executorOf(fetch: () => Promise<Work | null>) {
  const lane = { tasks: { work: async (number: number) => `lane ${number}` }, terminate() {} };
  return new LaneExecutor<Work>(2, () => lane as never, new NearTasks<Work>(fetch));
}

const near = (executor: TaskExecutor<Work>, number: number) => runNear<Work, 'work'>(executor, 'work', number);

const HERE: Work = { work: (number) => `here ${number}` };

test('lanes do it until this thread has its tasks, which are fetched once, and for good where it is to have none', async () => {
  const fetch = vi.fn(async () => HERE);
  const executor = executorOf(fetch);
  expect(fetch).not.toHaveBeenCalled();
  expect(await near(executor, 1)).toBe('lane 1');
  expect(await near(executor, 2)).toBe('here 2');
  expect(fetch).toHaveBeenCalledTimes(1);
  for (const none of [async () => null, () => Promise.reject(new Error('no server'))]) {
    const without = executorOf(none);
    for (const number of [1, 2, 3]) expect(await near(without, number)).toBe(`lane ${number}`);
  }
});

test('a run that is given up, and threads that are closed, do nothing here either', async () => {
  const executor = executorOf(async () => HERE);
  const run = new RunExecutor<Work>(executor);
  await near(run, 1);
  const given = new AbortController();
  run.follow(given.signal);
  expect(await near(run, 2)).toBe('here 2');
  given.abort(new Error('given up'));
  await expect(near(run, 3)).rejects.toThrow('given up');
  executor.dispose();
  await expect(near(executor, 4)).rejects.toThrow(BackendLostError);
});

test('events have their turn in between, and can give the run up', async () => {
  const executor = executorOf(async () => HERE);
  const run = new RunExecutor<Work>(executor);
  await near(run, 0);
  const given = new AbortController();
  run.follow(given.signal);
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    given.abort(new Error('given up'));
  };
  port2.postMessage(null);
  const busy = async () => {
    for (let number = 0; number < 1e7; number++) await near(run, number);
  };
  await expect(busy()).rejects.toThrow('given up');
});

/** Tasks of which a slice can be little work. */
const LITTLE = ['scanGroups', 'spreadGroups'];

/** Three lanes in place, which note what they are asked for; with or without what this thread runs by itself. */
class Noting extends InPlaceExecutor<CpuTasks> {
  override readonly lanes = 3 as never;
  readonly asked: string[] = [];
  readonly #isNear: boolean;

  constructor(isNear: boolean) {
    super(cpuTasks);
    this.#isNear = isNear;
  }

  near<Name extends CpuTaskName>(name: Name) {
    const task = this.#isNear ? nearTasks()![name] : null;
    return (task ?? null) as ((...args: Parameters<CpuTasks[Name]>) => ReturnType<CpuTasks[Name]>) | null;
  }

  override run<Name extends CpuTaskName>(name: Name, ...args: Parameters<CpuTasks[Name]>) {
    this.asked.push(name);
    return super.run(name, ...args);
  }
}

test.each([
  ['little', 24, true],
  ['more', 400, false],
] as const)('%s work has the same bits near as on lanes', async (_, side, isNear) => {
  const scan = scanOfArc({ views: 20, channels: side + 9, channelSpacingMm: 1 });
  const grid = squareGrid(side, 1);
  const results = [];
  for (const hasTasks of [true, false]) {
    const executor = new Noting(hasTasks);
    const operators = new CpuOperators(executor) as unknown as Operators;
    const image = await operators.upload(randomArray(side ** 2, 3), side, side);
    const [readings, back] = [await operators.create(20, side + 9), await operators.create(side, side)];
    const pair = projector(operators, scan, grid);
    await pair.forward(image, readings);
    await pair.adjoint(readings, back);
    const values = [await operators.read(readings), await operators.read(back)];
    await neighbourPrior(operators, grid, 0.1).gradient(image, back);
    results.push([...values, await operators.read(back)]);
    const { asked } = executor;
    if (hasTasks && isNear) expect(asked).toEqual([]);
    else expect(asked).toEqual(expect.arrayContaining(LITTLE));
    expect(asked.includes('huber-prior')).toBe(!hasTasks);
    if (!isNear) expect(asked.length).toBeGreaterThan(3);
  }
  for (const [i, values] of results[0]!.entries()) expectSameBits(values, results[1]![i]!);
});

test('a slice of 128 × 128 pixels from 30 views is little work by each of its kernels, and so is nothing of 512 × 512', () => {
  expect(isLittle(1e6)).toBe(true);
  expect(isLittle(1e7)).toBe(false);
});
