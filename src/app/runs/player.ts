import type { DeviceArray } from '../../compute/device.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { RunStep } from '../../experiment/run-steps.ts';
import type { Session } from '../../experiment/session.ts';
import type { VolumeLook } from '../../experiment/volume-look.ts';
import type { Lane } from '../lanes/lane.ts';
import type { PresentPair } from '../present/present-experiment.ts';

/** What is played: a lane's scan, and who runs it. */
export interface PlayedLane {
  readonly lane: Lane;
  readonly pair: PresentPair;
  readonly session: Session<DeviceArray>;
  /** What is looked at of a volume that grows, now and with so many views in it; left out where a slice grows. */
  readonly look?: ((views?: number) => VolumeLook) | undefined;
}

export interface PlayerListener {
  /** Images are built from the views that have arrived. */
  onStep(played: PlayedLane, step: RunStep): void;
  onState(state: PlayerState): void;
  onFailed(error: unknown): void;
}

export interface PlayerState {
  readonly playing: boolean;
  /** How many views are in the slice, or how many iterations have made it. */
  readonly views: number;
  readonly of: number;
  /** Left out where views are played. */
  readonly unit?: 'iteration' | undefined;
  /** Whether iterations are counted from an image that was there, and not from their start. */
  readonly goesOn?: true | undefined;
}

/** What is played of an experiment, one after the other: its views, or the iterations of its method. */
export function playedUnits({ scan, reconstruction }: Experiment): Pick<PlayerState, 'of' | 'unit'> {
  return 'iterations' in reconstruction
    ? { of: reconstruction.iterations, unit: 'iteration' }
    : { of: scan.views, unit: undefined };
}

/** How much of it is shown, in words. */
export function playedText({ views, of, unit, goesOn }: Omit<PlayerState, 'playing'>): string {
  if (goesOn) return `going on: ${views} more`;
  return unit ? `${unit} ${views} of ${of}` : `${views} of ${of} views`;
}

/** At normal speed a scan plays in this time, however many views it has. */
const PLAY_SECONDS = 12;
/** Where motion is unwelcome, the slice grows in so many still pictures, one every so often. */
const STILL_PICTURES = 8;
const STILL_SECONDS = 0.9;

type Run = AsyncGenerator<RunStep, void, void>;

/**
 * Plays a back-projection: views arrive and the slice builds up; or a method that iterates, whose images come one after the
 * other. The hand or the clock sets a target; a loop takes the
 * run there step by step, starting anew where the target lies behind.
 */
export class Player {
  readonly #lanes: readonly PlayedLane[];
  readonly #listener: PlayerListener;
  readonly #abort = new AbortController();
  readonly #stillPictures: boolean;
  #runs: Run[] = [];
  /** Views that are in the image. */
  #position = 0;
  /** The last goal, which is the position but where the nearest iteration that was kept is another one. */
  #reached = 0;
  /** How many the step under way adds. */
  #stepViews = 1;
  /** Where hand or clock want to be; a fraction of a view is on its way. */
  #target = 0;
  #playing = false;
  #speed = 1;
  /** Whether what stands there is to be shown again. */
  #isOutdated = false;
  #lastTick = 0;
  #working: Promise<void> | null = null;
  #stopped = false;

  /**
   * @param lanes whose views are the same, the present one first
   * @param stillPictures whether motion is unwelcome
   */
  constructor(lanes: readonly PlayedLane[], stillPictures: boolean, listener: PlayerListener) {
    this.#lanes = lanes;
    this.#stillPictures = stillPictures;
    this.#listener = listener;
  }

  /** Views or iterations. */
  get #units(): Pick<PlayerState, 'of' | 'unit'> {
    return playedUnits(this.#lanes[0]!.pair.experiment);
  }

  get #views(): number {
    return this.#units.of;
  }

  /** No iteration leaves the start, which is an image too. */
  get #least(): number {
    return this.#units.unit ? 0 : 1;
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  /** Goes on from where it stands, or from the start where it has reached the end. */
  play(): void {
    if (this.#stopped) return;
    if (this.#target >= this.#views) this.#target = 0;
    this.#playing = true;
    this.#lastTick = performance.now();
    this.#tick();
  }

  pause(): void {
    this.#playing = false;
    this.#tell();
  }

  /** Shows the slice from the first `views` views. */
  seek(views: number): void {
    this.#playing = false;
    this.#target = Math.min(this.#views, Math.max(this.#least, Math.round(views)));
    this.#work();
  }

  /** Shows what there is again, for it is looked at in another way. */
  again(): void {
    if (this.#runs.length === 0 || this.#position >= this.#views) return;
    this.#isOutdated = true;
    this.#work();
  }

  /** Ends for good; resolves when the session is free for other runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#playing = false;
    this.#abort.abort();
    await this.#working;
    await this.#dropRuns();
  }

  #tick(): void {
    requestAnimationFrame((now) => {
      if (!this.#playing || this.#stopped) return;
      const seconds = Math.min(2, (now - this.#lastTick) / 1000);
      if (!this.#stillPictures) {
        this.#lastTick = now;
        this.#target += (seconds * this.#speed * this.#views) / PLAY_SECONDS;
      } else if (this.#target === 0 || seconds * this.#speed >= STILL_SECONDS) {
        this.#lastTick = now;
        this.#target += this.#views / STILL_PICTURES;
      }
      this.#target = Math.min(this.#views, this.#target);
      this.#work();
      if (this.#target < this.#views || this.#position < this.#views) this.#tick();
      else {
        this.#playing = false;
        this.#tell();
      }
    });
  }

  #work(): void {
    this.#working ??= this.#approach().finally(() => {
      this.#working = null;
    });
  }

  async #approach(): Promise<void> {
    try {
      while (!this.#stopped && (this.#isOutdated || this.#goal() !== this.#reached || this.#runs.length === 0)) {
        const goal = this.#goal();
        const isOutdated = this.#isOutdated;
        this.#isOutdated = false;
        if (goal < this.#reached || this.#runs.length === 0) await this.#startOver();
        else if (goal <= this.#position && !isOutdated) {
          this.#reached = goal;
          continue;
        }
        this.#stepViews = Math.max(0, goal - this.#position);
        for (const [i, run] of this.#runs.entries()) {
          const reached = await this.#advance(run, this.#lanes[i]!, goal);
          if (i === 0) this.#position = reached;
        }
        if (this.#stopped) return;
        this.#reached = goal;
        this.#tell();
      }
    } catch (error) {
      this.#playing = false;
      // Whoever goes on begins anew: a run that has failed makes no more of the slice.
      this.#position = 0;
      this.#reached = 0;
      await this.#dropRuns();
      if (!this.#stopped) this.#listener.onFailed(error);
    }
  }

  #goal(): number {
    return Math.max(this.#least, Math.floor(this.#target));
  }

  async #startOver(): Promise<void> {
    await this.#dropRuns();
    this.#position = 0;
    this.#reached = 0;
    const options = { signal: this.#abort.signal, viewsPerStep: () => this.#stepViews };
    this.#runs = this.#lanes.map(({ session, pair, look }) =>
      session.run(pair.experiment, pair.subject, { ...options, ...(look && { look: look(), lookNow: look }) }),
    );
  }

  /** Takes one run to the image of `goal` views, or to its end where those are all. */
  async #advance(run: Run, played: PlayedLane, goal: number): Promise<number> {
    for (;;) {
      const { value: step, done } = await run.next();
      if (done || this.#stopped) return goal;
      const grown = step.kind === 'image' ? step : step.kind === 'planes' ? step.growth : undefined;
      // A run begins with the start of its iterations, whatever is to be seen.
      if (grown?.views !== 0 || goal === 0) this.#listener.onStep(played, step);
      if (grown && grown.views >= goal && grown.views < grown.of) return grown.views;
    }
  }

  async #dropRuns(): Promise<void> {
    const runs = this.#runs;
    this.#runs = [];
    await Promise.all(runs.map((run) => run.return().catch(() => undefined)));
  }

  #tell(): void {
    this.#listener.onState({ playing: this.#playing, views: this.#position, ...this.#units });
  }
}
