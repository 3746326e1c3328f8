import type { Experiment } from '../../experiment/experiment.ts';
import type { RunResult } from '../../experiment/run-result.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import { FIRST_LOOK, type VolumeLook } from '../../experiment/volume-look.ts';
import { DEFAULT_METHOD, METHODS } from '../../methods/registry.ts';
import type { Engine } from '../engine/engine.ts';
import { PRESENT } from '../lanes/present.ts';
import type { OverlayPainter } from '../panes/pane-content.ts';
import type { PresentExperiment, PresentPair } from '../present/present-experiment.ts';
import { slotId } from '../stage/layout.ts';
import type { Stage } from '../stage/stage.ts';
import { NewestWish } from './newest-wish.ts';
import type { PlayBar, PlayBarCallbacks } from './play-bar.ts';
import { type PlayedLane, Player, type PlayerState, playedText, playedUnits } from './player.ts';
import type { RunPictures, ShownRun } from './run-pictures.ts';

export interface PlaybackCallbacks {
  /** Ends what runs, so that its session is free, and tells which engine is to play. */
  begin(): Promise<Engine>;
  /** What is looked at of a volume, which grows then instead of a slice; `null` where none is. */
  look(): VolumeLook | null;
  /** What plays of a volume: the whole, or a coarser one. */
  volume(engine: Engine, present: PresentPair): Experiment;
  onStep(run: ShownRun, step: RunStep): void;
  /** So many views are in the slice; not of iterations. */
  onViews(views: number): void;
  /** The slice on screen is made of some of the views only, or by some of the iterations; which, in words. */
  onPartial(words: string): void;
  /** All views are in the slice, and nothing moves any more. */
  onComplete(run: ShownRun, result: RunResult): void;
  onFailed(engine: Engine, error: unknown): void;
  /** Plain back-projection beside is asked for, or no longer. */
  onBeside(beside: boolean): void;
  /** So many more iterations are asked for. */
  onMore(iterations: number): void;
}

/** Letting the views of a scan arrive one by one, or the iterations of its method: the bar, the player while there is one, and what they show. */
export class Playback {
  readonly #present: PresentExperiment;
  readonly #stage: Stage;
  readonly #pictures: RunPictures;
  readonly #callbacks: PlaybackCallbacks;
  readonly #bar: Pick<PlayBar, 'show'>;
  #player: Player | null = null;
  /** While a player ends the step that is under way. */
  #stopping: Promise<void> | null = null;
  /** Playing is asked for as long as nothing else is, also while the run before is ending. */
  readonly #wishes = new NewestWish();
  #isComing = false;
  #playing = false;
  /** Of the run that was last played to its end. */
  #result: RunResult | null = null;
  #speed = 1;
  /** The number of the last iteration of the run that is shown. */
  #lastIteration = Number.POSITIVE_INFINITY;

  /** @param makeBar the bar that a hand plays on */
  constructor(
    makeBar: (callbacks: PlayBarCallbacks) => Pick<PlayBar, 'show'>,
    present: PresentExperiment,
    stage: Stage,
    pictures: RunPictures,
    callbacks: PlaybackCallbacks,
  ) {
    this.#present = present;
    this.#stage = stage;
    this.#pictures = pictures;
    this.#callbacks = callbacks;
    this.#bar = makeBar({
      onToggle: () => void this.toggle(),
      onSeek: (views) => void this.#seek(views),
      onSpeed: (speed) => {
        this.#speed = speed;
        this.#player?.setSpeed(speed);
      },
      onBeside: callbacks.onBeside,
      onMore: callbacks.onMore,
    });
  }

  /** Whether a player holds the session, moving or not, has not given it back yet, or is waiting for it. */
  get isOpen(): boolean {
    return this.#player !== null || this.#stopping !== null || this.#isComing;
  }

  async toggle(): Promise<void> {
    if (this.#player && this.#playing) this.#player.pause();
    else (await this.#needPlayer())?.play();
  }

  /** What plays is looked at in another way. */
  lookAgain(): void {
    this.#player?.again();
  }

  /** Ends playing; resolves when the session is free for other runs. */
  async stop(): Promise<void> {
    this.#wishes.abandon();
    this.#isComing = false;
    const player = this.#player;
    if (player) {
      this.#player = null;
      this.#playing = false;
      this.#stopping = this.#end(player);
    }
    await this.#stopping;
  }

  /** A run has made the whole slice. */
  showWhole(): void {
    const units = playedUnits(this.#present.experiment);
    // A method may have come to rest before all iterations were made.
    const of = units.unit === 'iteration' ? Math.min(units.of, this.#lastIteration) : units.of;
    this.#bar.show({ playing: false, ...units, views: of, of });
  }

  /** A run is at an iteration of its method. @param goesOn whether not from its start, but from what was on screen */
  showIteration(views: number, of: number, goesOn?: true): void {
    this.#lastIteration = of;
    if (!this.isOpen) this.#bar.show({ playing: false, views, of, unit: 'iteration', goesOn });
  }

  async #end(player: Player): Promise<void> {
    await player.stop();
    this.#stopping = null;
    this.#stage.pane('sinogram')?.setOverlay(null);
    this.#stage.pane('slice')?.setNote(null);
    this.#noteDifference(null);
  }

  async #seek(views: number): Promise<void> {
    (await this.#needPlayer())?.seek(views);
  }

  /** @returns `null` where something else was asked for while the run before was ending */
  async #needPlayer(): Promise<Player | null> {
    if (this.#player) return this.#player;
    const signal = this.#wishes.begin();
    this.#isComing = true;
    await this.#stopping;
    const engine = await this.#callbacks.begin();
    if (signal.aborted) return null;
    this.#isComing = false;
    const lanes = this.#callbacks.look() ? this.#volumeOn(engine) : this.#playedOn(engine);
    const run = this.#runOf(engine, lanes[0]!);
    const player = new Player(lanes, matchMedia('(prefers-reduced-motion: reduce)').matches, {
      onStep: ({ lane, pair }, step) => {
        if (lane === PRESENT) {
          // Its time is that of whoever set the pace.
          if (step.kind === 'finished') this.#result = step.result;
          else this.#callbacks.onStep(run, step);
        } else if (step.kind !== 'finished') void this.#pictures.show({ ...run, ...pair }, step, lane);
      },
      onState: (state) => this.#show(run, state),
      onFailed: (error) => this.#callbacks.onFailed(engine, error),
    });
    player.setSpeed(this.#speed);
    this.#player = player;
    this.#result = null;
    return player;
  }

  /** The run of the present scan, whose volume may be a coarser one. */
  #runOf(engine: Engine, { pair }: PlayedLane): ShownRun {
    const { experiment: whole, subject } = this.#present.pair;
    return { engine, whole, experiment: pair.experiment, subject, isPreview: pair.experiment !== whole };
  }

  /** The present volume as it is looked at, with the view that came last. */
  #volumeOn(engine: Engine): PlayedLane[] {
    const present = this.#present.pair;
    const { unit } = playedUnits(present.experiment);
    let last = 0;
    const look = (views = last): VolumeLook => {
      const now = this.#callbacks.look() ?? FIRST_LOOK;
      const isSame = views === last;
      last = views;
      return isSame || unit ? now : { ...now, view: Math.max(0, views - 1) };
    };
    const pair = { ...present, experiment: this.#callbacks.volume(engine, present) };
    return [{ lane: PRESENT, pair, session: engine.preview, look }];
  }

  /** The present scan, and what stands on the stage and builds up beside it. */
  #playedOn(engine: Engine): PlayedLane[] {
    const present = this.#present.pair;
    const { unit } = playedUnits(present.experiment);
    const lanes = new Set(
      this.#stage.slots.map(({ lane }) => lane).filter((lane) => lane !== PRESENT && lane.isPlayed),
    );
    return [PRESENT, ...lanes].flatMap((lane) => {
      const pair = lane.pair(present);
      const session = lane === PRESENT ? engine.full : engine.session(lane.name);
      // Views are no measure of iterations.
      return pair && playedUnits(pair.experiment).unit === unit ? [{ lane, pair, session }] : [];
    });
  }

  #show(run: ShownRun, state: PlayerState): void {
    this.#playing = state.playing;
    this.#bar.show(state);
    const { unit } = state;
    if (!unit) this.#callbacks.onViews(state.views);
    const complete = state.views >= state.of;
    const words = playedText(state);
    if (!complete) this.#callbacks.onPartial(unit ? words : `incomplete: ${words}`);
    else if (!state.playing && this.#result) this.#callbacks.onComplete(run, this.#result);
    // Only some methods' images grow view by view; a slice by another is played by one that does, and says so.
    const { growsByViews, iterates } = METHODS.get(run.experiment.reconstruction.method);
    const whole =
      growsByViews || iterates ? null : `played by ${METHODS.get(DEFAULT_METHOD).words.label.toLowerCase()}`;
    this.#stage.pane('slice')?.setNote(complete ? whole : words);
    this.#stage.pane('sinogram')?.setOverlay(complete || unit ? null : coverFrom(state.views));
    this.#noteDifference(complete ? null : unit ? 'of the last iteration' : 'of the whole scan');
  }

  /** Differences do not grow with the views. That of a plain back-projection has a note of its own. */
  #noteDifference(note: string | null): void {
    if (this.#present.sliceIsOnNoScale) return;
    for (const id of this.#stage.slots.map(slotId)) {
      if (this.#stage.shown(id)?.window === 'difference') this.#stage.pane(id)?.setNote(note);
    }
  }
}

/** Covers the views that have not arrived yet and marks the newest one. */
function coverFrom(views: number): OverlayPainter {
  return (context, { frame, pixelToCanvas }, { lineScale }) => {
    const style = getComputedStyle(document.body);
    const y = pixelToCanvas(0, views).y;
    context.fillStyle = style.backgroundColor;
    context.fillRect(frame.left, y, frame.width, frame.top + frame.height - y);
    context.fillStyle = style.getPropertyValue('--colour-accent');
    context.fillRect(frame.left, y - lineScale, frame.width, 2 * lineScale);
  };
}
