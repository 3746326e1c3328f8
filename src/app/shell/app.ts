import { CHOOSE_AXIS } from '../axis/choose-axis.ts';
import { ControlPanel } from '../controls/control-panel.ts';
import { closeDialogs } from '../dialogs/dialog-loader.ts';
import { PageDialogs } from '../dialogs/page-dialogs.ts';
import { type NewPhantom, newPhantom } from '../editor/new-phantom.ts';
import { PhantomEditing } from '../editor/phantom-editing.ts';
import { byId } from '../elements/element.ts';
import { Backends } from '../engine/backends.ts';
import { openFileDoors } from '../files/file-doors.ts';
import { TermListener } from '../glossary/term-listener.ts';
import { LectureDoor } from '../lecture/lecture-door.ts';
import { RunLog } from '../log/run-log.ts';
import { MarkStore } from '../marks/mark-store.ts';
import { keepOffline } from '../offline/keep-offline.ts';
import { NumbersPanel } from '../panels/numbers-panel.ts';
import { roundWindow } from '../panes/window-level.ts';
import { AxisSearch } from '../present/axis-search.ts';
import { Knobs } from '../present/knobs.ts';
import { Opening } from '../present/opening.ts';
import { experimentKeptWith, PageAddress } from '../present/page-address.ts';
import { PresentExperiment } from '../present/present-experiment.ts';
import { Succession } from '../present/succession.ts';
import { Undoing } from '../present/undoing.ts';
import { ReportDoor } from '../report/report-door.ts';
import { HostCopies } from '../runs/host-copies.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import { PageRuns } from '../runs/page-runs.ts';
import { RunNumbers } from '../runs/run-numbers.ts';
import { RunPictures } from '../runs/run-pictures.ts';
import { SCANNER, WHOLE_WAY } from '../stage/layouts.ts';
import { Stage } from '../stage/stage.ts';
import { DisplayWindows } from '../views/display-windows.ts';
import { PaneTraces } from '../views/pane-traces.ts';
import { EnlargeButton } from '../views/scanner/enlarge-scanner.ts';
import { scanner } from '../views/scanner/spec.ts';
import { Sights } from '../views/sights.ts';
import { WorkArea } from '../workplaces/work-area.ts';
import { WorkAreaElements } from '../workplaces/work-area-elements.ts';
import { listenToCommands } from './commands.ts';
import { FirstBackend } from './first-backend.ts';
import { Notices } from './notices.ts';
import { pageCommands } from './page-commands.ts';
import { PhantomMenu } from './phantom-menu.ts';
import { listenToPrinting } from './print-sheet.ts';
import { UndoButtons } from './undo-buttons.ts';

/**
 * The page: makes its parts, ties them together, and decides what happens in which order when a hand asks for another
 * experiment, another backend or another view. What each part does stands in the part.
 */
export class App {
  readonly #present = new PresentExperiment();
  /** What puts something else on the page: whatever is opened, artefacts, edits. */
  readonly #wishes = new NewestWish();
  readonly #backends = new Backends();
  readonly #copies = new HostCopies();
  readonly #marks = new MarkStore();
  readonly #notices = new Notices(byId('notices', HTMLElement));
  readonly #sights = new Sights((engine, array) => this.#copies.of(engine, array));
  readonly #stage = new Stage(
    byId('stage', HTMLElement),
    WHOLE_WAY,
    {
      ...{ sights: this.#sights, host: this.#backends.host },
      lookAt: (look) => this.#area.room?.lookAt?.(look),
      lookAtScene: (scene, step) => this.#area.room?.lookAtScene?.(scene, step),
    },
    {
      onWindow: (slot, window, finished) => this.#windows.set(this.#windows.kindOf(slot), window, finished),
      onHover: (slot, hover) => {
        void this.#pictures.readouts.show(slot, hover);
        this.#traces.hover(slot, hover);
        this.#area.room?.hovered?.(slot, hover);
        const { plane } = slot.view;
        this.#sights.point(plane && hover ? { plane, hover } : null);
      },
      onShown: (slot) => this.#area.room?.shown?.(slot),
    },
  );
  readonly #panel = new ControlPanel(byId('panel', HTMLElement), {
    onChange: (changes, finished) => this.#succession.turned(changes, finished),
    window: {
      onWindow: (window, finished) => this.#windows.set(this.#windows.kindOfSlice, window, finished),
      onInvert: (inverted) => this.#windows.invert(inverted),
      onReset: () => this.#resetView(),
    },
    onFailed: (error) => this.#notices.failure(error),
    onReset: () => void this.#opening.reset(),
  });
  readonly #windows = new DisplayWindows(this.#present, this.#stage, this.#panel.window, this.#backends.host);
  readonly #pictures = new RunPictures(
    this.#present,
    this.#stage,
    this.#windows,
    this.#copies,
    this.#notices,
    this.#sights,
  );
  readonly #log = new RunLog();
  readonly #numbers = new RunNumbers(
    this.#present,
    new NumbersPanel(byId('numbers', HTMLElement)),
    this.#copies,
    this.#notices,
    this.#log,
  );
  readonly #traces = new PaneTraces(this.#stage);
  readonly #enlarge = new EnlargeButton(
    () => this.#area.showsScanner,
    (large) => this.#area.showScanner(large),
  );
  readonly #area = new WorkArea(
    {
      present: this.#present,
      copies: this.#copies,
      ...{ notices: this.#notices, marks: this.#marks },
      ...{ wishes: this.#wishes, controls: byId('panel', HTMLElement) },
      turn: (changes, finished) => this.#succession.turned(changes, finished),
      turnWindow: (kind, window, finished) =>
        this.#windows.set(kind, roundWindow(window, this.#windows.spanOf(kind)), finished),
      run: (moving, isOpened) => this.#succession.changedByRoom(moving, isOpened),
      openPhantom: (name, base) => this.#opening.openPhantom(name, 'room', base),
      takeUp: (pair) => this.#succession.takenUp(pair),
      restore: (experiment, subject) => this.#succession.opened(experiment, subject, 'room'),
      compareBackends: () => this.#dialogs.compare(),
      hasGpu: () => this.#backends.gpu !== null,
      look: () => this.#runs.look(),
      looked: (moving) => this.#succession.writeAddress(moving ? 'moving' : 'changed'),
      showScene: (scene) => this.#sights.lookAtScene(scene),
      rewind: () => this.#sights.rewind(),
      read: (slot) => this.#stage.read(slot),
      showWhole: () => this.#stage.resetViews(),
      showPlayed: (state) => this.#runs.showPlayed(state),
      play: () => this.#runs.togglePlay(),
      addAnswer: (answer) => void this.#report.addAnswer(answer),
    },
    this.#stage,
    this.#pictures,
    this.#backends.cpu,
    {
      onChanged: () => this.#succession.writeAddress(),
      onArranged: () => {
        this.#enlarge.show();
        this.#windows.lookWithin(this.#area.room?.readingsPart);
        // What is edited has to be seen, under the editor's own tool, and the editor's controls stand in the panel.
        const canEdit = this.#stage.has('phantom') && !this.#area.lendsTo('phantom') && !this.#area.room?.panel;
        if (!canEdit) this.#editing.end();
        this.#lecture.arranged();
      },
      rerun: () => void this.#runs.rerun(),
    },
    (onChoose) => new WorkAreaElements(onChoose),
  );
  readonly #address = new PageAddress(this.#present);
  readonly #saving = {
    ...{ present: this.#present, stage: this.#stage, copies: this.#copies },
    volume: () => this.#area.room?.volume ?? null,
    run: () => this.#area.runs.settled,
    readsOnly: () => this.#area.room?.readsOnly ?? false,
  };

  /** What the address was when the page was opened. */
  #restoreAddress: () => void = () => undefined;
  readonly #axisSearch = new AxisSearch(this.#present, this.#notices);
  readonly #runs: PageRuns = new PageRuns(
    {
      ...{ present: this.#present, backends: this.#backends, notices: this.#notices, axisSearch: this.#axisSearch },
      ...{ stage: this.#stage, pictures: this.#pictures, numbers: this.#numbers, area: this.#area },
      ...{ sights: this.#sights, traces: this.#traces },
    },
    () => {
      this.#succession.writeAddress();
      this.#succession.showControls();
    },
    (changes) => this.#succession.turned(changes, true),
  );
  readonly #knobs = new Knobs(this.#present, this.#axisSearch);
  readonly #undoing = new Undoing(this.#present, this.#wishes, (before) => this.#succession.brought(before));
  readonly #opening = new Opening(this.#present, this.#notices, this.#wishes, {
    base: () => this.#area.workplaces.base,
    prepare: (input, experiment, subject) => this.#axisSearch.opening(input, experiment, subject),
    readBehind: (hash, opened, from) => this.#area.readBehind(hash, opened, from),
    take: (experiment, subject, wisher, behind) => this.#succession.opened(experiment, subject, wisher, behind),
    askForRoles: (...opened) => this.#dialogs.askForRoles(...opened),
    onBegin: closeDialogs,
    onStandIn: () => this.#restoreAddress(),
    onLecture: (json, name) => void this.#lecture.take({ json, name }),
    onCourseLink: (hash) => {
      this.#succession.writeAddress();
      void this.#lecture.take({ hash });
    },
    // The menu names what was asked for; where nothing came of it, it is to name what is there.
    onSettled: () => this.#present.isOpen && this.#succession.showSubject(),
  });
  readonly #phantomMenu = new PhantomMenu(byId('phantom-select', HTMLSelectElement), {
    onChoose: (name) => void this.#opening.openPhantom(name),
    onNew: (kind) => void this.#beginPhantom(kind),
  });
  readonly #editing = new PhantomEditing(
    byId('edit-button', HTMLButtonElement),
    this.#panel.phantomFolder,
    this.#present,
    this.#stage,
    this.#notices,
    {
      onEdit: (moving) => {
        this.#wishes.abandon();
        this.#succession.edited(moving);
      },
      onEnd: () => {
        this.#area.lendTools();
        this.#succession.showControls();
      },
    },
  );

  readonly #report = new ReportDoor({
    ...this.#saving,
    ...{ address: this.#address, log: this.#log, marks: this.#marks, notices: this.#notices },
  });
  readonly #dialogs = new PageDialogs(this.#present, this.#backends, this.#saving, this.#notices, {
    openPhantom: (name) => void this.#opening.openPhantom(name),
    stopRuns: () => this.#runs.stop(),
    engine: () => this.#runs.engine,
    rerun: () => void this.#runs.rerun(),
    turn: (changes) => this.#succession.turned(changes, true),
    kernelChosen: () => this.#runs.kernelChosen(),
    takeUp: (pair) => {
      this.#wishes.abandon();
      this.#succession.takenUp(pair);
    },
  });
  readonly #terms = new TermListener({
    ...{ present: this.#present, opening: this.#opening, workplaces: this.#area.workplaces, notices: this.#notices },
    undo: () => this.#undoing.undo(),
    dialogs: {
      benchmark: () => this.#dialogs.benchmark(),
      compare: () => this.#dialogs.compare(),
      log: () => this.#dialogs.log(this.#log),
      sweep: () => this.#dialogs.sweep(),
    },
  });
  readonly #lecture = new LectureDoor({
    ...{ present: this.#present, stage: this.#stage, workplaces: this.#area.workplaces, notices: this.#notices },
    ...{ resetView: () => this.#resetView(), lendTools: () => this.#area.lendTools() },
    behind: () => this.#address.behind(),
    link: () => this.#address.link,
    openHash: (hash) => this.#opening.openAddress(hash),
    openFiles: () => this.#openFiles(),
  });
  readonly #succession: Succession = new Succession({
    ...{ present: this.#present, notices: this.#notices, address: this.#address, opening: this.#opening },
    ...{ axisSearch: this.#axisSearch, knobs: this.#knobs, phantomMenu: this.#phantomMenu, editing: this.#editing },
    ...{ panel: this.#panel, stage: this.#stage, windows: this.#windows },
    ...{ area: this.#area, runs: this.#runs },
    showSweep: (sweep) => this.#dialogs.sweep(sweep),
  });

  /** Opens what the address holds, or the default, on the best backend there is. */
  async start(): Promise<void> {
    this.#windows.onTurned = () => this.#succession.writeAddress('moving');
    this.#windows.onShown = (windows, inverted) => this.#sights.turn(windows, inverted);
    this.#windows.onSubjectSeen = () => this.#pictures.rescaleSinograms();
    this.#keepPast();
    this.#stage.keepBeside(byId('numbers', HTMLElement), SCANNER, scanner).addButton(this.#enlarge.root);
    this.#address.behind = () => this.#area.behind(this.#windows.turned);
    void this.#area.enterFirst();
    const backend = new FirstBackend(this.#backends, this.#runs, this.#notices);
    await backend.chosen();
    this.#undoing.followBrowser(this.#address, this.#opening);
    const { href } = location;
    const state: unknown = history.state;
    this.#restoreAddress = () => this.#address.restore(href, state);
    await this.#opening.openAddress(location.hash, experimentKeptWith(state));
    await this.#opening.settled();
    this.#listen();
    this.#lecture.resume();
    listenToPrinting(this.#present, this.#stage);
    byId('stage', HTMLElement).addEventListener('pointerdown', () => this.#notices.withdrawStanding());
    await backend.settle();
    void keepOffline(this.#notices);
  }

  // What has been

  /** Every moment has what these say, and brings it back. */
  #keepPast(): void {
    this.#present.addPart('axis-search', this.#axisSearch);
    this.#present.addPart('workplace', this.#area.workplaces);
    this.#present.addPart('choices', this.#area.workplaces.choices);
    this.#present.addPart('kept', this.#area.kept);
    this.#present.addPart('editing', this.#editing);
    this.#present.addPart('marks', this.#marks);
    this.#numbers.marks = () => this.#marks.all;
    const buttons = new UndoButtons(byId('undo-button', HTMLButtonElement), byId('redo-button', HTMLButtonElement));
    const { past } = this.#present;
    past.onChanged = () => buttons.show(past);
  }

  // Editing the phantom

  /** Opens something new to draw in. */
  async #beginPhantom(kind: NewPhantom): Promise<void> {
    if (await this.#opening.openPhantom(newPhantom(kind))) await this.#edit();
  }

  /** Begins or ends editing, where the editor's controls have their place. */
  async #edit(subjectChosen?: Promise<void>): Promise<void> {
    if (this.#area.room?.panel) await this.#area.enterFirst();
    this.#area.showScanner(false);
    await this.#editing.toggle(subjectChosen);
  }

  // Another view

  #resetView(): void {
    this.#windows.reset();
    this.#stage.resetViews();
    this.#pictures.followSlice();
  }

  // Hands

  /** Shows the chooser of files. */
  #openFiles: (event?: MouseEvent) => void = () => undefined;

  #listen(): void {
    this.#openFiles = openFileDoors((files) => void this.#opening.openFiles(files));
    document.addEventListener(CHOOSE_AXIS, () => this.#dialogs.axis());
    const [dialogs, log, stage, windows] = [this.#dialogs, this.#log, this.#stage, this.#windows];
    listenToCommands(
      pageCommands(
        {
          ...{ address: this.#address, area: this.#area, lecture: this.#lecture, notices: this.#notices },
          ...{ report: this.#report, runs: this.#runs, terms: this.#terms, undoing: this.#undoing },
          ...{ dialogs, log, stage, windows },
        },
        {
          edit: () => void this.#edit(this.#opening.settled()),
          openFiles: this.#openFiles,
          resetView: () => this.#resetView(),
        },
      ),
    );
  }
}
