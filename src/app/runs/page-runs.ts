import { BackendLostError } from '../../compute/device.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import { MOST_ITERATIONS } from '../../methods/iterative/iterative-settings.ts';
import { byId } from '../elements/element.ts';
import type { Backends } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { PRESENT } from '../lanes/present.ts';
import type { AxisSearch } from '../present/axis-search.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import type { PresentExperiment } from '../present/present-experiment.ts';
import type { Notices } from '../shell/notices.ts';
import type { Stage } from '../stage/stage.ts';
import type { PaneTraces } from '../views/pane-traces.ts';
import type { Sights } from '../views/sights.ts';
import type { WorkArea } from '../workplaces/work-area.ts';
import type { Room } from '../workplaces/workplace.ts';
import { AfterRun } from './after-run.ts';
import { BackendChanges } from './backend-changes.ts';
import { BackendSwitch } from './backend-switch.ts';
import { LiveRunner } from './live-runner.ts';
import { PlayBar, type PlayBarCallbacks } from './play-bar.ts';
import { Playback } from './playback.ts';
import { type PlayerState, playedUnits } from './player.ts';
import { playedVolume } from './preview.ts';
import { ProgressLine } from './progress-line.ts';
import type { RunNumbers } from './run-numbers.ts';
import type { RunPictures, ShownRun } from './run-pictures.ts';
import type { RunRequest } from './run-request.ts';
import { RunStatus } from './run-status.ts';

export interface PageRunsParts {
  readonly present: PresentExperiment;
  readonly backends: Backends;
  readonly notices: Notices;
  readonly stage: Stage;
  readonly pictures: RunPictures;
  readonly numbers: RunNumbers;
  readonly traces: PaneTraces;
  readonly sights: Sights;
  readonly area: WorkArea;
  readonly axisSearch: AxisSearch;
}

/** All that runs the present experiment: who runs it, whole or view by view, where what it makes goes, and what follows. */
export class PageRuns {
  readonly #parts: PageRunsParts;
  readonly #status: RunStatus;
  readonly #runner: LiveRunner;
  readonly #backend: BackendSwitch;
  readonly #backendChanges: BackendChanges;
  readonly #playback: Playback;
  #bar: PlayBar | null = null;
  readonly #afterRun: AfterRun;

  /**
   * @param onAxisFound a run has found the axis, and the present experiment is another one
   * @param turn changes the present experiment, as a control does
   */
  constructor(parts: PageRunsParts, onAxisFound: () => void, turn: (changes: ExperimentChanges) => void) {
    const { present, backends, notices, stage, pictures, numbers, sights, area, axisSearch } = parts;
    this.#parts = parts;
    const progress = new ProgressLine(byId('progress', HTMLElement), () => this.#cancel());
    this.#status = new RunStatus(byId('stage', HTMLElement), progress, notices);
    this.#runner = new LiveRunner(backends.cpu, {
      onStep: (run, step) => {
        this.#showStep(run, step);
        const { engine, experiment, whole, request } = run;
        if (!run.isPreview) area.iterated(PRESENT, run, step);
        if (step.kind !== 'finished' || !request.moving) return;
        area.runs.moved({ engine, experiment, subject: request.subject, result: step.result }, whole);
      },
      onSettled: (run, result) => void this.#afterRun.follow(run, result),
      onFailed: (run, error) => {
        if (!this.#backendChanges.seesTo(run, error)) this.#status.failed(error, () => void this.rerun());
      },
      onBusy: (busy) => this.#showBusy(busy),
      onProgress: (run, stage, done) => this.#status.showProgress(run, stage, done),
    });
    area.lanes.watch((run, stage, done) => this.#status.showBeside(run, stage, done));
    this.#backend = new BackendSwitch(backends, this.#runner);
    this.#backendChanges = new BackendChanges(backends, this.#runner, this.#backend, notices, {
      isPlaying: () => this.#playback.isOpen,
      stopPlaying: () => this.#playback.stop(),
      keepOnScreen: () => pictures.keepOnScreen(backends.cpu),
      rerun: async () => {
        if (present.isOpen) await this.rerun();
      },
    });
    const makePlayBar = (callbacks: PlayBarCallbacks) => {
      this.#bar = new PlayBar(
        byId('play', HTMLElement),
        playedByRoom(callbacks, () => area.room),
      );
      return this.#bar;
    };
    this.#playback = new Playback(makePlayBar, present, stage, pictures, {
      begin: async () => {
        await this.#stopRunner();
        return this.#runner.engine;
      },
      onStep: (run, step) => this.#showStep(run, step),
      look: () => (area.room?.grows && area.room.look) || null,
      volume: (engine, { experiment, subject }) => playedVolume(experiment, subject, this.#runner.costOf(engine)),
      onViews: (views) => {
        sights.play(views);
        area.room?.played?.(views);
      },
      onPartial: (words) => numbers.showPartial(words),
      onComplete: ({ engine, experiment }, result) => {
        // What grew may be coarser than what there is.
        if (area.room?.grows) {
          void this.rerun();
          return;
        }
        numbers.showPlayed();
        void numbers.measure(result, engine, experiment, true).then(() => pictures.copyForPointer());
      },
      onFailed: (engine, error) => {
        // What a lost GPU means is said once, where the page changes over to the CPU.
        if (!(error instanceof BackendLostError && engine !== backends.cpu)) notices.failure(error);
      },
      onBeside: (beside) => area.showUnfiltered(beside),
      onMore: (more) => {
        const { of, unit } = playedUnits(present.experiment);
        if (unit) turn({ reconstruction: { own: { iterations: Math.min(MOST_ITERATIONS, of + more) } } });
      },
    });
    this.#afterRun = new AfterRun(
      { present, status: this.#status, axisSearch, pictures, numbers, roomRuns: area.runs },
      {
        onAxisFound: () => {
          onAxisFound();
          this.#request(false);
        },
        onWhole: () => this.#showWhole(),
      },
    );
  }

  /** Asks for a run of what has been changed, which ends playing. @param moving while a hand goes on changing it */
  changed(moving: boolean): void {
    this.#parts.notices.outdateErrors();
    if (this.#playback.isOpen) void this.#playback.stop().then(() => this.#requestUnplayed(moving));
    else this.#request(moving);
  }

  /** Runs the present experiment again, as it is. */
  async rerun(): Promise<void> {
    await this.#playback.stop();
    this.#requestUnplayed(false);
  }

  /** Looks at another place of the volume. */
  look(): void {
    const { present, area } = this.#parts;
    if (this.#playback.isOpen && area.room?.grows) {
      this.#playback.lookAgain();
      return;
    }
    const { experiment, subject } = present;
    this.#afterRun.abandon();
    this.#runner.request({ experiment, subject, moving: false, ...wishesOf(area.room), onlyLooks: true });
  }

  togglePlay(): void {
    const { room } = this.#parts.area;
    if (room?.player) room.player.toggle();
    // A room that looks at a volume shows all of it, unless it lets it grow.
    else if (!room?.look || room.grows) void this.#playback.toggle();
  }

  /** What the room plays, on the bar. */
  showPlayed(state: PlayerState): void {
    this.#bar?.show(state, true);
  }

  /** Ends playing; resolves when its session is free. */
  stopPlaying(): Promise<void> {
    return this.#playback.stop();
  }

  /** Resolves when nothing runs or plays any more. */
  async stop(): Promise<void> {
    await this.#playback.stop();
    await this.#stopRunner();
  }

  /** On which slices are made now. */
  get engine(): Engine {
    return this.#runner.engine;
  }

  /** Takes the best backend that there is. @returns whether that is another one than before */
  useBest(): boolean {
    return this.#backend.useBest();
  }

  /** A hand asks for the other backend. */
  useOther(): void {
    void this.#backendChanges.toOther();
  }

  /** The GPU has another kernel. */
  kernelChosen(): void {
    this.#backend.use(this.#runner.engine);
    void this.rerun();
  }

  /** Whoever has asked to play since plays the present experiment, in a session that takes one run at a time. */
  #requestUnplayed(moving: boolean): void {
    if (!this.#playback.isOpen) this.#request(moving);
  }

  #request(moving: boolean): void {
    this.#afterRun.abandon();
    const { present, area } = this.#parts;
    const { experiment, subject } = present;
    this.#runner.request({ experiment, subject, moving, ...wishesOf(area.room) });
  }

  async #stopRunner(): Promise<void> {
    await Promise.all([this.#runner.stop(), this.#parts.area.lanes.cancel()]);
  }

  /** Gives up what runs; what is on screen stays. */
  #cancel(): void {
    this.#runner.cancel();
    this.#parts.area.lanes.abandon();
    this.#status.endedBeside();
    this.#parts.numbers.giveUp();
    this.#status.cancelled();
  }

  #showStep(run: ShownRun, step: RunStep): void {
    const { numbers, pictures, traces } = this.#parts;
    if (step.kind === 'finished') {
      pictures.finish(run, step);
      numbers.showTimes(run, step);
      if (run.isPreview) numbers.awaitQuality();
    } else void pictures.show(run, step);
    if (step.kind === 'image' && step.iterations && !run.isPreview) {
      this.#playback.showIteration(step.views, step.of, step.goesOn);
      if (step.goesOn) numbers.awaitQuality();
      else this.#status.showMemory(step.iterations.memory);
    }
    if (step.kind !== 'sinogram') return;
    traces.show(step.scan);
    // Iterations that catch up leave on the bar what is on screen.
    if (this.#playback.isOpen || run.way !== undefined) return;
    const { unit, of } = playedUnits(this.#parts.present.experiment);
    if (!unit) this.#showWhole();
    else if (!run.isPreview) this.#playback.showIteration(0, of);
  }

  /** The slice has all views; a room that plays something else says itself what. */
  #showWhole(): void {
    if (!this.#parts.area.room?.player) this.#playback.showWhole();
  }

  #showBusy(busy: boolean): void {
    this.#backend.setBusy(busy);
    this.#status.setBusy(busy);
    if (!busy) return;
    this.#afterRun.abandon();
    this.#parts.area.lanes.abandon();
  }
}

/** What a room wants of a run besides the slice, or instead of it. */
function wishesOf(room: Room | null): Pick<RunRequest, 'look' | 'readsOnly'> {
  return { look: room?.look, readsOnly: room?.readsOnly };
}

/** The bar's hands, which belong to the room where it plays something of its own. */
function playedByRoom(callbacks: PlayBarCallbacks, room: () => Room | null): PlayBarCallbacks {
  return {
    ...callbacks,
    onToggle: () => (room()?.player ?? { toggle: callbacks.onToggle }).toggle(),
    onSeek: (views) => {
      const player = room()?.player;
      if (player) player.seek(views - 1);
      else callbacks.onSeek(views);
    },
    onSpeed: (speed) => {
      room()?.player?.setSpeed(speed);
      callbacks.onSpeed(speed);
    },
  };
}
