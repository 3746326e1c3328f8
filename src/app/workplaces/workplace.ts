import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { Lane } from '../lanes/lane.ts';
import type { LaneResult, LaneResults } from '../lanes/lane-runs.ts';
import type { KeptExperiment } from '../present/kept-experiment.ts';
import type { Step } from '../present/past.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { NewestWish } from '../runs/newest-wish.ts';
import type { Notices } from '../shell/notices.ts';
import type { Layout } from '../stage/layout.ts';

/** What a workplace may read, and ask of the page. */
export interface WorkplacePage {
  readonly present: PresentExperiment;
  readonly kept: KeptExperiment;
  readonly copies: HostCopies;
  readonly notices: Notices;
  /** What puts something else on the page; the newest wish wins. */
  readonly wishes: NewestWish;
  /** The room's layout is another now. */
  arrange(): void;
  /** Runs the present experiment, which has been changed. @param isOpened whether it is to be one to go back from */
  run(moving: boolean, isOpened: boolean): void;
  /** Puts a phantom of the library into a scan. @returns whether it is the present one, and nothing newer was asked for */
  openPhantom(name: string, base: PresentPair): Promise<boolean>;
  /** Brings an experiment back; resolves when its run is asked for. */
  restore(experiment: Experiment, subject: Subject): Promise<void>;
  /** Leaves for the workplace that the page begins with. */
  close(): void;
  /** Runs the present experiment on GPU and CPU, and compares them. */
  compareBackends(): void;
}

/** A run that is over, and what was run beside it. */
export interface SettledRun extends LaneResult {
  readonly lanes: LaneResults;
  /** Given when the next run begins. */
  readonly signal: AbortSignal;
}

/** What a workplace has of its own, from when it is first entered. */
export interface Room {
  /** What stands on the stage. */
  readonly layout: Layout;
  /** Stands where the controls stand. */
  readonly panel?: HTMLElement;
  /** Stands above the numbers of the run. */
  readonly numbers?: HTMLElement;
  /** What is run besides what stands on the stage. */
  readonly lanes?: readonly Lane[];
  /** The scan that a hand's next phantom is put into, where that is not the present one. */
  readonly base?: PresentPair | null;
  /** The step that what the room opens is part of; a step of its own without one. */
  readonly step?: Step;
  enter?(): void;
  /** @param isUndone the present experiment is one that has been, and nothing is to be brought back besides */
  leave?(isUndone: boolean): void;
  /** What it is about at this moment, to come back with it; `null` says nothing. */
  state?(): unknown;
  /** The present experiment is one that has been, of which the room said this, in this room or in none. */
  bring?(state: unknown): void;
  /** A hand has opened another subject. */
  subjectChanged?(): void;
  /** A whole run is over, and all that was run beside it. */
  settled?(run: SettledRun): Promise<void>;
}

/** A place to work at the present experiment: a layout, and tools of its own. Listed in `registry.ts`, a folder each. */
export interface Workplace {
  /** Its name in addresses. */
  readonly name: string;
  /** On its tab. */
  readonly title: string;
  /** The key that opens it, as `pressedKey` names keys. */
  readonly key: string;
  /** What one does there, in few words. */
  readonly hint: string;
  /** Makes its room when it is first entered. */
  room(page: WorkplacePage): Room | Promise<Room>;
}
