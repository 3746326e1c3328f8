import { InputError } from '../errors.ts';
import { BackendLostError } from '../operators/contract.ts';
import { button, make } from './element.ts';

/** The lines under the header: one calm line that stays, and sentences about what just went wrong. */
export class Notices {
  readonly #host: HTMLElement;
  readonly #calm = make('p', { class: 'notice notice-calm' });
  #passing: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#calm.hidden = true;
    host.append(this.#calm);
  }

  /** A fact to know, such as why there is no GPU; `null` takes it away. */
  calm(sentence: string | null): void {
    this.#calm.textContent = sentence ?? '';
    this.#calm.hidden = sentence === null;
  }

  /** Something that could not be done; stays until read away or until the next one. */
  error(sentence: string): void {
    this.#show(sentence, 'notice-error', 'Not done: ');
  }

  /** The sentence of something that was thrown. What is no sentence for a student goes to the console too. */
  failure(error: unknown): void {
    if (!(error instanceof InputError) && !(error instanceof BackendLostError)) console.error(error);
    this.error(error instanceof Error ? error.message : String(error));
  }

  /** Something that was done; goes by itself. */
  done(sentence: string): void {
    const shown = this.#show(sentence, 'notice-done', '');
    setTimeout(() => {
      if (this.#passing === shown) this.clear();
    }, 4000);
  }

  clear(): void {
    this.#passing?.remove();
    this.#passing = null;
  }

  #show(sentence: string, className: string, lead: string): HTMLElement {
    this.clear();
    const text = make('span', {}, make('strong', {}, lead), sentence);
    const notice = make('p', { class: `notice ${className}` }, text);
    notice.append(button('Dismiss', () => this.clear(), { class: 'notice-dismiss' }));
    this.#host.append(notice);
    this.#passing = notice;
    return notice;
  }
}
