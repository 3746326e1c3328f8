import { InputError } from '../errors.ts';
import { BackendLostError } from '../operators/contract.ts';
import { button, make } from './element.ts';

/** Long enough to read a sentence that needs no answer. */
const DONE_MS = 4000;

/** Takes a sentence away again, where it is still there. */
export type Withdraw = () => void;

/** Sentences over the foot of the stage: one calm line, and one about what just went wrong or was done. */
export class Notices {
  readonly #host: HTMLElement;
  #calm: HTMLElement | null = null;
  #passing: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** A fact to know, such as why there is no GPU; stays until read away. `null` takes it away. */
  calm(sentence: string | null): void {
    this.#calm?.remove();
    this.#calm = sentence === null ? null : this.#show(sentence, 'notice-calm');
  }

  /** Something that could not be done; stays until read away or until the next one. */
  error(sentence: string): Withdraw {
    return this.#pass(this.#show(sentence, 'notice-error', 'Not done: '));
  }

  /** The sentence of something that was thrown. What is no sentence for a student goes to the console too. */
  failure(error: unknown): Withdraw {
    if (!(error instanceof InputError) && !(error instanceof BackendLostError)) console.error(error);
    return this.error(error instanceof Error ? error.message : String(error));
  }

  /** Something that was done; goes by itself. */
  done(sentence: string): void {
    setTimeout(this.#pass(this.#show(sentence, 'notice-done')), DONE_MS);
  }

  #pass(notice: HTMLElement): Withdraw {
    this.#passing?.remove();
    this.#passing = notice;
    return () => notice.remove();
  }

  #show(sentence: string, className: string, lead = ''): HTMLElement {
    const text = make('span', { class: 'notice-text' }, make('strong', {}, lead), sentence);
    const notice = make('p', { class: `notice ${className}` }, text);
    notice.append(button('Dismiss', () => notice.remove(), { class: 'notice-dismiss' }));
    this.#host.append(notice);
    return notice;
  }
}
