import './progress-line.css';
import { button, make } from '../elements/element.ts';

/** A run shorter than this needs no progress: it is over before anybody could read it. */
const PATIENCE_MS = 500;

/** How far a long run has come, and a way to give it up. */
export class ProgressLine {
  readonly #host: HTMLElement;
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Progress of the run' });
  readonly #text = make('span');
  #timer = 0;

  constructor(host: HTMLElement, onCancel: () => void) {
    this.#host = host;
    host.append(this.#text, this.#bar, button('Cancel', onCancel));
  }

  /** A run has begun or ended. */
  setBusy(busy: boolean): void {
    clearTimeout(this.#timer);
    if (busy) {
      this.#timer = window.setTimeout(() => {
        this.#host.hidden = false;
      }, PATIENCE_MS);
    } else this.#host.hidden = true;
  }

  show(what: string, done: number): void {
    this.#text.textContent = what;
    this.#bar.value = done;
  }
}
