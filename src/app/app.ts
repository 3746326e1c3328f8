import { tinykeys } from 'tinykeys';
import { InputError } from '../errors.ts';
import { windowFollowing } from '../experiment/automatic-window.ts';
import {
  defaultDisplay,
  displayUnitOf,
  type Experiment,
  experimentJson,
  resolveExperiment,
  toDisplayUnit,
} from '../experiment/experiment.ts';
import { type ExperimentInput, isImageReference, parseExperimentInput } from '../experiment/experiment-schema.ts';
import { jsonFromHash, linkHash } from '../experiment/link.ts';
import type { RunStep, Session } from '../experiment/session.ts';
import { loadSubject, type Subject } from '../experiment/subject.ts';
import { writeNpy } from '../files/npy.ts';
import { BackendLostError, type DeviceArray } from '../operators/contract.ts';
import { PHANTOM_GROUPS } from '../phantom/library.ts';
import { ControlPanel, type ExperimentChanges } from './controls/control-panel.ts';
import { askForRoles } from './dialogs/arrays-dialog.ts';
import { showCompare } from './dialogs/compare-dialog.ts';
import { showHelp } from './dialogs/help-dialog.ts';
import { showSave } from './dialogs/save-dialog.ts';
import { byId, make } from './element.ts';
import { Backends, badgeText } from './engine/backends.ts';
import { compareBackends, gigaUpdatesPerSecond } from './engine/compare-backends.ts';
import type { Engine } from './engine/engine.ts';
import { type LiveRun, LiveRunner } from './engine/live-runner.ts';
import { MAX_FILE_BYTES, type OpenedFile, recogniseFiles } from './files/opened-files.ts';
import { canvasBlob, saveBlob } from './files/save-blob.ts';
import { fittedToField } from './fit-to-field.ts';
import { HostCopies } from './host-copies.ts';
import { Notices } from './notices.ts';
import { NumbersPanel } from './numbers-panel.ts';
import { squarePixelNavigation, stretchNavigation } from './panes/navigation.ts';
import type { PaneHover } from './panes/pane.ts';
import type { DisplayWindow } from './panes/window-level.ts';
import { presetForKey, WINDOW_PRESETS } from './panes/window-presets.ts';
import { PANE_IDS, type PaneId, PicturePanes } from './picture-panes.ts';
import { PlayBar } from './play-bar.ts';
import { Player, type PlayerState, unfiltered } from './player.ts';
import { ProgressLine } from './progress-line.ts';
import { paneReadout } from './readout.ts';
import { sinogramWindow } from './sinogram-range.ts';

const PROGRESS_TEXTS = { scan: 'Scanning', filter: 'Filtering', 'back-project': 'Back-projecting' } as const;

/** How long the page waits for a GPU before it begins on the CPU. */
const GPU_PATIENCE_MS = 1500;

/** The page: one experiment, what shows it, and what changes it. */
export class App {
  readonly #backends = new Backends();
  readonly #runner: LiveRunner;
  readonly #copies = new HostCopies();
  readonly #files = new Map<string, Uint8Array>();
  readonly #page = byId('page', HTMLElement);
  readonly #badge = byId('backend-badge', HTMLButtonElement);
  readonly #phantomSelect = byId('phantom-select', HTMLSelectElement);
  readonly #notices = new Notices(byId('notices', HTMLElement));
  readonly #progress = new ProgressLine(byId('progress', HTMLElement), () => void this.#cancel());
  readonly #numbers = new NumbersPanel(byId('numbers', HTMLElement));
  readonly #panes: PicturePanes;
  readonly #panel: ControlPanel;
  readonly #playBar: PlayBar;

  #experiment!: Experiment;
  #subject!: Subject;
  #player: Player | null = null;
  /** The run of plain back-projection beside, while there is one. */
  #besideRun: AbortController | null = null;
  #playSpeed = 1;
  #beside = false;

  // Windows in display units. Only the slice's belongs to the experiment; the others follow data until turned by hand.
  #automaticSlice: DisplayWindow = { width: 1, level: 0.5 };
  #unfiltered: DisplayWindow | null = null;
  #automaticUnfiltered: DisplayWindow = { width: 1, level: 0.5 };
  #sinogram: DisplayWindow | null = null;
  #automaticSinogram: DisplayWindow = { width: 1, level: 0.5 };
  #difference: DisplayWindow | null = null;
  #inverted = false;

  constructor() {
    this.#panes = new PicturePanes(byId('stage', HTMLElement), {
      onWindow: (id, window) => this.#setWindow(id, window),
      onHover: (id, hover) => void this.#readOut(id, hover),
    });
    this.#panel = new ControlPanel(byId('panel', HTMLElement), {
      onChange: (changes, finished) => this.#change(changes, finished),
      window: {
        onWindow: (window) => this.#setWindow('slice', window),
        onInvert: (inverted) => this.#invert(inverted),
        onReset: () => this.#resetView(),
      },
    });
    this.#playBar = new PlayBar(byId('play', HTMLElement), {
      onToggle: () => void this.#togglePlay(),
      onSeek: (views) => void this.#seek(views),
      onSpeed: (speed) => {
        this.#playSpeed = speed;
        this.#player?.setSpeed(speed);
      },
      onBeside: (beside) => void this.#setBeside(beside),
    });
    this.#runner = new LiveRunner(this.#backends.cpu, {
      onStep: (run, step) => this.#showStep(run.engine, run.experiment, step, run.isPreview),
      onSettled: (run) => void this.#settle(run),
      onFailed: (run, error) => this.#runFailed(run, error),
      onBusy: (busy) => {
        this.#badge.dataset.busy = String(busy);
        this.#progress.setBusy(busy);
        if (busy) {
          this.#besideRun?.abort();
          this.#setAtRest(false);
        }
      },
      onProgress: (run, stage, done) => {
        this.#progress.show(
          `${PROGRESS_TEXTS[stage]} on the ${run.engine.operators.description.backend.toUpperCase()}`,
          done,
        );
      },
    });
    this.#backends.onGpuLost = (sentence) => this.#gpuLost(sentence);
    this.#listen();
  }

  /** Opens what the address holds, or the default, on the best backend there is. */
  async start(): Promise<void> {
    const searching = this.#backends.findGpu();
    await Promise.race([searching, new Promise((resolve) => setTimeout(resolve, GPU_PATIENCE_MS))]);
    this.#useEngine(this.#backends.gpu ?? this.#backends.cpu);
    await this.#openAddress();
    await searching;
    this.#notices.calm(this.#backends.whyNoGpu);
    if (this.#backends.gpu && this.#runner.engine !== this.#backends.gpu) {
      this.#useEngine(this.#backends.gpu);
      await this.#rerun();
    }
  }

  // Opening

  async #openAddress(): Promise<void> {
    try {
      const json = jsonFromHash(location.hash);
      if (json !== null) {
        const input = parseExperimentInput(json, 'This link');
        if (input.measurement || isImageReference(input.phantom)) {
          throw new InputError('This link names files that only its sender has; ask for them and open them here');
        }
        await this.#open(input);
        return;
      }
    } catch (error) {
      this.#tell(error);
      if (this.#experiment) return;
    }
    await this.#open(parseExperimentInput({}));
  }

  /** Takes an experiment over, or leaves everything as it is and rejects with a sentence. */
  async #open(input: ExperimentInput): Promise<void> {
    const subject = await loadSubject(input, async (name) => {
      const bytes = this.#files.get(name);
      if (!bytes) throw new InputError(`${name}: the experiment needs this file too; open it together with the others`);
      return bytes;
    });
    const experiment = resolveExperiment(input, subject);
    await this.#stopPlayer();
    this.#experiment = experiment;
    this.#subject = subject;
    this.#sinogram = null;
    this.#difference = null;
    this.#unfiltered = null;
    this.#automaticSinogram = sinogramWindow(subject);
    this.#choosePanes();
    this.#showPhantomName();
    this.#showControls();
    await this.#rerun();
  }

  async #openFiles(list: readonly File[]): Promise<void> {
    if (list.length === 0) return;
    try {
      const files: OpenedFile[] = [];
      for (const file of list) {
        if (file.size > MAX_FILE_BYTES)
          throw new InputError(`${file.name}: has more than 1 GiB, the most that is read`);
        files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      }
      const opened = recogniseFiles(files);
      for (const { name, bytes } of files) this.#files.set(name, bytes);
      if (opened.kind === 'experiment') await this.#open(opened.input);
      else if (opened.kind === 'phantom') await this.#openPhantom(opened.phantom);
      else {
        const input = await askForRoles(opened.arrays);
        if (input?.measurement) await this.#open(input);
        else if (input) await this.#openPhantom(input.phantom);
      }
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Puts another phantom into the present scan, which is fitted to it where the sizes do not go together. */
  async #openPhantom(phantom: unknown): Promise<void> {
    const { scan, reconstruction, seed } = this.#experiment;
    const present: Record<string, unknown> =
      this.#subject.kind === 'measurement' ? { phantom } : { phantom, scan, reconstruction, seed };
    const input = parseExperimentInput(present);
    const subject = await loadSubject(input, async (name) => this.#files.get(name) ?? new Uint8Array());
    const fitted = fittedToField(resolveExperiment(input, subject), subject);
    const keepsWindow =
      displayUnitOf(subject) === displayUnitOf(this.#subject) && !hasOwnWindow(subject, this.#subject);
    const display = keepsWindow && this.#experiment.display ? { display: this.#experiment.display } : {};
    await this.#open(
      parseExperimentInput({ ...present, scan: fitted.scan, reconstruction: fitted.reconstruction, ...display }),
    );
  }

  // Changing

  #change(changes: ExperimentChanges, finished: boolean): void {
    const next: Experiment = {
      ...this.#experiment,
      scan: { ...this.#experiment.scan, ...changes.scan },
      reconstruction: { ...this.#experiment.reconstruction, ...changes.reconstruction },
    };
    try {
      resolveExperiment(parseExperimentInput(experimentJson(next)), this.#subject);
    } catch (error) {
      if (finished) {
        this.#tell(error);
        this.#showControls();
      }
      return;
    }
    this.#experiment = next;
    // Choosing one of method and filter may have chosen the other.
    if (changes.reconstruction?.filter || changes.reconstruction?.method) this.#showControls();
    if (changes.reconstruction?.filter) this.#unfiltered = null;
    if (this.#player) void this.#stopPlayer().then(() => this.#request(!finished));
    else this.#request(!finished);
    if (changes.reconstruction) this.#showWindows();
  }

  async #rerun(): Promise<void> {
    await this.#stopPlayer();
    this.#request(false);
  }

  /** Gives up what runs; what is on screen stays. */
  async #cancel(): Promise<void> {
    await this.#runner.stop();
    this.#notices.done('Cancelled. The pictures are still those of the run before.');
    this.#setAtRest(true);
  }

  #request(moving: boolean): void {
    this.#runner.request({ experiment: this.#experiment, subject: this.#subject, moving });
  }

  // Showing

  #showStep(engine: Engine, experiment: Experiment, step: RunStep<DeviceArray>, isPreview: boolean): void {
    const unit = displayUnitOf(this.#subject);
    switch (step.kind) {
      case 'sinogram': {
        this.#panes.showSinogram(engine, step.sinogram, step.scan, unit, this.#automaticSinogram.width);
        break;
      }
      case 'image': {
        const kind = experiment.reconstruction.filter === 'none' ? 'unfiltered' : 'slice';
        this.#copies.forget(step.image);
        this.#panes.showSlice('slice', engine, step.image, step.grid, {
          unit,
          kind,
          span: this.#spanOf('slice'),
          share: step.views / step.of,
        });
        this.#panes.pane('slice').setNote(isPreview ? `preview ${step.grid.columns}²` : null);
        if (step.views === step.of) void this.#followData(engine, step.image, kind);
        break;
      }
      case 'truth': {
        const grid = {
          rows: step.truth.rows,
          columns: step.truth.columns,
          pixelSizeMm: experiment.reconstruction.pixelSizeMm,
        };
        this.#panes.showSlice('phantom', engine, step.truth, grid, {
          unit,
          kind: 'slice',
          span: this.#spanOf('phantom'),
        });
        if (!this.#beside) {
          this.#panes.showSlice('difference', engine, step.difference, grid, { unit, kind: 'difference', span: 1 });
          this.#panes
            .pane('difference')
            .setNote(
              experiment.reconstruction.filter === 'none' ? 'an unfiltered slice is not on the phantom’s scale' : null,
            );
        }
        break;
      }
      case 'finished':
        // Nothing was computed anew: the times of when it was stay.
        if (step.times?.every(({ kept }) => kept)) break;
        this.#numbers.setTimes(
          step.times,
          step.totalMs,
          step.times && gigaUpdatesPerSecond(experiment, step.times),
          `${isPreview ? 'preview, ' : ''}on ${badgeText(engine.operators.description)}`,
        );
        break;
    }
    this.#showWindows();
  }

  /** Windows that follow the data need its values; the picture is on screen before they come. */
  async #followData(engine: Engine, image: DeviceArray, kind: 'slice' | 'unfiltered'): Promise<void> {
    const unit = displayUnitOf(this.#subject);
    if (kind === 'slice' && this.#experiment.display) return;
    try {
      const values = await this.#copies.of(engine, image);
      if (kind === 'unfiltered') this.#automaticUnfiltered = windowFollowing(values, (value) => value);
      else this.#automaticSlice = windowFollowing(values, (value) => toDisplayUnit(value, unit));
      this.#showWindows();
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#tell(error);
    }
  }

  /** After a run with nothing newer waiting: the numbers, the address, and copies for the pointer. */
  async #settle(run: LiveRun): Promise<void> {
    this.#playBar.show({ playing: false, views: this.#experiment.scan.views, of: this.#experiment.scan.views });
    if (!run.request.moving) this.#writeAddress();
    if (run.isPreview) this.#numbers.setQualityPending();
    else {
      if (this.#beside && !run.request.moving) await this.#runBeside();
      await this.#measure(run.session, run.engine, run.request.moving ? this.#experiment : run.experiment);
    }
    if (!run.request.moving && run.request.experiment.scan === this.#experiment.scan) this.#setAtRest(true);
  }

  /** Told to screen readers: while busy, pictures and numbers still change. */
  #setAtRest(atRest: boolean): void {
    byId('stage', HTMLElement).setAttribute('aria-busy', String(!atRest));
  }

  /** @param experiment what the session's image is of; a newer one makes its numbers out of date */
  async #measure(session: Session<DeviceArray>, engine: Engine, experiment: Experiment): Promise<void> {
    const { image } = session.arrays;
    if (this.#subject.kind === 'measurement') {
      this.#numbers.setNoQuality('measured data have no phantom to be held against');
    } else if (experiment.reconstruction.filter === 'none') {
      this.#numbers.setNoQuality('an unfiltered slice is not on the phantom’s scale');
    } else if (image) {
      try {
        const quality = await session.quality(await this.#copies.of(engine, image));
        if (quality && experiment.scan === this.#experiment.scan) {
          this.#numbers.setQuality(quality, displayUnitOf(this.#subject));
        }
      } catch (error) {
        if (!(error instanceof BackendLostError)) this.#tell(error);
      }
    }
    await this.#copyForPointer();
  }

  /** So that what is under the pointer can be read at once, and stays on screen should the device be lost. */
  async #copyForPointer(): Promise<void> {
    for (const id of PANE_IDS) {
      const shown = this.#panes.shown(id);
      if (shown) await this.#copies.of(shown.engine, shown.array).catch(() => undefined);
    }
  }

  #showControls(): void {
    this.#panel.show(this.#experiment, this.#subject, aboutSubject(this.#subject));
    this.#showWindows();
  }

  // Windows

  #showsUnfilteredSlice(): boolean {
    return this.#experiment.reconstruction.filter === 'none';
  }

  #windowOf(id: PaneId): DisplayWindow {
    const slice = this.#experiment.display ?? this.#automaticSlice;
    const unfilteredWindow = this.#unfiltered ?? this.#automaticUnfiltered;
    switch (id) {
      case 'phantom':
        return slice;
      case 'slice':
        return this.#showsUnfilteredSlice() ? unfilteredWindow : slice;
      case 'sinogram':
        return this.#sinogram ?? this.#automaticSinogram;
      case 'difference':
        return this.#beside ? unfilteredWindow : (this.#difference ?? { width: slice.width, level: 0 });
    }
  }

  #spanOf(id: PaneId): number {
    return Math.max(this.#windowOf(id).width, 1e-9);
  }

  #setWindow(id: PaneId, window: DisplayWindow): void {
    const unfilteredPane = this.#showsUnfilteredSlice() ? id === 'slice' : this.#beside && id === 'difference';
    if (unfilteredPane) this.#unfiltered = window;
    else if (id === 'sinogram') this.#sinogram = window;
    else if (id === 'difference') this.#difference = window;
    else this.#experiment = { ...this.#experiment, display: window };
    this.#showWindows();
    this.#writeAddressSoon();
  }

  #invert(inverted: boolean): void {
    this.#inverted = inverted;
    this.#showWindows();
  }

  #resetView(): void {
    this.#experiment = { ...this.#experiment, display: defaultDisplay(this.#subject) };
    this.#sinogram = null;
    this.#difference = null;
    this.#unfiltered = null;
    this.#inverted = false;
    for (const id of PANE_IDS) {
      this.#panes.pane(id).setViewport(id === 'sinogram' ? stretchNavigation.fitted : squarePixelNavigation.fitted);
    }
    const slice = this.#panes.shown('slice');
    if (slice) void this.#followData(slice.engine, slice.array, this.#showsUnfilteredSlice() ? 'unfiltered' : 'slice');
    this.#showWindows();
    this.#writeAddressSoon();
  }

  #showWindows(): void {
    for (const id of PANE_IDS) this.#panes.pane(id).setWindow(this.#windowOf(id), this.#inverted);
    const slice = this.#panes.shown('slice');
    if (!slice) return;
    const presets = displayUnitOf(this.#subject) === 'HU' && !this.#showsUnfilteredSlice() ? WINDOW_PRESETS : [];
    this.#panel.window.setScale(slice.values, presets);
    this.#panel.window.setWindow(this.#windowOf('slice'), this.#inverted);
  }

  async #readOut(id: PaneId, hover: PaneHover | null): Promise<void> {
    const shown = this.#panes.shown(id);
    const pane = this.#panes.pane(id);
    if (!hover || !shown) {
      pane.setReadout('');
      return;
    }
    const copy = this.#copies.peek(shown.array);
    pane.setReadout(paneReadout(shown, hover, copy?.[hover.row * shown.array.columns + hover.column]));
    if (!copy) await this.#copies.of(shown.engine, shown.array).catch(() => undefined);
  }

  // Playing

  async #togglePlay(): Promise<void> {
    if (this.#player && this.#playing) {
      this.#player.pause();
      return;
    }
    const player = await this.#needPlayer();
    player.play();
  }

  async #seek(views: number): Promise<void> {
    (await this.#needPlayer()).seek(views);
  }

  #playing = false;

  async #needPlayer(): Promise<Player> {
    if (this.#player) return this.#player;
    await this.#runner.stop();
    if (this.#player) return this.#player;
    const engine = this.#runner.engine;
    const experiment = this.#experiment;
    const stillPictures = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const player = new Player(
      { engine, experiment, subject: this.#subject },
      { beside: this.#beside, stillPictures },
      {
        onFrame: (kind, step) => {
          if (kind === 'slice') this.#showStep(engine, experiment, step, false);
          else this.#showBeside(engine, step.image, step);
        },
        onStep: (step) => this.#showStep(engine, experiment, step, false),
        onState: (state) => this.#showPlayback(state, engine, experiment),
        // What a lost GPU means is said once, where the page changes over to the CPU.
        onFailed: (error) => {
          if (!(error instanceof BackendLostError && engine !== this.#backends.cpu)) this.#tell(error);
        },
      },
    );
    player.setSpeed(this.#playSpeed);
    this.#player = player;
    return player;
  }

  async #stopPlayer(): Promise<void> {
    const player = this.#player;
    this.#player = null;
    this.#playing = false;
    await player?.stop();
    this.#panes.pane('sinogram').setOverlay(null);
    this.#panes.pane('slice').setNote(null);
  }

  #showPlayback(state: PlayerState, engine: Engine, experiment: Experiment): void {
    this.#playing = state.playing;
    this.#playBar.show(state);
    const complete = state.views >= state.of;
    if (!complete) this.#numbers.setQualityPending();
    else if (!state.playing) void this.#measure(engine.full, engine, experiment);
    // Only FBP grows view by view; a slice by another method is played by it, and says so.
    const whole = experiment.reconstruction.method === 'fbp' ? null : 'played by filtered back-projection';
    this.#panes.pane('slice').setNote(complete ? whole : `${state.views} of ${state.of} views`);
    // Views that have not arrived yet are covered; the newest one is marked.
    this.#panes.pane('sinogram').setOverlay(
      complete
        ? null
        : (context, { frame, pixelToCanvas }) => {
            const y = pixelToCanvas(0, state.views).y;
            context.fillStyle = getComputedStyle(document.body).backgroundColor;
            context.fillRect(frame.left, y, frame.width, frame.top + frame.height - y);
            context.fillStyle = getComputedStyle(document.body).getPropertyValue('--colour-accent');
            context.fillRect(frame.left, y - 1, frame.width, 2);
          },
    );
  }

  async #setBeside(beside: boolean): Promise<void> {
    this.#beside = beside;
    this.#panes.pane('difference').setTitle(beside ? 'Without the filter' : 'Difference');
    this.#panes.pane('difference').setNote(null);
    this.#choosePanes();
    await this.#rerun();
  }

  #choosePanes(): void {
    const measured = this.#subject.kind === 'measurement';
    if (!measured) this.#panes.hide([]);
    else this.#panes.hide(this.#beside ? ['phantom'] : ['phantom', 'difference']);
  }

  /** The same scan without the filter, in the fourth pane. */
  async #runBeside(): Promise<void> {
    const { engine } = this.#runner;
    const abort = new AbortController();
    this.#besideRun = abort;
    try {
      const { signal } = abort;
      for await (const step of engine.beside.run(unfiltered(this.#experiment), this.#subject, { signal })) {
        if (step.kind === 'image' && step.views === step.of) {
          this.#showBeside(engine, step.image, step);
          await this.#followData(engine, step.image, 'unfiltered');
        }
      }
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof BackendLostError)) this.#tell(error);
    }
  }

  #showBeside(engine: Engine, image: DeviceArray, step: Extract<RunStep<DeviceArray>, { kind: 'image' }>): void {
    this.#copies.forget(image);
    const meaning = {
      unit: displayUnitOf(this.#subject),
      kind: 'unfiltered',
      span: this.#spanOf('difference'),
      share: step.views / step.of,
    } as const;
    this.#panes.showSlice('difference', engine, image, step.grid, meaning);
    this.#showWindows();
  }

  // Backends

  #useEngine(engine: Engine): void {
    this.#runner.setEngine(engine);
    const { description } = engine.operators;
    this.#badge.textContent = badgeText(description);
    this.#badge.dataset.backend = description.backend;
    const other = description.backend === 'gpu' ? 'the CPU' : 'the GPU';
    this.#badge.title = `${badgeText(description)}: press to switch to ${other} (B)`;
  }

  async #switchBackend(): Promise<void> {
    const { cpu, gpu, whyNoGpu } = this.#backends;
    if (!gpu) {
      this.#notices.error(whyNoGpu ?? 'The GPU is still being looked for');
      return;
    }
    await this.#stopPlayer();
    this.#useEngine(this.#runner.engine === gpu ? cpu : gpu);
    await this.#rerun();
  }

  #gpuLost(sentence: string): void {
    this.#keepOnScreen();
    this.#notices.calm(sentence);
    void this.#stopPlayer();
    this.#useEngine(this.#backends.cpu);
    this.#request(false);
  }

  /** A lost device takes its pictures along; their copies on the host are shown instead. */
  #keepOnScreen(): void {
    const { cpu } = this.#backends;
    const unit = displayUnitOf(this.#subject);
    for (const id of PANE_IDS) {
      const shown = this.#panes.shown(id);
      const data = shown && this.#copies.peek(shown.array);
      if (!shown || !data) continue;
      const array = { rows: shown.array.rows, columns: shown.array.columns, data } as DeviceArray;
      if (id === 'sinogram' && shown.scan) {
        this.#panes.showSinogram(cpu, array, shown.scan, unit, this.#spanOf(id));
      } else if (id !== 'sinogram' && shown.grid) {
        const kind = id === 'difference' ? (this.#beside ? 'unfiltered' : 'difference') : 'slice';
        this.#panes.showSlice(id, cpu, array, shown.grid, { unit, kind, span: this.#spanOf(id) });
      }
    }
  }

  #runFailed(run: LiveRun, error: unknown): void {
    if (error instanceof BackendLostError && run.engine !== this.#backends.cpu) return;
    if (error instanceof InputError && run.engine === this.#backends.gpu) {
      this.#notices.calm(`${error.message}; this scan runs on the CPU.`);
      this.#useEngine(this.#backends.cpu);
      this.#runner.request({ ...run.request, moving: false });
      return;
    }
    this.#tell(error);
    this.#setAtRest(true);
  }

  async #compare(): Promise<void> {
    const { cpu, gpu, host, whyNoGpu } = this.#backends;
    if (!gpu) {
      this.#notices.error(
        `There is nothing to compare the CPU with. ${whyNoGpu ?? 'The GPU is still being looked for.'}`,
      );
      return;
    }
    await this.#stopPlayer();
    await this.#runner.stop();
    const experiment = this.#experiment;
    const subject = this.#subject;
    showCompare(
      experiment,
      displayUnitOf(subject),
      (signal, onProgress) => compareBackends({ cpu, gpu, host }, experiment, subject, signal, onProgress),
      () => void this.#rerun(),
    );
  }

  // Saving and links

  #save(): void {
    const name = (what: string, ending: string) => `ct-sandbox-${what}.${ending}`;
    const rows = PANE_IDS.map((id) => {
      const shown = this.#panes.shown(id);
      const pane = this.#panes.pane(id);
      const what = id === 'slice' ? 'reconstruction' : id;
      return {
        title: pane.title,
        savePng: shown && (async () => saveBlob(name(what, 'png'), await canvasBlob(await pane.snapshot()))),
        saveNpy:
          shown &&
          (async () => {
            const values = await this.#copies.of(shown.engine, shown.array);
            saveBlob(name(what, 'npy'), new Blob([writeNpy(values, [shown.array.rows, shown.array.columns])]));
          }),
      };
    });
    showSave(rows, () => {
      const text = `${JSON.stringify(experimentJson(this.#experiment), null, 2)}\n`;
      saveBlob(name('experiment', 'json'), new Blob([text], { type: 'application/json' }));
    });
  }

  /** The address that holds the experiment, or a sentence why none can. */
  #address(): string {
    const { measurement, phantom } = this.#experiment;
    if (measurement || isImageReference(phantom)) {
      throw new InputError('A link cannot carry opened files; save the experiment and send it together with them');
    }
    return `${location.href.split('#')[0]}${linkHash(this.#experiment)}`;
  }

  async #copyLink(): Promise<void> {
    try {
      const address = this.#address();
      history.replaceState(null, '', address);
      await navigator.clipboard.writeText(address);
      this.#notices.done('The link is copied. Opening it brings this experiment back.');
    } catch (error) {
      if (error instanceof InputError) this.#tell(error);
      else this.#notices.done('This browser does not let the page copy; the link stands in the address bar.');
    }
  }

  #writeAddress(): void {
    try {
      history.replaceState(null, '', this.#address());
    } catch {
      history.replaceState(null, '', location.href.split('#')[0]);
    }
  }

  #addressTimer = 0;

  /** Browsers take only so many changes of the address in a second. */
  #writeAddressSoon(): void {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = window.setTimeout(() => this.#writeAddress(), 300);
  }

  #tell(error: unknown): void {
    if (!(error instanceof InputError) && !(error instanceof BackendLostError)) console.error(error);
    this.#notices.error(error instanceof Error ? error.message : String(error));
  }

  // Hands

  #showPhantomName(): void {
    const { phantom } = this.#experiment;
    const options: HTMLElement[] = PHANTOM_GROUPS.map(({ group, entries }) =>
      make('optgroup', { label: group }, ...entries.map(({ name, title }) => new Option(title, name))),
    );
    const fromLibrary = typeof phantom === 'string';
    if (!fromLibrary) options.push(new Option(this.#subject.name, ''));
    this.#phantomSelect.replaceChildren(...options);
    this.#phantomSelect.value = fromLibrary ? phantom : '';
  }

  #listen(): void {
    this.#phantomSelect.addEventListener('change', () => {
      const name = this.#phantomSelect.value;
      if (name) this.#openPhantom(name).catch((error: unknown) => this.#tell(error));
    });
    const fileInput = document.createElement('input');
    fileInput.type = 'file';
    fileInput.multiple = true;
    fileInput.hidden = true;
    fileInput.id = 'file-input';
    fileInput.setAttribute('aria-label', 'Files to open');
    document.body.append(fileInput);
    fileInput.addEventListener('change', () => {
      const files = [...(fileInput.files ?? [])];
      fileInput.value = '';
      void this.#openFiles(files);
    });
    const open = () => fileInput.click();
    const actions: readonly (readonly [string, () => void])[] = [
      ['open-button', open],
      ['save-button', () => this.#save()],
      ['backend-badge', () => void this.#switchBackend()],
      ['compare-button', () => void this.#compare()],
      ['link-button', () => void this.#copyLink()],
      ['help-button', showHelp],
    ];
    for (const [id, action] of actions) byId(id, HTMLButtonElement).addEventListener('click', action);
    const panelButton = byId('panel-button', HTMLButtonElement);
    panelButton.addEventListener('click', () => {
      const isOpen = this.#page.classList.toggle('panel-open');
      panelButton.setAttribute('aria-expanded', String(isOpen));
    });
    this.#listenToKeys(open);
    this.#listenToDrops();
    window.addEventListener('hashchange', () => void this.#openAddress());
  }

  #listenToKeys(open: () => void): void {
    const key = (action: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = target.closest(
        'input:not([type="range"], [type="checkbox"], [type="file"]), select, textarea, dialog',
      );
      // Space and Enter press a focused button.
      const pressing = event.code === 'Space' && target.closest('button, input, summary');
      // A dialog keeps its keys, wherever the focus is: Escape closes it.
      if (
        typing ||
        pressing ||
        document.querySelector('dialog[open]') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      action(event);
    };
    const presets = Object.fromEntries(
      WINDOW_PRESETS.filter((preset) => preset.key).map((preset) => [
        preset.key!,
        key((event) => {
          const chosen = presetForKey(event.key);
          if (chosen && displayUnitOf(this.#subject) === 'HU') this.#setWindow('phantom', chosen.window);
        }),
      ]),
    );
    tinykeys(window, {
      ...presets,
      i: key(() => this.#invert(!this.#inverted)),
      Space: key(() => this.#resetView()),
      f: key(() => this.#panes.maximise(this.#panes.maximised ? null : (this.#panes.focused ?? 'slice'))),
      Enter: (event) => {
        if ((event.target as HTMLElement).getAttribute('role') !== 'application') return;
        this.#panes.maximise(this.#panes.maximised ? null : this.#panes.focused);
      },
      Escape: key(() => this.#panes.maximise(null)),
      p: key(() => void this.#togglePlay()),
      b: key(() => void this.#switchBackend()),
      g: key(() => void this.#compare()),
      o: key(open),
      s: key(() => this.#save()),
      l: key(() => void this.#copyLink()),
      'Shift+?': key(showHelp),
      '?': key(showHelp),
    });
  }

  #listenToDrops(): void {
    const target = byId('drop-target', HTMLElement);
    const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    window.addEventListener('dragover', (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      target.hidden = false;
    });
    window.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) target.hidden = true;
    });
    window.addEventListener('drop', (event) => {
      target.hidden = true;
      if (!brings(event)) return;
      event.preventDefault();
      void this.#openFiles([...(event.dataTransfer?.files ?? [])]);
    });
  }
}

/** Whether a phantom brings a window of its own, or the one before it did: then the usual window takes its place. */
function hasOwnWindow(...subjects: readonly Subject[]): boolean {
  return subjects.some((subject) => subject.kind === 'shapes' && subject.window);
}

/** What a subject teaches, or where it comes from. */
function aboutSubject(subject: Subject): string {
  if (subject.kind === 'measurement') {
    return `${subject.name}: measured, ${subject.views} views × ${subject.channels} channels. Turn the detector offset until edges are single.`;
  }
  if (subject.kind === 'image') {
    const { rows, columns, pixelSizeMm } = subject.grid;
    return `${subject.name}: an image of ${rows} × ${columns} pixels of ${Number(pixelSizeMm.toPrecision(4))} mm.`;
  }
  return subject.about ?? `${subject.shapes.length} shapes`;
}
