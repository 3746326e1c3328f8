// What becomes of a run whose GPU is lost, cannot hold it or cannot show it, on devices that are made up.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backends } from '../../../src/app/engine/backends.ts';
import { NoSurfaceError } from '../../../src/app/panes/image-surface.ts';
import { BackendChanges } from '../../../src/app/runs/backend-changes.ts';
import type { BackendSwitch } from '../../../src/app/runs/backend-switch.ts';
import { LiveRunner } from '../../../src/app/runs/live-runner.ts';
import type { Notices, Offer } from '../../../src/app/shell/notices.ts';
import { BackendLostError } from '../../../src/compute/device.ts';
import { InputError } from '../../../src/errors.ts';
import { MadeUpEngine, settled } from './made-up-engine.ts';
import { quick, subject } from './small-experiments.ts';

let cpu: MadeUpEngine;
let gpu: MadeUpEngine;
let backends: Backends & { gpu: unknown };
let runner: LiveRunner;
let isPlaying: boolean;
let offer: Offer | undefined;
/** What was said and done, a word each. */
let heard: string[];

beforeEach(() => {
  cpu = new MadeUpEngine();
  gpu = new MadeUpEngine({ backend: 'gpu' });
  heard = [];
  isPlaying = false;
  offer = undefined;
  const made = {
    cpu: cpu.engine,
    gpu: gpu.engine as unknown,
    hadGpu: true,
    onGpuLost: null,
    get whyNoGpu() {
      return made.gpu ? null : 'there is none';
    },
    giveUpGpu: () => {
      made.gpu = null;
    },
    findGpu: async () => {
      made.gpu ??= nextGpu;
    },
  };
  backends = made as unknown as typeof backends;
  const use = (engine: unknown) => {
    const isNew = runner.engine !== engine;
    if (isNew) runner.setEngine(engine as typeof runner.engine);
    return isNew;
  };
  const backendSwitch = {
    useCpu: () => use(made.cpu),
    useBest: () => use(made.gpu ?? made.cpu),
    useGpu: () => use(made.gpu),
    useOther: () => use(runner.engine === made.cpu ? made.gpu : made.cpu),
  } as unknown as BackendSwitch;
  const notices = {
    calm: (sentence: string, offered?: Offer) => {
      heard.push(`calm: ${sentence}`);
      offer = offered;
      return () => heard.push('withdrawn');
    },
    standing: (sentence: string) => heard.push(`standing: ${sentence}`),
    done: (sentence: string) => heard.push(`done: ${sentence}`),
    error: (sentence: string) => heard.push(`error: ${sentence}`),
    outdateErrors: () => {},
  } as unknown as Notices;
  runner = new LiveRunner(gpu.engine, {
    onStep: () => {},
    onSettled: () => heard.push('settled'),
    onFailed: (run, error) => {
      if (!changes.seesTo(run, error)) heard.push(`failed: ${(error as Error).message}`);
    },
    onBusy: () => {},
    onProgress: () => {},
  });
  const changes = new BackendChanges(backends, runner, backendSwitch, notices, {
    isPlaying: () => isPlaying,
    stopPlaying: async () => {
      isPlaying = false;
    },
    keepOnScreen: () => heard.push('kept on screen'),
    rerun: async () => ask(),
  });
  nextGpu = null;
  toOther = () => changes.toOther();
});

/** What the next search for a GPU finds. */
let nextGpu: unknown;
let toOther: () => Promise<void>;

const ask = () => runner.request({ experiment: quick(3), subject, moving: false });
/** As a driver does it: what runs fails, and the page is told. */
async function lose() {
  (backends as { gpu: unknown }).gpu = null;
  if (gpu.open.length > 0) await gpu.present.fail(new BackendLostError('the driver has crashed'));
  backends.onGpuLost!('The connection to the GPU was lost.');
  await settled();
}

afterEach(() => vi.useRealTimers());

describe('a GPU that is lost', () => {
  test('in the middle of a run: the CPU does it, and a calm line with an offer says so', async () => {
    ask();
    await settled();
    await lose();
    expect([gpu.open, cpu.open]).toEqual([[], ['full: 3']]);
    await cpu.present.finish();
    expect(heard).toEqual(['kept on screen', 'calm: The connection to the GPU was lost.', 'settled']);
    expect(offer?.text).toBe('Use the GPU again');
  });

  test('told of before its run fails: the same, and the late failure is told to nobody', async () => {
    ask();
    await settled();
    const run = gpu.present;
    (backends as { gpu: unknown }).gpu = null;
    backends.onGpuLost!('The connection to the GPU was lost.');
    await settled();
    await run.fail(new BackendLostError('the driver has crashed'));
    expect(cpu.open).toEqual(['full: 3']);
    expect(heard).toEqual(['kept on screen', 'calm: The connection to the GPU was lost.']);
  });

  test('while the CPU computes: nobody is told', async () => {
    await toOther();
    await settled();
    await cpu.present.finish();
    heard.length = 0;
    await lose();
    expect(heard).toEqual([]);
    expect(cpu.open).toEqual([]);
  });

  test('is asked for again once by the page, and by a hand as often as it likes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    const back = new MadeUpEngine({ backend: 'gpu' });
    (backends as { gpu: unknown }).gpu = null;
    backends.onGpuLost!('The connection to the GPU was lost.');
    await vi.advanceTimersByTimeAsync(9000);
    expect(runner.engine).toBe(cpu.engine);
    nextGpu = back.engine;
    offer!.act();
    await vi.advanceTimersByTimeAsync(0);
    expect(runner.engine).toBe(back.engine);
    expect(heard.slice(2)).toEqual(['withdrawn', 'done: The GPU is available again and in use.']);
  });

  test('does not interrupt what is played when it is back by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    (backends as { gpu: unknown }).gpu = null;
    backends.onGpuLost!('The connection to the GPU was lost.');
    nextGpu = gpu.engine;
    isPlaying = true;
    await vi.advanceTimersByTimeAsync(9000);
    expect(runner.engine).toBe(cpu.engine);
  });
});

test('a scan that the GPU cannot hold runs on the CPU, whole', async () => {
  ask();
  await settled();
  await gpu.present.fail(new InputError('An image takes 1 GiB'));
  expect(cpu.open).toEqual(['full: 3']);
  await cpu.present.finish();
  expect(heard).toEqual(['calm: An image takes 1 GiB; this scan runs on the CPU.', 'settled']);
});

test('a GPU whose pictures no canvas shows is given up for good', async () => {
  ask();
  await settled();
  await gpu.present.fail(new NoSurfaceError());
  expect(cpu.open).toEqual(['full: 3']);
  expect(backends.gpu).toBeNull();
  expect(heard[1]).toMatch(/^standing: .*on a canvas/);
});

test('what fails on the CPU has nowhere else to go, and is told', async () => {
  runner.setEngine(cpu.engine);
  ask();
  await settled();
  await cpu.present.fail(new InputError('An image takes 1 GiB'));
  expect([cpu.open, gpu.open]).toEqual([[], []]);
  expect(heard).toEqual(['failed: An image takes 1 GiB']);
});
