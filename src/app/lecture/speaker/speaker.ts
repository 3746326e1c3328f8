import { lectureSession } from './lecture-session.ts';
import { LectureEnd, type SpeakerState, type SpeakerWish, speakerHash } from './speaker-channel.ts';

/** Opening a window ends full screen, which is told after a moment. */
const OPENING_MS = 2000;
const BLOCKED =
  'The browser blocked the speaker’s window. Allow pop-ups for this page in its address bar, and press M again.';

export interface SpeakerHost {
  state(): SpeakerState;
  wish(wish: SpeakerWish): void;
  say(sentence: string): void;
}

/** The speaker's window, as the lecture sees it. */
export class Speaker {
  readonly #host: SpeakerHost;
  #end: LectureEnd | null = null;
  #session: string | null = null;
  #openedAt = -Infinity;
  #wantsFullScreen = false;

  constructor(host: SpeakerHost) {
    this.#host = host;
  }

  /** A lecture begins; the window may be there from before a reload. */
  async begin(): Promise<void> {
    this.#session ??= await lectureSession();
    this.#end ??= new LectureEnd(
      this.#session,
      () => this.#host.state(),
      (wish) => this.#host.wish(wish),
    );
    this.tell();
  }

  /** Opens the window, or brings it to the front. */
  open(): void {
    if (this.#session === null) return;
    this.#wantsFullScreen = document.fullscreenElement !== null;
    this.#openedAt = performance.now();
    const address = `${location.pathname}${location.search}${speakerHash(this.#session)}`;
    const opened = window.open(address, `ct-sandbox-speaker-${this.#session}`, 'popup,width=900,height=700');
    if (opened) return;
    this.#wantsFullScreen = false;
    this.#openedAt = -Infinity;
    this.#host.say(BLOCKED);
  }

  /** Whether full screen may just have ended for the window's sake. */
  get hasJustOpened(): boolean {
    return performance.now() - this.#openedAt < OPENING_MS;
  }

  /** With the next key that is pressed in the lecture, which browsers ask for. */
  backToFullScreen(): void {
    if (!this.#wantsFullScreen || this.hasJustOpened) return;
    this.#wantsFullScreen = false;
    if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => undefined);
  }

  /** The slide is another one, its answer is shown, the screen is black. */
  tell(): void {
    this.#end?.tell();
  }
}
