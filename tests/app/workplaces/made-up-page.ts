// The page without its elements: what decides what runs and what stands where is the page's own; the device, the stage's
// panes and the browser are made up.

import type { Lane } from '../../../src/app/lanes/lane.ts';
import { PRESENT } from '../../../src/app/lanes/present.ts';
import { MarkStore } from '../../../src/app/marks/mark-store.ts';
import type { PaneTool } from '../../../src/app/panes/pane-tool.ts';
import { AxisSearch } from '../../../src/app/present/axis-search.ts';
import { Knobs } from '../../../src/app/present/knobs.ts';
import { Opening } from '../../../src/app/present/opening.ts';
import { type KeptWithAddress, PageAddress } from '../../../src/app/present/page-address.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { Succession, type SuccessionParts } from '../../../src/app/present/succession.ts';
import { Undoing } from '../../../src/app/present/undoing.ts';
import { AfterRun, type AfterRunParts } from '../../../src/app/runs/after-run.ts';
import type { HostCopies } from '../../../src/app/runs/host-copies.ts';
import { type LiveRun, LiveRunner } from '../../../src/app/runs/live-runner.ts';
import { NewestWish } from '../../../src/app/runs/newest-wish.ts';
import type { PageRuns } from '../../../src/app/runs/page-runs.ts';
import type { RunPictures, ShownRun } from '../../../src/app/runs/run-pictures.ts';
import type { Notices } from '../../../src/app/shell/notices.ts';
import { type Layout, type Slot, slotId, slotsFor, titleOf } from '../../../src/app/stage/layout.ts';
import type { ShownPicture } from '../../../src/app/stage/slot-pictures.ts';
import type { Stage } from '../../../src/app/stage/stage.ts';
import type { PictureStep } from '../../../src/app/views/view.ts';
import { WorkArea } from '../../../src/app/workplaces/work-area.ts';
import type { DeviceArray } from '../../../src/compute/device.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { RunResult } from '../../../src/experiment/run-result.ts';
import type { RunStep } from '../../../src/experiment/run-steps.ts';
import { squareGrid } from '../../../src/geometry/grid.ts';
import { MadeUpBrowser } from '../present/made-up-browser.ts';
import { MadeUpEngine, type MadeUpRun, settled } from '../runs/made-up-engine.ts';

/** A stage whose panes say in a word what they show. */
class MadeUpStage {
  slots: Layout = [];
  readonly #seen = new Map<string, string>();
  readonly tools = new Map<string, PaneTool>();

  slotsOf(lane: Lane): Layout {
    return this.slots.filter((slot) => slot.lane === lane);
  }
  arrange(layout: Layout, hasPhantom: boolean): void {
    this.slots = slotsFor(layout, hasPhantom);
    const ids = this.slots.map(slotId);
    for (const id of [...this.#seen.keys()]) if (!ids.includes(id)) this.#seen.delete(id);
  }
  awaitOthers(): void {
    for (const slot of this.slots) if (slot.lane !== PRESENT) this.#seen.delete(slotId(slot));
  }
  showNothing(slot: Slot, why: string): void {
    this.#seen.set(slotId(slot), why);
  }
  /** Its panes have the tools that they were lent, also after they have left. */
  pane(id: string) {
    return {
      setTool: (tool: PaneTool) => this.tools.set(id, tool),
      takeBack: (tool: PaneTool) => this.tools.get(id) === tool && this.tools.delete(id),
      requestRedraw: () => undefined,
    };
  }
  /** What a test lets it show, which is nothing at first. */
  readonly pictures = new Map<string, ShownPicture>();
  shown(id: string): ShownPicture | null {
    return this.pictures.get(id) ?? null;
  }
  put(slot: Slot, seen: string): void {
    this.#seen.set(slotId(slot), seen);
  }
  /** What stands over the panes, and in them. */
  get seen(): Record<string, string> {
    return Object.fromEntries(
      this.slots.map((slot) => [titleOf(slot), this.#seen.get(slotId(slot)) ?? 'not computed yet']),
    );
  }
}

/** What shows something and decides nothing: it is told whatever it is told. */
const SILENT = new Proxy({}, { get: () => () => undefined });

/** The values of a slice: all of them the same. */
const SIDE = 5;
const WATER = 0.02;
const levelArray = (hu: number) =>
  ({ rows: SIDE, columns: SIDE, data: new Float32Array(SIDE * SIDE).fill(WATER * (1 + hu / 1000)) }) as DeviceArray & {
    readonly data: Float32Array;
  };

export type MadeUpPage = Awaited<ReturnType<typeof madeUpPage>>;

/**
 * Opens the page at an address.
 *
 * @param beforeReload what the browser has kept with it
 */
export async function madeUpPage(hash: string, beforeReload: KeptWithAddress | null = null) {
  const device = new MadeUpEngine();
  const present = new PresentExperiment();
  const wishes = new NewestWish();
  const told: string[] = [];
  /** Those that links were about. */
  const sweeps: object[] = [];
  const nothing = () => undefined;
  const notices = {
    failure: (error: unknown) => told.push((error as Error).message),
    done: (sentence: string) => told.push(sentence),
    calm: () => nothing,
    waiting: nothing,
    doneWaiting: nothing,
    loading: nothing,
    outdateErrors: nothing,
  } as unknown as Notices;
  const stage = new MadeUpStage();
  const pictures = {
    show: async ({ experiment }: ShownRun, _step: PictureStep, lane: Lane = PRESENT) => {
      for (const slot of stage.slotsOf(lane)) stage.put(slot, tellScan(experiment));
    },
    showBetween: async (
      ...[_cpu, slot, one, other, signal, note = null]: Parameters<RunPictures['showBetween']>
    ): Promise<void> => {
      if (signal.aborted || !one.result.isThere) return;
      const beside = note === null ? '' : ` (${note})`;
      stage.put(slot, `${tellScan(one.experiment)} − ${tellScan(other.experiment)}${beside}`);
    },
    showOfResult: async () => undefined,
    finish: nothing,
    followAtRest: async () => undefined,
    copyForPointer: async () => undefined,
  } as unknown as RunPictures;
  const copies = {
    of: async (_engine: unknown, array: DeviceArray) => (array as ReturnType<typeof levelArray>).data,
  } as unknown as HostCopies;
  /** What the panel beside the stage shows: the controls, or a room's own. */
  let workplace = '';

  const marks = new MarkStore();
  const axisSearch = new AxisSearch(present, notices);
  const area: WorkArea = new WorkArea(
    {
      ...{ present, copies, notices, wishes, marks, controls: null as unknown as HTMLElement },
      turn: (changes, finished) => succession.turned(changes, finished),
      run: (moving, isOpened) => succession.changedByRoom(moving, isOpened),
      openPhantom: (name, base) => opening.openPhantom(name, 'room', base),
      takeUp: (pair) => succession.takenUp(pair),
      restore: (experiment, subject) => succession.opened(experiment, subject, 'room'),
      compareBackends: nothing,
      hasGpu: () => false,
      look: () => request(false, true),
      ...{
        turnWindow: nothing,
        showPlayed: nothing,
        showScene: nothing,
        rewind: nothing,
        read: nothing,
        showWhole: nothing,
        play: nothing,
        addAnswer: nothing,
      },
      looked: () => succession.writeAddress('changed'),
    },
    stage as unknown as Stage,
    pictures,
    device.engine,
    { onChanged: () => succession.writeAddress(), onArranged: nothing, rerun: () => request(false) },
    () => ({
      show: ({ name }) => {
        workplace = name;
      },
    }),
  );
  const afterRun = new AfterRun(
    {
      ...{ present, axisSearch, pictures, roomRuns: area.runs },
      status: { succeeded: nothing, endedBeside: nothing, atRest: nothing },
      numbers: { advise: async () => undefined, awaitQuality: nothing, measure: async () => undefined },
    } as unknown as AfterRunParts,
    { onAxisFound: nothing, onWhole: nothing },
  );
  const runner = new LiveRunner(device.engine, {
    onStep: (run: LiveRun, step: RunStep) => {
      if (step.kind !== 'finished') void pictures.show(run, step);
      else if (run.request.moving) {
        const { engine, experiment, whole, request: asked } = run;
        area.runs.moved({ engine, experiment, subject: asked.subject, result: step.result }, whole);
      }
    },
    onSettled: (run, result) => void afterRun.follow(run, result),
    onFailed: (_run, error) => told.push((error as Error).message),
    onBusy: (busy) => {
      if (!busy) return;
      afterRun.abandon();
      area.lanes.abandon();
    },
    onProgress: nothing,
  });
  const request = (moving: boolean, onlyLooks = false) => {
    afterRun.abandon();
    const { experiment, subject } = present;
    runner.request({ experiment, subject, moving, look: area.room?.look, readsOnly: area.room?.readsOnly, onlyLooks });
  };
  const browser = new MadeUpBrowser();
  // Written at once.
  const address: PageAddress = new PageAddress(present, browser, { changed: () => address.write(), moving: nothing });
  address.behind = () => area.behind(null);
  const knobs = new Knobs(present, axisSearch);
  const undoing = new Undoing(present, wishes, (before) => succession.brought(before));
  const opening: Opening = new Opening(present, notices, wishes, {
    base: () => area.workplaces.base,
    prepare: (_input, experiment) => experiment,
    readBehind: (of, opened, from) => area.readBehind(of, opened, from),
    take: (experiment, subject, wisher, behind) => succession.opened(experiment, subject, wisher, behind),
    onStandIn: nothing,
    onLecture: nothing,
    onCourseLink: nothing,
    askForRoles: async () => null,
    onBegin: nothing,
    onSettled: nothing,
  });
  const succession: Succession = new Succession({
    ...{ present, notices, opening, axisSearch, knobs, area, stage, address },
    phantomMenu: SILENT,
    editing: { end: nothing, showWhether: nothing, isActive: false },
    panel: SILENT,
    windows: SILENT,
    showSweep: (sweep: object) => sweeps.push(sweep),
    numbers: SILENT,
    runs: {
      changed: request,
      rerun: async () => request(false),
      stopPlaying: () => playing.stop(),
    } as Partial<PageRuns>,
  } as unknown as SuccessionParts);

  present.addPart('workplace', area.workplaces);
  present.addPart('choices', area.workplaces.choices);
  present.addPart('marks', marks);
  present.addPart('kept', area.kept);
  /** How long runs say that they took. */
  const clock = { runMs: 1 };
  /** What ends playing may take its time. */
  const playing: { stop: () => Promise<void> } = { stop: async () => undefined };
  await area.enterFirst();
  await opening.openAddress(hash, beforeReload);
  await opening.settled();
  await settled();

  return {
    ...{ device, present, wishes, told, sweeps, area, opening, undoing, succession, playing, clock, address, browser },
    /** Over and in each pane. */
    get seen() {
      return stage.seen;
    },
    get workplace() {
      return workplace;
    },
    showIn: (slot: Slot, picture: ShownPicture) => stage.pictures.set(slotId(slot), picture),
    /** The panes that a room has lent a tool. */
    get panesWithTools() {
      return [...stage.tools.keys()];
    },
    /** What runs, a word each. */
    get runs() {
      return device.runs.filter((run) => !run.isOver).map((run) => `${run.of}: ${tellScan(run.experiment)}`);
    },
    /** Ends the newest run, or another one, with a slice of one value. */
    finish: (hu = 0, run = device.present) => finish(run, hu, clock.runMs),
    /** Ends whatever runs, and what is run then, until nothing more is: each gives a slice of as many HU as `huOf` says. */
    async rest(huOf: (run: MadeUpRun) => number = () => 0): Promise<void> {
      await settled();
      for (let i = 0; i < 50; i++) {
        const open = device.runs.filter((run) => !run.isOver);
        if (open.length === 0) return;
        for (const run of open) await (run.isGivenUp ? run.endStep() : finish(run, huOf(run), clock.runMs));
        await settled();
      }
      throw new Error('the page does not come to rest');
    },
  };
}

async function finish(run: MadeUpRun, hu: number, timeMs: number): Promise<RunResult> {
  const image = levelArray(hu);
  await run.show({ kind: 'image', image } as unknown as RunStep);
  const truthValues = levelArray(0).data;
  return run.finish(timeMs, {
    image,
    truthValues,
    grid: squareGrid(SIDE, 1),
    waterMuPerMm: WATER,
    ...{ measured: image, signalFactor: 1 },
    ...{ isThere: true, isReconstructed: true, hold: () => () => undefined },
    quality: async () => null,
    findings: {},
  } as Partial<RunResult>);
}

/** A scan in a word: its phantom, its views, what disturbs it and what is done about that. */
export function tellScan({ phantom, scan, acquisition, corrections }: Experiment): string {
  const disturbed = Object.entries(acquisition).flatMap(([key, value]) => {
    if (['modality', 'channelAperture'].includes(key)) return [];
    if (key === 'beam') return value.kind === 'tube' ? [`${value.voltageKV} kV`] : [];
    const isNothing = !value || value.kind === 'none' || (Array.isArray(value) && value.length === 0);
    const parts = typeof value === 'object' ? Object.values(value) : [value];
    const told = parts.map((part) => (typeof part === 'number' ? Number(part.toPrecision(3)) : part));
    return isNothing ? [] : [`${key} ${told.join(' ')}`];
  });
  const cures = corrections.map(({ kind }) => `${kind} corrected`);
  return [typeof phantom === 'string' ? phantom : 'own', `${scan.views} views`, ...disturbed, ...cures].join(', ');
}
