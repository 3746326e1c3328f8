import { BackendLostError } from '../../compute/device.ts';
import { InputError } from '../../errors.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import { ControlPanel } from '../controls/control-panel.ts';
import { closeDialogs } from '../dialogs/dialog-loader.ts';
import { PageDialogs } from '../dialogs/page-dialogs.ts';
import { type NewPhantom, newPhantom } from '../editor/new-phantom.ts';
import { PhantomEditing } from '../editor/phantom-editing.ts';
import { byId } from '../elements/element.ts';
import { Backends } from '../engine/backends.ts';
import { openFileDoors } from '../files/file-doors.ts';
import { Lab } from '../lab/lab.ts';
import { CURED } from '../lanes/cured.ts';
import type { Lane } from '../lanes/lane.ts';
import { UNDISTURBED } from '../lanes/undisturbed.ts';
import { UNFILTERED } from '../lanes/unfiltered.ts';
import { NumbersPanel } from '../panels/numbers-panel.ts';
import { NoSurfaceError } from '../panes/image-surface.ts';
import { AxisSearch } from '../present/axis-search.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import { Knobs } from '../present/knobs.ts';
import { Opening, type Wisher } from '../present/opening.ts';
import { experimentKeptWith, PageAddress } from '../present/page-address.ts';
import { PresentExperiment, type PresentPair } from '../present/present-experiment.ts';
import { Sharing } from '../present/sharing.ts';
import { Undoing } from '../present/undoing.ts';
import { BackendSwitch } from '../runs/backend-switch.ts';
import { Beside } from '../runs/beside.ts';
import { HostCopies } from '../runs/host-copies.ts';
import { type LiveRun, LiveRunner } from '../runs/live-runner.ts';
import { NewestWish } from '../runs/newest-wish.ts';
import { PlayBar, type PlayBarCallbacks } from '../runs/play-bar.ts';
import { Playback } from '../runs/playback.ts';
import { ProgressLine } from '../runs/progress-line.ts';
import { RunNumbers } from '../runs/run-numbers.ts';
import { RunPictures, type ShownRun } from '../runs/run-pictures.ts';
import { RunStatus } from '../runs/run-status.ts';
import { besideLayout, SCAN_LAYOUT } from '../stage/layouts.ts';
import { Stage } from '../stage/stage.ts';
import { DisplayWindows } from '../views/display-windows.ts';
import { ScannerLinks } from '../views/scanner/scanner-links.ts';
import { ScannerPicture } from '../views/scanner/scanner-picture.ts';
import { listenToCommands } from './commands.ts';
import { Notices, type Offer, type Withdraw } from './notices.ts';
import { aboutSubject, PhantomMenu } from './phantom-menu.ts';
import { listenToPrinting } from './print-sheet.ts';
import { UndoButtons } from './undo-buttons.ts';

const SLOW_CPU =
  'WebAssembly is not to be had here either, so the CPU computes in plain JavaScript: the same pictures, several times slower.';
/** Whose slices may stand beside the present one. */
const BESIDE = [UNFILTERED, UNDISTURBED, CURED];
/** How long the page waits for a GPU before it begins on the CPU. */
const GPU_PATIENCE_MS = 1500;
/** How long after its loss a GPU is asked for again, and how long after that it is not. */
const GPU_RETURNS_MS = 8000;
const GPU_ASKED_AGAIN_MS = 120_000;

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
  readonly #notices = new Notices(byId('notices', HTMLElement));
  readonly #status = new RunStatus(
    byId('stage', HTMLElement),
    new ProgressLine(byId('progress', HTMLElement), () => this.#cancel()),
    this.#notices,
  );

  readonly #stage = new Stage(byId('stage', HTMLElement), {
    onWindow: (slot, window, finished) => this.#windows.set(this.#windows.kindOf(slot), window, finished),
    onHover: (slot, hover) => {
      void this.#pictures.readOut(slot, hover);
      this.#links.hover(slot, hover);
    },
  });
  readonly #panel = new ControlPanel(byId('panel', HTMLElement), {
    onChange: (changes, finished) => this.#change(changes, finished),
    window: {
      onWindow: (window, finished) => this.#windows.set(this.#windows.kindOfSlice, window, finished),
      onInvert: (inverted) => this.#windows.invert(inverted),
      onReset: () => this.#resetView(),
    },
    onReset: () => void this.#opening.reset(),
  });
  readonly #windows = new DisplayWindows(this.#present, this.#stage, this.#panel.window, this.#backends.host);
  readonly #pictures = new RunPictures(this.#present, this.#stage, this.#windows, this.#copies, this.#notices);
  readonly #numbers = new RunNumbers(
    this.#present,
    new NumbersPanel(byId('numbers', HTMLElement)),
    this.#copies,
    this.#notices,
  );
  readonly #links = new ScannerLinks(
    new ScannerPicture(byId('numbers', HTMLElement), byId('workplace', HTMLElement)),
    this.#stage,
    this.#backends.host,
  );
  readonly #lab = new Lab(byId('lab', HTMLElement), this.#present, this.#pictures, this.#notices, this.#wishes, {
    openPhantom: (name, base) => this.#opening.openPhantom(name, 'lab', base),
    run: (moving, isOpened) => {
      this.#writeAddress(isOpened ? 'opened' : moving ? 'moving' : 'changed');
      this.#showControls();
      this.#requestChanged(moving);
    },
    restore: (experiment, subject) => this.#take(experiment, subject, 'lab'),
    arrange: (lane) => this.#arrange(lane),
    onToggled: (isOpen) => {
      // The editor's controls give their place to the laboratory.
      if (isOpen) this.#editing.end();
      showLab(isOpen);
    },
  });
  /** Whose slice stands in the place of the difference. */
  #besideLane: Lane | null = null;
  readonly #beside = new Beside(this.#present, this.#pictures, this.#notices);
  readonly #address = new PageAddress(this.#present);
  readonly #sharing = new Sharing(this.#present, this.#address, this.#stage, this.#copies, this.#notices);

  readonly #runner = new LiveRunner(this.#backends.cpu, {
    onStep: (run, step) => this.#showStep(run, step),
    onSettled: (run, result) => void this.#settle(run, result),
    onFailed: (run, error) => this.#runFailed(run, error),
    onBusy: (busy) => this.#showBusy(busy),
    onProgress: (run, stage, done) => this.#status.showProgress(run, stage, done),
  });
  readonly #gpuOffer: Offer = { text: 'Use the GPU again', act: () => void this.#useGpuAgain('hand') };
  /** Takes away what was said of a lost GPU. */
  #withdrawLoss: Withdraw = () => undefined;
  /** What the address was when the page was opened. */
  #restoreAddress: () => void = () => undefined;
  /** When a lost GPU was last asked for without a hand. */
  #askedForGpuMs = Number.NEGATIVE_INFINITY;
  /** What follows a run, until the next one begins. */
  readonly #settling = new NewestWish();
  readonly #backend = new BackendSwitch(this.#backends, this.#runner);
  readonly #makePlayBar = (callbacks: PlayBarCallbacks) => new PlayBar(byId('play', HTMLElement), callbacks);
  readonly #playback = new Playback(this.#makePlayBar, this.#present, this.#stage, this.#pictures, {
    begin: async () => {
      await Promise.all([this.#runner.stop(), this.#beside.cancel(), this.#lab.cancel()]);
      return this.#runner.engine;
    },
    onStep: (run, step) => this.#showStep(run, step),
    onViews: (views) => this.#links.showViews(views),
    onPartial: (views, of) => this.#numbers.showPartial(views, of),
    onComplete: ({ engine, experiment }, result) => {
      this.#numbers.showPlayed();
      void this.#numbers.measure(result, engine, experiment, true).then(() => this.#pictures.copyForPointer());
    },
    onFailed: (engine, error) => {
      // What a lost GPU means is said once, where the page changes over to the CPU.
      if (!(error instanceof BackendLostError && engine !== this.#backends.cpu)) this.#notices.failure(error);
    },
    onBeside: (beside) => void this.#setBeside(beside),
  });
  readonly #axisSearch = new AxisSearch(this.#present, this.#notices);
  readonly #knobs = new Knobs(this.#present, this.#axisSearch);
  readonly #undoing = new Undoing(this.#present, this.#wishes, (before) => this.#brought(before));
  readonly #opening = new Opening(this.#present, this.#notices, this.#wishes, {
    base: () => this.#lab.base,
    prepare: (input, experiment, subject) => this.#axisSearch.opening(input, experiment, subject),
    take: (experiment, subject, wisher) => this.#take(experiment, subject, wisher),
    onBegin: closeDialogs,
    onStandIn: () => this.#restoreAddress(),
    // The menu names what was asked for; where nothing came of it, it is to name what is there.
    onSettled: () => this.#present.isOpen && this.#showSubject(),
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
    this.#undoing,
    { onEdit: (moving) => this.#takeEdit(moving), onEnd: () => this.#showControls() },
  );

  readonly #dialogs = new PageDialogs(this.#present, this.#backends, this.#sharing, this.#notices, {
    openPhantom: (name) => void this.#opening.openPhantom(name),
    stopRuns: async () => {
      await this.#playback.stop();
      await Promise.all([this.#runner.stop(), this.#beside.cancel(), this.#lab.cancel()]);
    },
    rerun: () => void this.#rerun(),
    kernelChosen: () => {
      this.#backend.use(this.#runner.engine);
      void this.#rerun();
    },
  });

  /** Opens what the address holds, or the default, on the best backend there is. */
  async start(): Promise<void> {
    this.#backends.onGpuLost = (sentence) => this.#gpuLost(sentence);
    this.#windows.onTurned = () => this.#writeAddress('moving');
    this.#windows.onSubjectSeen = () => this.#pictures.rescaleSinograms();
    this.#keepPast();
    const searching = this.#backends.findGpu();
    await Promise.race([searching, new Promise((resolve) => setTimeout(resolve, GPU_PATIENCE_MS))]);
    this.#backend.useBest();
    this.#undoing.followBrowser(this.#address, this.#opening);
    const { href } = location;
    const state: unknown = history.state;
    this.#restoreAddress = () => this.#address.restore(href, state);
    await this.#opening.openAddress(location.hash, experimentKeptWith(state));
    await this.#opening.settled();
    this.#listen();
    listenToPrinting(this.#present, this.#stage);
    await searching;
    const { whyNoGpu } = this.#backends;
    if (whyNoGpu) this.#notices.standing(whyNoGpu);
    if (this.#backend.useBest()) await this.#rerun();
    // Asked where the threads run, for they may be forbidden what the page is not.
    const isFast = await this.#backends.host.run('hasFastKernels').catch(() => true);
    if (!isFast && !this.#backends.gpu) this.#notices.standing([whyNoGpu, SLOW_CPU].join(' '));
  }

  // Another experiment

  /** Takes over what was opened, at once; resolves when its run is asked for. */
  async #take(experiment: Experiment, subject: Subject, wisher: Wisher): Promise<void> {
    this.#notices.outdateErrors();
    this.#editing.end();
    const played = this.#playback.stop();
    if (wisher !== 'lab') this.#lab.subjectChanged();
    this.#present.open(experiment, subject, this.#lab.step);
    this.#writeAddress(wisher === 'address' ? 'ledHere' : 'opened');
    this.#axisSearch.taken(subject);
    this.#windows.forSubject();
    for (const lane of BESIDE) this.#stage.awaitLane(lane);
    this.#numbers.forgetDoses();
    this.#arrange(this.#besideLane);
    this.#showSubject();
    this.#showControls();
    await played;
    await this.#rerun();
  }

  /** A control has moved. What the experiment's own rules refuse is told when the hand lets go. */
  #change(changes: ExperimentChanges, finished: boolean): void {
    try {
      if (!this.#knobs.turn(changes, finished)) return;
    } catch (error) {
      this.#notices.failure(error);
      this.#showControls();
      return;
    }
    this.#writeAddress(finished ? 'changed' : 'moving');
    if (changes.reconstruction?.filter) this.#windows.forFilter();
    // Many a choice chooses another, and some have other controls.
    this.#showControls();
    this.#requestChanged(!finished);
  }

  /** Which phantom it is, and whether it can be edited. */
  #showSubject(): void {
    const { experiment, subject } = this.#present;
    this.#phantomMenu.show(experiment, subject);
    this.#editing.showWhether();
  }

  #showControls(): void {
    const { experiment, subject } = this.#present;
    this.#panel.show(experiment, subject, aboutSubject(subject));
    this.#windows.show();
  }

  // What has been

  /** Every moment has what these say, and brings it back. */
  #keepPast(): void {
    this.#present.addPart('axis-search', this.#axisSearch);
    this.#present.addPart('lab', this.#lab);
    this.#present.addPart('editing', this.#editing);
    const buttons = new UndoButtons(byId('undo-button', HTMLButtonElement), byId('redo-button', HTMLButtonElement));
    const { past } = this.#present;
    past.onChanged = () => {
      buttons.show(past);
      this.#editing.showPast();
    };
  }

  /** The present experiment is one that has been. */
  #brought(before: PresentPair): void {
    const { experiment, subject } = this.#present;
    this.#notices.outdateErrors();
    this.#writeAddress();
    if (subject !== before.subject) {
      this.#axisSearch.taken(subject);
      if (this.#editing.isActive) this.#windows.followSubject();
      else {
        this.#windows.forSubject();
        for (const lane of BESIDE) this.#stage.awaitLane(lane);
        this.#numbers.forgetDoses();
      }
      this.#arrange(this.#besideLane);
      this.#showSubject();
    }
    if (experiment.reconstruction.filter !== before.experiment.reconstruction.filter) this.#windows.forFilter();
    this.#showControls();
    void this.#rerun();
  }

  // Editing the phantom

  /** Opens something new to draw in. */
  async #beginPhantom(kind: NewPhantom): Promise<void> {
    if (await this.#opening.openPhantom(newPhantom(kind))) await this.#editing.toggle();
  }

  #takeEdit(moving: boolean): void {
    this.#wishes.abandon();
    this.#writeAddress(moving ? 'moving' : 'changed');
    if (!moving) {
      this.#showSubject();
      this.#windows.followSubject();
    }
    this.#requestChanged(moving);
  }

  // Another view

  #resetView(): void {
    this.#windows.reset();
    this.#stage.resetViews();
    this.#pictures.followSlice();
  }

  /** @param beside whose slice stands in the place of the difference */
  #arrange(beside: Lane | null): void {
    this.#besideLane = beside;
    const layout = beside ? besideLayout(beside) : SCAN_LAYOUT;
    this.#stage.arrange(layout, this.#present.subject.kind !== 'measurement');
  }

  async #setBeside(beside: boolean): Promise<void> {
    this.#arrange(beside ? UNFILTERED : null);
    await this.#rerun();
  }

  // Running

  #request(moving: boolean): void {
    this.#settling.abandon();
    const { experiment, subject } = this.#present;
    this.#runner.request({ experiment, subject, moving });
  }

  /** Asks for a run of what has been changed, which ends playing. */
  #requestChanged(moving: boolean): void {
    this.#notices.outdateErrors();
    if (this.#playback.isOpen) void this.#playback.stop().then(() => this.#request(moving));
    else this.#request(moving);
  }

  async #rerun(): Promise<void> {
    await this.#playback.stop();
    this.#request(false);
  }

  /** A link whose files are missing stays in the address: a reload is to ask for them again. */
  #writeAddress(after: 'moving' | 'changed' | 'opened' | 'ledHere' = 'changed'): void {
    if (this.#opening.linkWaits) return;
    if (after === 'opened' || after === 'ledHere') this.#address[after]();
    else this.#address.changed(after === 'moving');
  }

  /** Gives up what runs; what is on screen stays. */
  #cancel(): void {
    this.#runner.cancel();
    this.#numbers.giveUp();
    this.#status.cancelled();
  }

  #showStep(run: ShownRun, step: RunStep): void {
    if (step.kind === 'finished') {
      this.#numbers.showTimes(run, step);
      if (run.isPreview) this.#numbers.awaitQuality();
    } else void this.#pictures.show(run, step);
    if (step.kind !== 'sinogram') return;
    this.#links.show(step.scan, step.measuredScan, this.#present.subject);
    if (!this.#playback.isOpen) this.#playback.showWhole();
  }

  #showBusy(busy: boolean): void {
    this.#backend.setBusy(busy);
    this.#status.setBusy(busy);
    if (!busy) return;
    this.#settling.abandon();
    void this.#beside.cancel();
    void this.#lab.cancel();
  }

  /** After a run with nothing newer waiting: the address, the picture beside, the numbers, copies for the pointer. */
  async #settle({ engine, request, experiment, isPreview }: LiveRun, result: RunResult): Promise<void> {
    const { moving } = request;
    const signal = this.#settling.begin();
    this.#status.succeeded();
    if (!isPreview && this.#axisSearch.settled(result.findings)) {
      this.#writeAddress();
      this.#showControls();
      this.#request(false);
      return;
    }
    this.#playback.showWhole();
    void this.#numbers.advise(result);
    if (isPreview) this.#numbers.awaitQuality();
    else {
      if (!moving) await this.#pictures.followReadings();
      if (signal.aborted) return;
      if (this.#besideLane === UNFILTERED && !moving) await this.#beside.run(this.#runner.engine);
      else if (!moving) await this.#lab.showBeside(engine, result);
      if (signal.aborted) return;
      await this.#numbers.measure(result, engine, moving ? this.#present.experiment : experiment, !moving, signal);
      await this.#pictures.copyForPointer();
    }
    if (!moving && !signal.aborted) this.#status.atRest();
  }

  #runFailed(run: LiveRun, error: unknown): void {
    const onCpu = run.engine === this.#backends.cpu;
    if (error instanceof NoSurfaceError && !onCpu) {
      this.#backends.giveUpGpu(error.message);
      this.#goOnWithCpu();
      this.#notices.standing(error.message);
      return;
    }
    if (error instanceof BackendLostError && !onCpu) return;
    if (error instanceof InputError && !onCpu) {
      this.#notices.calm(`${error.message}; this scan runs on the CPU.`);
      this.#backend.useCpu();
      this.#runner.request({ ...run.request, moving: false });
      return;
    }
    this.#status.failed(error, () => void this.#rerun());
  }

  // Another backend

  async #switchBackend(): Promise<void> {
    const { whyNoGpu, hadGpu } = this.#backends;
    if (whyNoGpu !== null) {
      if (hadGpu) await this.#useGpuAgain('hand');
      else this.#notices.error(whyNoGpu);
      return;
    }
    await this.#playback.stop();
    this.#notices.outdateErrors();
    this.#backend.useOther();
    await this.#rerun();
  }

  #gpuLost(sentence: string): void {
    if (this.#runner.engine === this.#backends.cpu) {
      // Nobody used it; the badge says that it is gone.
      this.#backend.useCpu();
      return;
    }
    this.#goOnWithCpu();
    this.#withdrawLoss = this.#notices.calm(sentence, this.#gpuOffer);
    // By itself once in a while: a driver that has crashed is back soon, one that crashes again is left alone.
    const now = performance.now();
    if (now - this.#askedForGpuMs < GPU_ASKED_AGAIN_MS) return;
    this.#askedForGpuMs = now;
    setTimeout(() => void this.#useGpuAgain('page'), GPU_RETURNS_MS);
  }

  #goOnWithCpu(): void {
    this.#backend.useCpu();
    if (!this.#present.isOpen) return;
    this.#pictures.keepOnScreen(this.#backends.cpu);
    void this.#rerun();
  }

  /** Asks for the GPU that was lost. By itself it does not interrupt what is being played. */
  async #useGpuAgain(wisher: 'hand' | 'page'): Promise<void> {
    if (this.#backends.gpu || (wisher === 'page' && this.#playback.isOpen)) return;
    await this.#backends.findGpu();
    const { whyNoGpu } = this.#backends;
    if (whyNoGpu !== null) {
      if (wisher === 'hand') this.#withdrawLoss = this.#notices.calm(whyNoGpu, this.#gpuOffer);
      return;
    }
    this.#withdrawLoss();
    await this.#playback.stop();
    if (!(wisher === 'hand' ? this.#backend.useGpu() : this.#backend.useBest())) return;
    this.#notices.done('The GPU is back, and computes again.');
    await this.#rerun();
  }

  // Hands

  #listen(): void {
    listenToCommands({
      undo: () => this.#undoing.undo(),
      redo: () => this.#undoing.redo(),
      gallery: () => this.#dialogs.gallery(),
      edit: () => void this.#editing.toggle(this.#opening.settled()),
      openFiles: openFileDoors((files) => void this.#opening.openFiles(files)),
      save: () => this.#dialogs.save(),
      switchBackend: () => void this.#switchBackend(),
      lab: () => this.#lab.toggle(),
      compare: () => this.#dialogs.compare(),
      benchmark: () => this.#dialogs.benchmark(),
      copyLink: () => void this.#sharing.copyLink(),
      help: () => this.#dialogs.help(),
      setPreset: (window) => this.#windows.setPreset(window),
      invert: () => this.#windows.invert(),
      resetView: () => this.#resetView(),
      maximise: () => this.#stage.maximise(this.#stage.maximised ? null : (this.#stage.focused ?? 'slice')),
      restore: () => this.#stage.maximise(null),
      togglePlay: () => void this.#playback.toggle(),
    });
  }
}

/** The laboratory replaces the controls. */
function showLab(isOpen: boolean): void {
  byId('page', HTMLElement).classList.toggle('lab-open', isOpen);
  byId('lab-button', HTMLButtonElement).setAttribute('aria-pressed', String(isOpen));
}
