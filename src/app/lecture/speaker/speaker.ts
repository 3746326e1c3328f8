import type { FullScreen } from '../full-screen.ts';
import { lectureSession } from './lecture-session.ts';
import { LectureEnd, type SpeakerKey, type SpeakerState, type SpeakerWish, speakerHash } from './speaker-channel.ts';

const BLOCKED =
  'The browser blocked the speaker’s window. Leave full screen (F), allow pop-ups in the address bar, and press M again.';

export interface SpeakerHost {
  state(): SpeakerState;
  readonly fullScreen: FullScreen;
  wish(wish: SpeakerWish): void;
  /** A key in the speaker's window. */
  pressed(key: SpeakerKey): void;
  say(sentence: string): void;
}

/** The speaker's window, as the lecture sees it. */
export class Speaker {
  readonly #host: SpeakerHost;
  #end: LectureEnd | null = null;
  #session: string | null = null;

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
      (key) => this.#host.pressed(key),
    );
    this.tell();
  }

  /** Opens the window, or brings it to the front. */
  open(): void {
    if (this.#session === null) return;
    this.#host.fullScreen.windowOpens();
    const address = `${location.pathname}${location.search}${speakerHash(this.#session)}`;
    const opened = window.open(address, `ct-sandbox-speaker-${this.#session}`, 'popup,width=900,height=700');
    if (opened) return;
    this.#host.fullScreen.windowBlocked();
    this.#host.say(BLOCKED);
  }

  /** The slide is another one, its answer is shown, the screen is black. */
  tell(): void {
    this.#end?.tell();
  }
}
