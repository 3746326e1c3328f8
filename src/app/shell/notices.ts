import './notices.css';
import { BackendLostError } from '../../compute/device.ts';
import { boundedSentence, InputError, MissingPartError } from '../../errors.ts';
import { button, make } from '../elements/element.ts';

/** Long enough to read a sentence that needs no answer. */
const DONE_MS = 4000;
/** Long enough to read one that says where to look, and to look there. */
const TOLD_MS = 15_000;
/** Where the browser keeps what has been read away. */
const READ_KEY = 'ct-sandbox-read';

/** Takes a sentence away again, where it is still there. */
export type Withdraw = () => void;

/** What a person can do about a sentence. */
export interface Offer {
  /** Of the button. */
  readonly text: string;
  readonly act: () => void;
}

/** Sentences over the foot of the stage: one calm line, and one about what just went wrong or was done. */
export class Notices {
  readonly #host: HTMLElement;
  #calm: HTMLElement | null = null;
  #standing: HTMLElement | null = null;
  #waiting: HTMLElement | null = null;
  #loading: HTMLElement | null = null;
  #passing: HTMLElement | null = null;
  /** Something that could not be done, since when a hand has asked for something else. */
  #outdated: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Something that has changed by itself, such as a GPU that is lost; stays until read away. */
  calm(sentence: string, offer?: Offer): Withdraw {
    this.#calm?.remove();
    const notice = this.#show(sentence, 'notice-calm', '', offer);
    this.#calm = notice;
    return () => notice.remove();
  }

  /**
   * How things are here, such as why there is no GPU: goes when the hand sets to work, for it lies over a picture's foot.
   * Once read away, it is not said again on later visits.
   */
  standing(sentence: string): void {
    if (isRead(sentence)) return;
    this.calm(sentence);
    this.#standing = this.#calm;
    if (this.#calm) shorten(this.#calm);
    this.#calm?.querySelector('.notice-dismiss')?.addEventListener('click', () => keepAsRead(sentence));
  }

  /**
   * Something that can be done at any time: stays until it is done or read away, whatever else is said, and is not said in
   * the middle of a lecture.
   */
  standingOffer(sentence: string, offer: Offer): void {
    this.#show(sentence, 'notice-calm notice-can-wait', '', offer);
  }

  /** What the page waits for from a person's hand; stays until it has come, or something else has. */
  waiting(sentence: string): void {
    this.doneWaiting();
    this.#waiting = this.#show(sentence, 'notice-calm');
  }

  /** What was waited for has come, or is wanted no more. */
  doneWaiting(): void {
    this.#waiting?.remove();
    this.#waiting = null;
  }

  /** What a slow network keeps the page waiting for; `null` once it has come. */
  loading(sentence: string | null): void {
    this.#loading?.remove();
    this.#loading = sentence === null ? null : this.#show(sentence, 'notice-calm');
  }

  /** Something that could not be done; stays until read away or until the next one. */
  error(sentence: string, offer?: Offer): Withdraw {
    return this.#pass(this.#show(sentence, 'notice-error', 'Error: ', offer));
  }

  /** A hand sets to work on a picture or a knob. */
  withdrawStanding(): void {
    if (this.#passing?.classList.contains('notice-told')) this.#passing.remove();
    this.#standing?.remove();
    this.#standing = null;
  }

  /** A hand asks for something else: what could not be done before is news only until that has been done. */
  outdateErrors(): void {
    this.withdrawStanding();
    if (this.#passing?.classList.contains('notice-error')) this.#outdated = this.#passing;
  }

  /** What was asked for has been done. */
  withdrawOutdated(): void {
    this.#outdated?.remove();
    this.#outdated = null;
  }

  /**
   * The sentence of something that was thrown. What is no sentence for a student goes to the console.
   *
   * @param again does it once more; offered where that may help
   */
  failure(error: unknown, again?: () => void): Withdraw {
    const helps = error instanceof MissingPartError || error instanceof BackendLostError;
    return this.error(sentenceFor(error), again && helps ? { text: 'Try again', act: again } : undefined);
  }

  /** Something that was done; goes by itself. */
  done(sentence: string): void {
    setTimeout(this.#pass(this.#show(sentence, 'notice-done')), DONE_MS);
  }

  /** What there is to be seen of what was asked for: goes by itself, for it lies over the pictures, or with what comes next. */
  told(sentence: string, offer: Offer): void {
    setTimeout(this.#pass(this.#show(sentence, 'notice-done notice-told', '', offer)), TOLD_MS);
  }

  #pass(notice: HTMLElement): Withdraw {
    this.#passing?.remove();
    this.#passing = notice;
    return () => notice.remove();
  }

  #show(sentence: string, className: string, lead = '', offer?: Offer): HTMLElement {
    const text = make('span', { class: 'notice-text' }, make('strong', {}, lead), boundedSentence(sentence));
    const notice = make('p', { class: `notice ${className}` }, text);
    if (offer) {
      const act = () => {
        notice.remove();
        offer.act();
      };
      notice.append(button(offer.text, act, { class: 'notice-offer' }));
    }
    notice.append(button('Dismiss', () => notice.remove(), { class: 'notice-dismiss' }));
    this.#host.append(notice);
    return notice;
  }
}

/** Shows what comes before a sentence's colon alone until more is asked for, so that little of the pictures is covered. */
function shorten(notice: HTMLElement): void {
  const text = notice.querySelector('.notice-text')!;
  const sentence = text.textContent!;
  const end = sentence.indexOf(': ');
  if (end < 0) return;
  const rest = make('span', { class: 'notice-rest' }, sentence.slice(end));
  text.replaceChildren(sentence.slice(0, end), rest);
  rest.hidden = true;
  const why = button('Why', () => {
    rest.hidden = false;
    why.remove();
  });
  text.after(why);
}

/** What a person is told of something that was thrown: what engines say of themselves is for the console. */
export function sentenceFor(error: unknown): string {
  if (error instanceof InputError || error instanceof BackendLostError) return error.message;
  console.error(error);
  return 'Something went wrong in the sandbox itself; see the browser’s console for details';
}

/** Browsers may refuse to keep anything; then things are said on every visit. */
function isRead(sentence: string): boolean {
  try {
    return localStorage.getItem(READ_KEY) === sentence;
  } catch {
    return false;
  }
}

function keepAsRead(sentence: string): void {
  try {
    localStorage.setItem(READ_KEY, sentence);
  } catch {
    // It was read all the same.
  }
}
