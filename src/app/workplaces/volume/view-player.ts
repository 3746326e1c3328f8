/** What is played. */
export interface PlayedViews {
  readonly count: number;
  readonly at: number;
}

export interface ViewPlayerHost {
  readonly views: PlayedViews;
  /** Whether motion is unwelcome. */
  readonly isStill: boolean;
  show(view: number): void;
  /** It has begun to play, or ended. */
  told(): void;
}

/** All views pass in this time, as when a slice is played. */
const TURN_SECONDS = 12;
/** Where motion is unwelcome: so many still pictures, one every so often. */
const STILL_PICTURES = 8;
const STILL_SECONDS = 0.9;

/** Lets the views of a scan pass one after the other, round and round, until it is paused. */
export class ViewPlayer {
  readonly #host: ViewPlayerHost;
  readonly #nextFrame: (then: (nowMs: number) => void) => void;
  #isPlaying = false;
  #speed = 1;
  /** Where the clock is; a fraction of a view is on its way. */
  #at = 0;
  #lastMs: number | null = null;

  /** @param nextFrame calls back once, with the time */
  constructor(host: ViewPlayerHost, nextFrame = (then: (nowMs: number) => void) => void requestAnimationFrame(then)) {
    this.#host = host;
    this.#nextFrame = nextFrame;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** @param speed 1 as it is usually */
  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  /** Shows a view, and stays there. */
  seek(view: number): void {
    this.pause();
    this.#host.show(view);
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.#play();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    this.#host.told();
  }

  #play(): void {
    if (this.#host.views.count < 2) return;
    this.#isPlaying = true;
    this.#at = this.#host.views.at;
    this.#lastMs = null;
    this.#host.told();
    this.#nextFrame((now) => this.#tick(now));
  }

  #tick(nowMs: number): void {
    if (!this.#isPlaying) return;
    const { count, at } = this.#host.views;
    // A hand has moved it meanwhile.
    if (at !== Math.floor(this.#at) % count) this.#at = at;
    // A page that was out of sight goes on where it was.
    const seconds = Math.min(2, (nowMs - (this.#lastMs ?? nowMs)) / 1000);
    if (!this.#host.isStill) this.#at += (seconds * this.#speed * count) / TURN_SECONDS;
    else if (seconds * this.#speed >= STILL_SECONDS) this.#at += count / STILL_PICTURES;
    if (!this.#host.isStill || seconds * this.#speed >= STILL_SECONDS || this.#lastMs === null) this.#lastMs = nowMs;
    const view = Math.floor(this.#at) % count;
    if (view !== at) this.#host.show(view);
    this.#nextFrame((now) => this.#tick(now));
  }
}
