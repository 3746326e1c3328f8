import './progress-line.css';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';

/** A run shorter than this needs no progress: it is over before anybody could read it. */
const PATIENCE_MS = 500;
/** Only of one that is longer than this a screen reader tells that it runs, and that it is over. */
const SPOKEN_MS = 2000;

/** How far a long run has come, and a way to give it up. */
export class ProgressLine {
  readonly #host: HTMLElement;
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Progress of the run' });
  readonly #text = make('span');
  readonly #beside = make('span', { class: 'progress-beside' });
  readonly #spoken = make('p', { class: 'visually-hidden', role: 'status' });
  #timer = 0;
  #spokenTimer = 0;

  constructor(host: HTMLElement, onCancel: () => void) {
    this.#host = host;
    host.append(this.#text, this.#beside, this.#bar, button('Cancel', onCancel));
    // Not in the host: what is hidden is not read.
    host.after(this.#spoken);
  }

  /** A run has begun or ended. */
  setBusy(busy: boolean): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#spokenTimer);
    if (busy) {
      // What was said of the last one is nothing to come across.
      setText(this.#spoken, '');
      this.#spokenTimer = window.setTimeout(() => setText(this.#spoken, 'Computing…'), SPOKEN_MS);
      this.#timer = window.setTimeout(() => {
        this.#host.hidden = false;
      }, PATIENCE_MS);
    } else this.#host.hidden = true;
  }

  /** Pictures and numbers are there, or will not come, which is said elsewhere. */
  ended(isThere: boolean): void {
    if (this.#spoken.textContent === 'Computing…') setText(this.#spoken, isThere ? 'The images are there.' : '');
  }

  /** @param beside what it takes, in a few words */
  show(what: string, done: number, beside = ''): void {
    this.#text.textContent = what;
    this.#beside.textContent = beside;
    this.#bar.value = done;
  }
}
