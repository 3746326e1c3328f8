import type { Experiment } from '../../experiment/experiment.ts';
import type { Subject } from '../../experiment/subject.ts';
import type { ControlPanel } from '../controls/control-panel.ts';
import type { PhantomEditing } from '../editor/phantom-editing.ts';
import type { PageRuns } from '../runs/page-runs.ts';
import type { Notices } from '../shell/notices.ts';
import { aboutSubject, type PhantomMenu } from '../shell/phantom-menu.ts';
import type { Stage } from '../stage/stage.ts';
import type { DisplayWindows } from '../views/display-windows.ts';
import type { PageBehind } from '../workplaces/page-behind.ts';
import type { WorkArea } from '../workplaces/work-area.ts';
import type { AxisSearch } from './axis-search.ts';
import type { ExperimentChanges } from './changed-experiment.ts';
import type { Knobs } from './knobs.ts';
import type { Opening, Wisher } from './opening.ts';
import type { PageAddress } from './page-address.ts';
import type { PresentExperiment, PresentPair } from './present-experiment.ts';

export interface SuccessionParts {
  readonly present: PresentExperiment;
  readonly notices: Notices;
  readonly address: PageAddress;
  readonly opening: Opening;
  readonly axisSearch: AxisSearch;
  readonly knobs: Knobs;
  readonly phantomMenu: PhantomMenu;
  readonly editing: PhantomEditing;
  readonly panel: ControlPanel;
  readonly stage: Stage;
  readonly windows: DisplayWindows;
  readonly area: WorkArea;
  readonly runs: PageRuns;
  /** Shows a sweep that a link is about, to be run. */
  showSweep(sweep: object): void;
}

/** What becomes of the page when the present experiment is another one: opened, turned, edited, or one that has been. */
export class Succession {
  readonly #parts: SuccessionParts;

  constructor(parts: SuccessionParts) {
    this.#parts = parts;
  }

  /** Takes over what was opened, at once; resolves when its run is asked for. @param behind an address's, behind it */
  async opened(
    experiment: Experiment,
    subject: Subject,
    wisher: Wisher,
    behind: PageBehind | null = null,
  ): Promise<void> {
    const { present, notices, axisSearch, editing, stage, windows, area, runs } = this.#parts;
    notices.outdateErrors();
    editing.end();
    const played = runs.stopPlaying();
    if (wisher !== 'room') area.room?.subjectChanged?.(wisher === 'address');
    windows.forgetHand();
    if (behind?.windows) windows.bringHand(behind.windows);
    present.open(experiment, subject, area.room?.step);
    this.writeAddress(wisher === 'address' ? 'ledHere' : 'opened');
    axisSearch.taken(subject);
    windows.forSubject();
    stage.awaitOthers();
    area.arrange();
    this.showSubject();
    this.showControls();
    if (behind) area.open(behind);
    if (behind?.sweep) this.#parts.showSweep(behind.sweep);
    await played;
    await runs.rerun();
  }

  /** A control has moved. What the experiment's own rules refuse is told when the hand lets go. */
  turned(changes: ExperimentChanges, finished: boolean): void {
    const { notices, knobs, windows, runs } = this.#parts;
    try {
      if (!knobs.turn(changes, finished)) return;
    } catch (error) {
      notices.failure(error);
      this.showControls();
      return;
    }
    this.writeAddress(finished ? 'changed' : 'moving');
    if (changes.reconstruction?.filter) windows.forFilter();
    // Many a choice chooses another, and some have other controls.
    this.showControls();
    runs.changed(!finished);
  }

  /** A room has changed the present experiment. @param isOpened whether it is to be one to go back from */
  changedByRoom(moving: boolean, isOpened: boolean): void {
    this.writeAddress(isOpened ? 'opened' : moving ? 'moving' : 'changed');
    this.showControls();
    this.#parts.runs.changed(moving);
  }

  /** The phantom has been edited. */
  edited(moving: boolean): void {
    const { windows, runs } = this.#parts;
    this.writeAddress(moving ? 'moving' : 'changed');
    if (!moving) {
      this.showSubject();
      windows.followSubject();
    }
    runs.changed(moving);
  }

  /** A hand takes up an experiment that was kept: another one at once, in windows as they are. */
  takenUp({ experiment, subject }: PresentPair): void {
    const { present, editing } = this.#parts;
    const before = present.pair;
    editing.end();
    present.open(experiment, subject);
    this.brought(before);
  }

  /** The present experiment is one that has been. */
  brought(before: PresentPair): void {
    const { present, notices, axisSearch, editing, stage, windows, area, runs } = this.#parts;
    const { subject } = present;
    notices.outdateErrors();
    this.writeAddress();
    if (subject !== before.subject) {
      axisSearch.taken(subject);
      if (editing.isActive) windows.followSubject();
      else {
        windows.forSubject();
        stage.awaitOthers();
      }
      area.arrange();
      this.showSubject();
    }
    this.showControls();
    void runs.rerun();
  }

  /** Which phantom it is, and whether it can be edited. */
  showSubject(): void {
    const { experiment, subject } = this.#parts.present;
    this.#parts.phantomMenu.show(experiment, subject);
    this.#parts.editing.showWhether();
  }

  showControls(): void {
    const { experiment, subject } = this.#parts.present;
    this.#parts.panel.show(experiment, subject, aboutSubject(subject));
    this.#parts.area.room?.presentChanged?.();
    this.#parts.windows.show();
  }

  /** A link whose files are missing stays in the address: a reload is to ask for them again. */
  writeAddress(after: 'moving' | 'changed' | 'opened' | 'ledHere' = 'changed'): void {
    const { opening, address } = this.#parts;
    if (opening.linkWaits) return;
    if (after === 'opened' || after === 'ledHere') address[after]();
    else address.changed(after === 'moving');
  }
}
