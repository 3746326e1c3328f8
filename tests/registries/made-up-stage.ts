import type { WindowReadout } from '../../src/app/controls/window-readout.ts';
import { cpuEngine } from '../../src/app/engine/engine.ts';
import { PRESENT } from '../../src/app/lanes/present.ts';
import { PresentExperiment } from '../../src/app/present/present-experiment.ts';
import { HostCopies } from '../../src/app/runs/host-copies.ts';
import { RunPictures } from '../../src/app/runs/run-pictures.ts';
import type { Notices } from '../../src/app/shell/notices.ts';
import { type Layout, type Slot, slotId } from '../../src/app/stage/layout.ts';
import type { ShownPicture } from '../../src/app/stage/slot-pictures.ts';
import type { Stage } from '../../src/app/stage/stage.ts';
import { DisplayWindows } from '../../src/app/views/display-windows.ts';
import { Sights } from '../../src/app/views/sights.ts';
import type { Picture } from '../../src/app/views/view.ts';
import { InPlaceExecutor } from '../../src/compute/cpu/task-executor.ts';
import { resolveExperiment } from '../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../src/experiment/experiment-schema.ts';
import { cpuTasks } from '../../src/operators/cpu/cpu-tasks.ts';
import { shapePhantom } from '../../src/phantom/phantom-file.ts';
import { libraryPhantom } from '../support/library-phantom.ts';

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

const executor = new InPlaceExecutor(cpuTasks);
const copies = new HostCopies();

export const newSights = () => new Sights(copies.of.bind(copies));

/** Runs a small scan. @returns what a stage with these slots shows then */
export async function showRun(slots: Layout, lane = PRESENT, sights = newSights()) {
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
  const pictures = new RunPictures(present, stage as unknown as Stage, windows, copies, notices, sights);
  for await (const step of engine.full.run(experiment, subject)) {
    const run = { engine, experiment, subject, isPreview: false };
    if (step.kind === 'finished') pictures.finish(run, step, lane);
    else await pictures.show(run, step, lane);
  }
  return stage.shownPictures;
}
