import { changedReconstruction } from '../../experiment/change-method.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ImageStep, RunStep } from '../../experiment/run-steps.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import type { Engine } from '../engine/engine.ts';

/** What is played. */
export interface PlayedScan {
  readonly engine: Engine;
  readonly experiment: Experiment;
  readonly subject: Subject;
}

export interface PlayerListener {
  /** The slice, or the plain back-projection beside it, built from the first `views` views. */
  onFrame(kind: 'slice' | 'beside', step: ImageStep): void;
  /** Steps of the run other than growing images. */
  onStep(step: RunStep): void;
  onState(state: PlayerState): void;
  onFailed(error: unknown): void;
}

export interface PlayerState {
  readonly playing: boolean;
  readonly views: number;
  readonly of: number;
}

/** At normal speed a scan plays in this time, however many views it has. */
const PLAY_SECONDS = 12;
/** Where motion is unwelcome, the slice grows in so many still pictures, one every so often. */
const STILL_PICTURES = 8;
const STILL_SECONDS = 0.9;

type Run = AsyncGenerator<RunStep, void, void>;

/**
 * Plays a back-projection: views arrive and the slice builds up. The hand or the clock sets a target; a loop takes the
 * run there step by step, starting anew where the target lies behind.
 */
export class Player {
  readonly #scan: PlayedScan;
  readonly #listener: PlayerListener;
  readonly #abort = new AbortController();
  readonly #stillPictures: boolean;
  /** Runs plain back-projection beside the filtered one. */
  readonly #beside: boolean;
  #runs: Run[] = [];
  /** Views that are in the image. */
  #position = 0;
  /** How many the step under way adds. */
  #stepViews = 1;
  /** Where hand or clock want to be; a fraction of a view is on its way. */
  #target = 0;
  #playing = false;
  #speed = 1;
  #lastTick = 0;
  #working: Promise<void> | null = null;
  #stopped = false;

  constructor(
    scan: PlayedScan,
    options: { readonly beside: boolean; readonly stillPictures: boolean },
    listener: PlayerListener,
  ) {
    this.#scan = scan;
    this.#beside = options.beside;
    this.#stillPictures = options.stillPictures;
    this.#listener = listener;
  }

  get #views(): number {
    return this.#scan.experiment.scan.views;
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
    this.#target = Math.min(this.#views, Math.max(1, Math.round(views)));
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
      while (!this.#stopped && this.#goal() !== this.#position) {
        const goal = this.#goal();
        if (goal < this.#position || this.#runs.length === 0) await this.#startOver();
        this.#stepViews = goal - this.#position;
        for (const [i, run] of this.#runs.entries()) await this.#advance(run, i === 0 ? 'slice' : 'beside', goal);
        if (this.#stopped) return;
        this.#position = goal;
        this.#tell();
      }
    } catch (error) {
      this.#playing = false;
      // Whoever goes on begins anew: a run that has failed makes no more of the slice.
      this.#position = 0;
      await this.#dropRuns();
      if (!this.#stopped) this.#listener.onFailed(error);
    }
  }

  #goal(): number {
    return Math.max(1, Math.floor(this.#target));
  }

  async #startOver(): Promise<void> {
    await this.#dropRuns();
    const { engine, experiment, subject } = this.#scan;
    this.#position = 0;
    const options = { signal: this.#abort.signal, viewsPerStep: () => this.#stepViews };
    this.#runs = [engine.full.run(experiment, subject, options)];
    if (this.#beside) this.#runs.push(engine.beside.run(unfiltered(experiment), subject, options));
  }

  /** Takes one run to the image of `goal` views, or to its end where those are all. */
  async #advance(run: Run, kind: 'slice' | 'beside', goal: number): Promise<void> {
    for (;;) {
      const { value: step, done } = await run.next();
      if (done || this.#stopped) return;
      if (step.kind === 'image') {
        this.#listener.onFrame(kind, step);
        if (step.views === goal && goal < step.of) return;
      } else if (kind === 'slice') this.#listener.onStep(step);
    }
  }

  async #dropRuns(): Promise<void> {
    const runs = this.#runs;
    this.#runs = [];
    await Promise.all(runs.map((run) => run.return().catch(() => undefined)));
  }

  #tell(): void {
    this.#listener.onState({ playing: this.#playing, views: this.#position, of: this.#views });
  }
}

/** The same scan, back-projected as it is. */
export function unfiltered(experiment: Experiment): Experiment {
  const { reconstruction, scan } = experiment;
  const canRebin = geometryNamed(scan.geometry).rebinning !== null;
  const plain = { method: 'fbp', filter: 'none' } as const;
  return { ...experiment, reconstruction: changedReconstruction(reconstruction, plain, canRebin) };
}
