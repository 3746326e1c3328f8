import { afterEach, expect, test } from 'vitest';
import type { WindowReadout } from '../../src/app/controls/window-readout.ts';
import { cpuEngine } from '../../src/app/engine/engine.ts';
import { PRESENT } from '../../src/app/lanes/present.ts';
import { UNFILTERED } from '../../src/app/lanes/unfiltered.ts';
import { PresentExperiment } from '../../src/app/present/present-experiment.ts';
import { HostCopies } from '../../src/app/runs/host-copies.ts';
import { RunPictures } from '../../src/app/runs/run-pictures.ts';
import type { Notices } from '../../src/app/shell/notices.ts';
import { type Layout, type Slot, slotId, slotsFor, titleOf } from '../../src/app/stage/layout.ts';
import { WHOLE_WAY } from '../../src/app/stage/layouts.ts';
import type { ShownPicture, Stage } from '../../src/app/stage/stage.ts';
import { DisplayWindows } from '../../src/app/views/display-windows.ts';
import { VIEWS } from '../../src/app/views/registry.ts';
import { slicePicture } from '../../src/app/views/slice-picture.ts';
import type { Picture, View } from '../../src/app/views/view.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

/** What a folder of a view of one's own exports: the slice, its values named thousandths. */
const thousandths: View = {
  name: 'thousandths',
  plane: 'slice',
  needsPhantom: false,
  title: ({ label }) => `In thousandths${label === null ? '' : `: ${label}`}`,
  picture: (step, { spanOf }) => {
    if (step.kind !== 'image') return null;
    const values = {
      unit: '‰',
      span: 1000 * spanOf('slice'),
      toDisplay: (value: number) => 1000 * value,
      fromDisplay: (value: number) => value / 1000,
      format: (value: number) => value.toFixed(1),
    };
    return slicePicture(step.image, step.grid, { values, window: 'slice', waterMuPerMm: step.waterMuPerMm });
  },
};

let remove = () => {};
afterEach(() => remove());

/** A stage without panes, which remembers what it was shown. */
class MadeUpStage {
  readonly shownPictures = new Map<string, ShownPicture>();
  readonly slots: Layout;

  constructor(slots: Layout) {
    this.slots = slots;
  }

  slotsOf(lane: Slot['lane']) {
    return this.slots.filter((slot) => slot.lane === lane);
  }
  pane() {
    return null;
  }
  shown(id: string) {
    return this.shownPictures.get(id) ?? null;
  }
  shows(array: Picture['array']) {
    return [...this.shownPictures.values()].some((shown) => shown.array === array);
  }
  show(slot: Slot, engine: ShownPicture['engine'], picture: Picture) {
    this.shownPictures.set(slotId(slot), { ...picture, engine });
  }
}

async function showRun(slots: Layout, lane = PRESENT) {
  const executor = new InPlaceExecutor(cpuTasks);
  const engine = cpuEngine(executor, {});
  const subject = shapePhantom(libraryPhantom('shepp-logan-modified'));
  const input = {
    phantom: 'shepp-logan-modified',
    scan: { views: 12, channels: 31, channelSpacingMm: 8 },
    reconstruction: { grid: { pixels: 16, pixelSizeMm: 12 } },
  };
  const experiment = resolveExperiment(parseExperimentInput(input), subject);
  const present = new PresentExperiment();
  present.open(experiment, subject);
  const stage = new MadeUpStage(slots);
  const readout = { setScale: () => {}, setWindow: () => {} } as unknown as WindowReadout;
  const windows = new DisplayWindows(present, stage as unknown as Stage, readout, executor);
  const notices = {} as Notices;
  const pictures = new RunPictures(present, stage as unknown as Stage, windows, new HostCopies(), notices);
  for await (const step of engine.full.run(experiment, subject)) {
    if (step.kind !== 'finished') await pictures.show({ engine, experiment, isPreview: false }, step, lane);
  }
  return stage.shownPictures;
}

test('a view of one’s own needs its spec and its registration', async () => {
  expect(() => VIEWS.get('thousandths')).toThrow('none of the views is named thousandths');
  remove = VIEWS.add(thousandths);
  const slots = ['phantom', 'thousandths', 'slice'].map((name) => ({ view: VIEWS.get(name), lane: PRESENT }));
  const shown = await showRun(slots);
  expect([...shown.keys()].sort()).toEqual(['phantom', 'slice', 'thousandths']);
  const own = shown.get('thousandths')!;
  expect(own.array).toBe(shown.get('slice')!.array);
  expect(own.description).toBe('16 × 16 pixels of 12 mm');
  expect([own.values.unit, own.values.toDisplay(0.2)]).toEqual(['‰', 200]);
});

test('its slots are found by view and lane, and show their own lane alone', async () => {
  remove = VIEWS.add(thousandths);
  const view = VIEWS.get('thousandths');
  const slots: Layout = [
    { view, lane: PRESENT },
    { view, lane: UNFILTERED },
    { view, lane: UNFILTERED, title: 'Smeared' },
  ];
  expect(slots.map(slotId)).toEqual(['thousandths', 'thousandths-unfiltered', 'thousandths-unfiltered']);
  expect(slots.map(titleOf)).toEqual(['In thousandths', 'In thousandths: Without the filter', 'Smeared']);
  expect([...(await showRun(slots, UNFILTERED)).keys()]).toEqual(['thousandths-unfiltered']);
});

test('of measured data only what does without a phantom is on the stage', () => {
  const layout = WHOLE_WAY;
  expect(slotsFor(layout, true)).toBe(layout);
  expect(slotsFor(layout, false).map(slotId)).toEqual(['sinogram', 'slice']);
});
