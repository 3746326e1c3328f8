import type { Block } from '../../../course/compiled-lesson.ts';
import type { LectureKeyEvent } from '../lecture-keys.ts';

/** What the speaker sees of a lecture. */
export interface SpeakerState {
  readonly isOn: boolean;
  readonly isBlack: boolean;
  readonly title: string;
  readonly place: string;
  /** What the room is asked; `null` for nothing. */
  readonly question: string | null;
  readonly options: readonly SpeakerOption[];
  /** What is right, where that is no option; `null` where it is not known, or nothing is asked. */
  readonly answer: string | null;
  /** Of a lesson. */
  readonly notes: readonly Block[];
  /** Of one's own. */
  readonly ownNotes: string;
  /** The computed numbers of the notes, as text. */
  readonly values: Readonly<Record<string, string>>;
  /** The title of the next slide; `null` where none follows. */
  readonly next: string | null;
  /** Whether the answer comes before it. */
  readonly isAnswerNext: boolean;
}

export interface SpeakerOption {
  readonly text: string;
  readonly why: string;
  /** `null` while it is not known. */
  readonly isRight: boolean | null;
}

export type SpeakerWish = 'next' | 'back' | 'black';

/** What a key is, as far as a channel carries it. */
export type SpeakerKey = LectureKeyEvent;

type ToSpeaker = { readonly kind: 'state'; readonly state: SpeakerState } | { readonly kind: 'left' };
type FromSpeaker =
  | { readonly kind: 'hello' }
  | { readonly kind: 'wish'; readonly wish: SpeakerWish }
  | { readonly kind: 'key'; readonly key: SpeakerKey };
type Message = ToSpeaker | FromSpeaker;

const SPEAKER_HASH = '#speaker=';

/** The part of an address that opens the speaker's window of a lecture. */
export function speakerHash(session: string): string {
  return `${SPEAKER_HASH}${session}`;
}

export function sessionOfHash(hash: string): string {
  return /^[\w-]*/.exec(hash.slice(SPEAKER_HASH.length))![0];
}

/** Between the windows of one lecture, and no other. */
function channelOf(session: string): BroadcastChannel {
  return new BroadcastChannel(`ct-sandbox-lecture-${session}`);
}

/** The lecture's end of it. */
export class LectureEnd {
  readonly #channel: BroadcastChannel;
  readonly #state: () => SpeakerState;

  constructor(
    session: string,
    state: () => SpeakerState,
    onWish: (wish: SpeakerWish) => void,
    onKey: (key: SpeakerKey) => void,
  ) {
    this.#state = state;
    this.#channel = channelOf(session);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'hello') this.tell();
      else if (data.kind === 'wish') onWish(data.wish);
      else if (data.kind === 'key') onKey(data.key);
    });
    window.addEventListener('pagehide', () => this.#post({ kind: 'left' }));
    // A speaker's window may be there from before a reload.
    this.tell();
  }

  /** Tells the speaker's window how things are. */
  tell(): void {
    this.#post({ kind: 'state', state: this.#state() });
  }

  #post(message: ToSpeaker): void {
    this.#channel.postMessage(message);
  }
}

/** The speaker's end. */
export class SpeakerEnd {
  readonly #channel: BroadcastChannel;

  constructor(session: string, onState: (state: SpeakerState) => void, onLeft: () => void) {
    this.#channel = channelOf(session);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'state') onState(data.state);
      else if (data.kind === 'left') onLeft();
    });
    this.#post({ kind: 'hello' });
  }

  wish(wish: SpeakerWish): void {
    this.#post({ kind: 'wish', wish });
  }

  /** A key that was pressed here and is meant there. */
  press({ key, code, shiftKey, ctrlKey, altKey, metaKey }: SpeakerKey): void {
    this.#post({ kind: 'key', key: { key, code, shiftKey, ctrlKey, altKey, metaKey } });
  }

  #post(message: FromSpeaker): void {
    this.#channel.postMessage(message);
  }
}
