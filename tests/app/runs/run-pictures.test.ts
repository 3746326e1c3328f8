// What the slots of a stage come to show of a run, and by which window.

import { beforeEach, describe, expect, test } from 'vitest';
import type { WindowReadout } from '../../../src/app/controls/window-readout.ts';
import { cpuEngine } from '../../../src/app/engine/engine.ts';
import type { LaneResult } from '../../../src/app/lanes/lane-runs.ts';
import { PRESENT } from '../../../src/app/lanes/present.ts';
import { UNFILTERED } from '../../../src/app/lanes/unfiltered.ts';
import type { PaneHover } from '../../../src/app/panes/pane-content.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { HostCopies } from '../../../src/app/runs/host-copies.ts';
import { RunPictures } from '../../../src/app/runs/run-pictures.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import { type Layout, type Slot, slotId, withLast } from '../../../src/app/stage/layout.ts';
import { WHOLE_WAY } from '../../../src/app/stage/layouts.ts';
import type { ShownPicture } from '../../../src/app/stage/slot-pictures.ts';
import type { Stage } from '../../../src/app/stage/stage.ts';
import { DisplayWindows } from '../../../src/app/views/display-windows.ts';
import { VIEWS } from '../../../src/app/views/registry.ts';
import { Sights } from '../../../src/app/views/sights.ts';
import type { Picture } from '../../../src/app/views/view.ts';
import { InPlaceExecutor } from '../../../src/compute/cpu/task-executor.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { finish, type RunOptions } from '../../../src/experiment/run-steps.ts';
import { cpuTasks } from '../../../src/operators/cpu/cpu-tasks.ts';
import { experimentOf, subject } from './small-experiments.ts';

/** A stage without a screen. */
class MadeUpStage {
  slots: Layout;
  readonly pictures = new Map<string, ShownPicture>();
  readonly notes = new Map<string, string>();
  readonly readouts = new Map<string, string>();
  readonly painted: string[] = [];

  constructor(slots: Layout) {
    this.slots = slots;
  }
  slotsOf(lane: Slot['lane']) {
    return this.slots.filter((slot) => slot.lane === lane);
  }
  pane(id: string) {
    return { setWindow: () => {}, setReadout: (text: string) => this.readouts.set(id, text) };
  }
  shown(id: string) {
    return this.pictures.get(id) ?? null;
  }
  shows(array: DeviceArray) {
    return [...this.pictures.values()].some((shown) => shown.array === array);
  }
  show(slot: Slot, engine: ShownPicture['engine'], picture: Picture) {
    this.pictures.set(slotId(slot), { ...picture, engine });
    this.notes.delete(slotId(slot));
    this.painted.push(slotId(slot));
  }
  showNothing(slot: Slot, why: string) {
    this.pictures.delete(slotId(slot));
    this.notes.set(slotId(slot), why);
  }
}

const host = new InPlaceExecutor(cpuTasks);
const engine = cpuEngine(host, {});
const base = experimentOf({
  scan: { views: 60, channels: 64, channelSpacingMm: 6 },
  reconstruction: { pixels: 48, pixelSizeMm: 6 },
});

const plain = UNFILTERED.pair({ experiment: base, subject })!.experiment;
const BESIDE = withLast(WHOLE_WAY, { view: VIEWS.get('slice'), lane: UNFILTERED });

let stage: MadeUpStage;
let copies: HostCopies;
let windows: DisplayWindows;
let pictures: RunPictures;

function arrange(layout: Layout) {
  const present = new PresentExperiment();
  present.open(base, subject);
  stage = new MadeUpStage(layout);
  copies = new HostCopies();
  const readout = { setScale: () => {}, setWindow: () => {} } as unknown as WindowReadout;
  windows = new DisplayWindows(present, stage as unknown as Stage, readout, host);
  pictures = new RunPictures(
    present,
    stage as unknown as Stage,
    windows,
    copies,
    {} as Notices,
    new Sights(copies.of.bind(copies)),
  );
}

async function* shownSteps(experiment: Experiment, lane = PRESENT, options: RunOptions = {}) {
  for await (const step of engine.full.run(experiment, subject, options)) {
    if (step.kind === 'finished') continue;
    await pictures.show({ engine, experiment, subject, isPreview: false }, step, lane);
    yield step;
  }
}

async function run(experiment: Experiment) {
  for await (const _ of shownSteps(experiment));
}

beforeEach(() => arrange(WHOLE_WAY));

test('a slice without a filter has no difference to the phantom, and says why', async () => {
  await run(base);
  expect([...stage.pictures.keys()].sort()).toEqual(['difference', 'phantom', 'sinogram', 'slice']);
  await run(plain);
  expect([...stage.pictures.keys()].sort()).toEqual(['phantom', 'sinogram', 'slice']);
  expect([...stage.notes]).toEqual([['difference', 'an unfiltered slice is not on the phantom’s scale']]);
  await run(base);
  expect(stage.pictures.has('difference')).toBe(true);
  expect(stage.notes.size).toBe(0);
});

test('what is on screen already is not painted again, but a slice that may have grown', async () => {
  await run(base);
  stage.painted.length = 0;
  await run(base);
  expect(stage.painted).toEqual(['slice']);
  const { grid, ...rest } = base.reconstruction;
  await run({ ...base, reconstruction: { ...rest, grid: { pixels: 24, pixelSizeMm: 12 } } });
  expect(stage.painted).toEqual(['slice', 'slice', 'phantom', 'difference']);
});

describe('a plain back-projection that builds up', () => {
  test('is within its window from the first views to the last', async () => {
    arrange(BESIDE);
    const beyond: number[] = [];
    for await (const step of shownSteps(plain, UNFILTERED, { viewsPerStep: () => 1 })) {
      if (step.kind !== 'image') continue;
      const { array, values } = stage.shown(slotId(stage.slots[3]!))!;
      const { width, level } = windows.of('unfiltered');
      const shown = [...(array as unknown as { data: Float32Array }).data].map((value) => values.toDisplay(value));
      const out = shown.filter((value) => Math.abs(value - level) > 0.51 * width).length;
      beyond.push(out / shown.length);
    }
    expect(beyond.length).toBeGreaterThan(30);
    // A hundredth is cut by the window's own making; between two looks at a slice it grows by a seventh.
    expect(Math.max(...beyond)).toBeLessThan(0.06);
    expect(beyond.at(-1)).toBeLessThan(0.011);
  });

  test('keeps the window of the whole while its views are played', async () => {
    arrange(BESIDE);
    for await (const _ of shownSteps(plain, UNFILTERED));
    const whole = windows.of('unfiltered');
    for await (const _ of shownSteps(plain, UNFILTERED, { viewsPerStep: () => 7 })) {
      expect(windows.of('unfiltered')).toEqual(whole);
    }
    const other = { ...plain, scan: { ...plain.scan, channels: 32, channelSpacingMm: 12 } };
    let isMoved = false;
    for await (const _ of shownSteps(other, UNFILTERED, { viewsPerStep: () => 7 })) {
      isMoved ||= windows.of('unfiltered').width !== whole.width;
    }
    expect(isMoved).toBe(true);
  });

  test('leaves the window that was turned by hand', async () => {
    arrange(BESIDE);
    windows.set('unfiltered', { width: 3, level: 1 });
    for await (const _ of shownSteps(plain, UNFILTERED, { viewsPerStep: () => 7 }));
    expect(windows.of('unfiltered')).toEqual({ width: 3, level: 1 });
  });
});

test('what lies between two slices has a window that follows it, however far they are apart', async () => {
  const departure = { view: VIEWS.get('departure'), lane: UNFILTERED };
  arrange([{ view: VIEWS.get('slice'), lane: PRESENT }, departure]);
  const water = 0.02059;
  const sliceOf = (muAt: (part: number) => number) => {
    const data = Float32Array.from({ length: 48 * 48 }, (_, i) => muAt(i / (48 * 48 - 1)));
    const result = { image: { rows: 48, columns: 48, data }, grid: base.reconstruction.grid, waterMuPerMm: water };
    return { engine, experiment: base, subject, result: { ...result, isThere: true } } as unknown as LaneResult;
  };
  const flat = sliceOf(() => water);
  for (const farthestHu of [20, 2000]) {
    const sloping = sliceOf((part) => water * (1 + (part * farthestHu) / 1000));
    const { signal } = new AbortController();
    await pictures.showBetween(engine, departure, sloping, flat, signal);
    // 98 % of all differences, which are 0 to the farthest in equal steps, are within it.
    expect(windows.of('difference')).toEqual({ width: Number((1.96 * farthestHu).toPrecision(2)), level: 0 });
    // While a knob moves it stands still.
    await pictures.showBetween(
      engine,
      departure,
      sliceOf((part) => part),
      flat,
      signal,
      'preview',
    );
    expect(windows.of('difference').width).toBe(Number((1.96 * farthestHu).toPrecision(2)));
  }
  expect(stage.pictures.has(slotId(departure))).toBe(true);
});

describe('the value under the pointer', () => {
  const hover: PaneHover = { row: 24, column: 24, horizontalValue: 3, verticalValue: -3 };
  const slot = WHOLE_WAY[2]!;

  test('comes when the device has been read, without another move of the pointer', async () => {
    await run(base);
    // A picture whose values are on a device.
    const shown = stage.shown('slice')!;
    let answer: (values: Float32Array) => void = () => {};
    const device = {
      hostValues: () => null,
      operators: { read: () => new Promise<Float32Array>((resolve) => (answer = resolve)) },
    } as unknown as ShownPicture['engine'];
    stage.pictures.set('slice', { ...shown, engine: device });
    copies.forget(shown.array);
    const read = pictures.readouts.show(slot, hover);
    expect(stage.readouts.get('slice')).toMatch(/: …$/);
    answer(new Float32Array(48 * 48).fill(0.02059));
    await read;
    expect(stage.readouts.get('slice')).toBe('x 3.0, y −3.0 mm: 0 HU');
  });

  test('that comes late is told of no other place and no other picture', async () => {
    await run(base);
    const shown = stage.shown('slice')!;
    const answers: ((values: Float32Array) => void)[] = [];
    const device = {
      hostValues: () => null,
      operators: { read: () => new Promise<Float32Array>((resolve) => answers.push(resolve)) },
    } as unknown as ShownPicture['engine'];
    stage.pictures.set('slice', { ...shown, engine: device });
    copies.forget(shown.array);
    const read = pictures.readouts.show(slot, hover);
    await pictures.readouts.show(slot, null);
    answers[0]!(new Float32Array(48 * 48));
    await read;
    expect(stage.readouts.get('slice')).toBe('');
  });
});

describe('what lies between two slices', () => {
  const kept: Slot['lane'] = { name: 'kept', label: 'A', pair: () => ({ experiment: base, subject }) };
  const DEPARTURE: Layout = [
    { view: VIEWS.get('slice'), lane: PRESENT },
    { view: VIEWS.get('departure'), lane: kept },
  ];

  test('is shown with its note, unless something newer is to be seen there', async () => {
    arrange(DEPARTURE);
    const { result } = await finish(engine.full.run(base, subject));
    const slice = { engine, experiment: base, subject, result };
    const newer = new AbortController();
    await pictures.showBetween(engine, DEPARTURE[1]!, slice, slice, newer.signal, 'preview 12²');
    const shown = stage.shown('departure-kept')!;
    expect([shown.note, Math.max(...(shown.array as unknown as { data: Float32Array }).data)]).toEqual([
      'preview 12²',
      0,
    ]);
    const showing = pictures.showBetween(engine, DEPARTURE[1]!, slice, slice, newer.signal);
    newer.abort();
    await showing;
    expect(stage.shown('departure-kept')).toBe(shown);
  });
});

describe('what takes a slice on the host', () => {
  const SIMILARITY: Layout = [
    { view: VIEWS.get('slice'), lane: PRESENT },
    { view: VIEWS.get('similarity'), lane: PRESENT },
  ];

  test('is shown once the run is over: a similarity whose mean is the SSIM of the slice', async () => {
    arrange(SIMILARITY);
    const { result } = await finish(engine.full.run(base, subject));
    const slice = { engine, experiment: base, subject, result };
    const newer = new AbortController();
    await pictures.showOfResult(engine, SIMILARITY[1]!, slice, newer.signal, 'preview 12²');
    const shown = stage.shown('similarity')!;
    expect([shown.note, shown.window, windows.of(shown.window)]).toEqual([
      'preview 12²',
      'similarity',
      { width: 1, level: 0.5 },
    ]);
    const values = engine.hostValues(shown.array)!.filter((value) => !Number.isNaN(value));
    const { ssim } = (await result.quality(engine.hostValues(result.image)!))!;
    expect(values.length).toBe((48 - 10) ** 2);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(ssim, 6);
    // Something newer is to be seen.
    const showing = pictures.showOfResult(engine, SIMILARITY[1]!, slice, newer.signal);
    newer.abort();
    await showing;
    expect(stage.shown('similarity')).toBe(shown);
  });

  test('of a slice on no scale is nothing, and it is said why', async () => {
    arrange(SIMILARITY);
    const { result } = await finish(engine.full.run(plain, subject));
    const { signal } = new AbortController();
    await pictures.showOfResult(engine, SIMILARITY[1]!, { engine, experiment: plain, subject, result }, signal);
    expect(stage.shown('similarity')).toBeNull();
    expect(stage.notes.get('similarity')).toBe('the slice is not on the phantom’s scale');
  });
});
