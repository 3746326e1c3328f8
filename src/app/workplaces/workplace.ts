import type { RangePart } from '../../experiment/automatic-window.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { IterationRecord } from '../../experiment/iteration-record.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { VolumeLook } from '../../experiment/volume-look.ts';
import type { PlanePoint } from '../../measure/plane.ts';
import type { GivenAnswer } from '../../report/report.ts';
import type { Lane } from '../lanes/lane.ts';
import type { LaneResult, LaneResults } from '../lanes/lane-runs.ts';
import type { MarkStore } from '../marks/mark-store.ts';
import type { PaneHover } from '../panes/pane-content.ts';
import type { PaneTool } from '../panes/pane-tool.ts';
import type { DisplayWindow } from '../panes/window-level.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import type { KeptExperiments, KeptName } from '../present/kept-experiments.ts';
import type { Step } from '../present/past.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import type { HostCopies } from '../runs/host-copies.ts';
import type { NewestWish } from '../runs/newest-wish.ts';
import type { PlayerState } from '../runs/player.ts';
import type { KeyActions } from '../shell/keys.ts';
import type { Notices } from '../shell/notices.ts';
import type { Layout, Slot } from '../stage/layout.ts';
import type { ShownPicture } from '../stage/slot-pictures.ts';
import type { SceneLook } from '../views/scene/scene-look.ts';
import type { WindowKind } from '../views/view.ts';

/** What a workplace may read, and ask of the page. */
export interface WorkplacePage {
  readonly present: PresentExperiment;
  readonly kept: KeptExperiments;
  readonly copies: HostCopies;
  readonly notices: Notices;
  /** What hands have marked on the pictures. */
  readonly marks: MarkStore;
  /** The place of the controls of the scan, which a room may borrow (`controls/borrowed-controls.ts`). */
  readonly controls: HTMLElement;
  /** What puts something else on the page; the newest wish wins. */
  readonly wishes: NewestWish;
  /** The room's layout is another now. */
  arrange(): void;
  /** A knob of the room's own has moved: what it changes is checked as that of any control is. @param finished on release */
  turn(changes: ExperimentChanges, finished: boolean): void;
  /** Turns the display window of a kind of pictures by hand. @param finished when the hand lets go */
  turnWindow(kind: WindowKind, window: DisplayWindow, finished: boolean): void;
  /** Runs the present experiment, which has been changed. @param isOpened whether it is to be one to go back from */
  run(moving: boolean, isOpened: boolean): void;
  /** Puts a phantom of the library into a scan. @returns whether it is the present one, and nothing newer was asked for */
  openPhantom(name: string, base: PresentPair): Promise<boolean>;
  /** Makes another experiment the present one, as undoing does: a step, in which windows stay as they are. */
  takeUp(pair: PresentPair): void;
  /** Brings an experiment back; resolves when its run is asked for. */
  restore(experiment: Experiment, subject: Subject): Promise<void>;
  /** Shows the present experiment as the room looks at it now; nothing of it has changed. */
  look(): void;
  /** What the room says of itself is another now, in links too. @param moving while a hand goes on changing it */
  looked(moving: boolean): void;
  /** Tells views how the scene is looked at. */
  showScene(scene: SceneLook): void;
  /** The scanner stands at its first view again, wherever playing or a hand has left it. */
  rewind(): void;
  /** What a slot of the stage shows; `null` while that is nothing. */
  shown(slot: Slot): ShownPicture | null;
  /** Puts the crosshair on a slot's picture, for keys to move. */
  read(slot: Slot): void;
  /** Shows the whole of every picture, however far a hand has zoomed. */
  showWhole(): void;
  /** Says in a slot's title line what is there at a place that a hand points at elsewhere; `null` says nothing. */
  pointAt(slot: Slot, place: PlanePoint | null): void;
  /**
   * Shows the slice of a lane as an iteration of its run, which is over, has left it, or the nearest that is kept; `null`
   * shows the last one again.
   */
  showIteration(lane: Lane, run: LaneResult, iteration: number | null): void;
  /** Paints what stands on the stage again, over which the tools of the room draw. */
  redraw(): void;
  /** Begins or ends playing view by view. */
  play(): void;
  /** Puts an answer to a step of a lesson into the report. */
  addAnswer(answer: GivenAnswer): void;
  /** Says on the bar what the room plays. */
  showPlayed(state: PlayerState): void;
  /** Leaves for the workplace that the page begins with. */
  close(): void;
  /** Runs the present experiment on GPU and CPU, or without a GPU in the CPU's own ways, and compares them. */
  compareBackends(): void;
  /** Whether there is a GPU to compare the CPU with. */
  hasGpu(): boolean;
}

/** A run that is over, and what was run beside it. */
export interface SettledRun extends LaneResult {
  readonly lanes: LaneResults;
  /** Given when the next run begins. */
  readonly signal: AbortSignal;
}

/** What is known of the iterations of a run under way, when another has been made. */
export interface IteratedStep {
  readonly experiment: Experiment;
  readonly subject: Subject;
  /** What is 0 HU in it, in 1/mm. */
  readonly waterMuPerMm: number;
  readonly iterations: IterationRecord;
  /** How many are to be made. */
  readonly of: number;
}

/** What of a room a link carries. */
export interface Linked {
  /** It, as JSON. */
  readonly json: unknown;
  /** What that is, in a few words. */
  readonly what: string;
  /** What of it no link can carry, in a few words each. */
  readonly lacks: readonly string[];
}

/** What a room plays. */
export interface RoomPlayer {
  toggle(): void;
  /** @param view counted from 0 */
  seek(view: number): void;
  /** @param speed 1 as it is usually */
  setSpeed(speed: number): void;
}

/** What a workplace has of its own, from when it is first entered. */
export interface Room {
  /** What stands on the stage. */
  readonly layout: Layout;
  /** Stands where the controls stand. */
  readonly panel?: HTMLElement;
  /** Stands above the stage. */
  readonly bar?: HTMLElement;
  /** Stands above the numbers of the run. */
  readonly numbers?: HTMLElement;
  /** What is run besides what stands on the stage. */
  readonly lanes?: readonly Lane[];
  /** Whether what was kept is to be seen in it now, so that it is to run as soon as it is kept. */
  readonly comparesKept?: boolean;
  /** The part of the readings' range that the sinogram shows, unless a hand has turned its window; all of it without one. */
  readonly readingsPart?: RangePart | undefined;
  /** What is looked at of a volume; without it none is shown. */
  readonly look?: VolumeLook | undefined;
  /** Whether what the detector reads is all that it shows, so that nothing is reconstructed. */
  readonly readsOnly?: boolean;
  /** The run whose volume it shows, once that is over. */
  readonly volume?: LaneResult | null;
  /** Plays what the room looks at, instead of the slice that grows; a room with a look and without it plays nothing. */
  readonly player?: RoomPlayer | undefined;
  /** Whether the volume that it looks at grows view by view when it is played. */
  readonly grows?: boolean;
  /** So many views are in what is played. */
  played?(views: number): void;
  /** A hand asks for another look, in a view that draws itself. */
  lookAt?(look: VolumeLook): void;
  /** The same of the scene. @param step to be undone; `null` for from where alone, which is none */
  lookAtScene?(scene: SceneLook, step: Step | null): void;
  /** The scan that a hand's next phantom is put into, where that is not the present one. */
  readonly base?: PresentPair | null;
  /** The step that what the room opens is part of; a step of its own without one. */
  readonly step?: Step;
  /** Its keys anywhere on the page, by the names of `pressedKey`; the page's own come first. */
  readonly keys?: KeyActions;
  /** A tool of its own for a pane of its layout. */
  tool?(slot: Slot): PaneTool | null;
  /** What is under the pointer or the crosshair of a pane; `null` where it has left. */
  hovered?(slot: Slot, hover: PaneHover | null): void;
  /** Another picture stands in a slot of its layout, of a run or of its preview. */
  shown?(slot: Slot): void;
  enter?(): void;
  /** @param isUndone the present experiment is one that has been, and nothing is to be brought back besides */
  leave?(isUndone: boolean): void;
  /** What it is about at this moment, to come back with it; `null` says nothing. */
  state?(): unknown;
  /**
   * The present experiment is one that has been, of which the room said this, in this room or in none.
   *
   * @param left what the present experiment was until now; `null` where a link says it
   */
  bring?(state: unknown, left: PresentPair | null): void;
  /** What has been chosen in it of how things are shown: another choice is a step to be undone. `null` as at first. */
  choices?(): unknown;
  bringChoices?(choices: unknown): void;
  /**
   * How things are shown in it, for links alone, instead of `state`: undoing does not lead back to a room for it. Comes by
   * `fromLink` and `bring`.
   */
  seen?(): unknown;
  /** What a link to the present experiment carries of what the room is about, as `state` or `seen` tells it; `null` for nothing. */
  toLink?(state: unknown, present: PresentPair): Linked | null;
  /**
   * What the room is about that a link carries, for `bring`.
   *
   * @param present the experiment of the link, which is not on the page yet
   * @param where said before the path
   * @throws InputError (rejects) naming the path of what is wrong
   */
  fromLink?(json: unknown, present: PresentPair, where: string): Promise<unknown>;
  /** What a link may have behind `#` instead of all that the page shows, since that is untouched; `null` where it is not. */
  shortLink?(): string | null;
  /** The present experiment is another one, whoever has changed it: what shows its settings is to show these. */
  presentChanged?(): void;
  /** The present experiment has just been kept under a letter. */
  kept?(name: KeptName): void;
  /** Another subject has been opened. @param isOfAddress by a link, which says all that there is to be said of it */
  subjectChanged?(isOfAddress: boolean): void;
  /** A whole run under way has made another iteration. */
  iterated?(lane: Lane, step: IteratedStep): void;
  /** A whole run is over, and all that was run beside it. */
  settled?(run: SettledRun): Promise<void>;
  /** What was run beside it was given up by hand. */
  givenUp?(): void;
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
