import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { clockText, elapsedText } from './clock-text.ts';
import type { SpeakerState } from './speaker-channel.ts';

const BEGAN_KEY = 'ct-sandbox-speaker-began';

/** The time of day, and how long the lecture has gone on: from its first turn to another slide. A reload does not end it. */
export class SpeakerClock {
  readonly elements: readonly HTMLElement[];
  readonly #clock = make('time', { class: 'speaker-clock', 'aria-label': 'Time' });
  readonly #elapsed = make('output', { class: 'speaker-elapsed', 'aria-label': 'Since the start', 'aria-live': 'off' });
  readonly #start = button('Start', () => this.#begin(this.#began === null ? Date.now() : null));
  #began = readBegan();
  #slide: string | null = null;

  constructor() {
    this.elements = [this.#clock, this.#elapsed, this.#start];
    this.#show();
    setInterval(() => this.#show(), 500);
  }

  /** What the room sees is this now. */
  shown({ isOn, place, title, isAnswerNext }: SpeakerState): void {
    if (!isOn) return;
    const slide = `${place} ${title} ${isAnswerNext}`;
    if (this.#began === null && this.#slide !== null && slide !== this.#slide) this.#begin(Date.now());
    this.#slide = slide;
  }

  #begin(began: number | null): void {
    this.#began = began;
    writeBegan(began);
    this.#show();
  }

  #show(): void {
    const began = this.#began;
    setText(this.#clock, clockText(new Date()));
    setText(this.#elapsed, elapsedText(began === null ? 0 : Date.now() - began));
    setText(this.#start, began === null ? 'Start' : 'Reset');
  }
}

function readBegan(): number | null {
  try {
    return Number(sessionStorage.getItem(BEGAN_KEY)) || null;
  } catch {
    return null;
  }
}

function writeBegan(began: number | null): void {
  try {
    if (began === null) sessionStorage.removeItem(BEGAN_KEY);
    else sessionStorage.setItem(BEGAN_KEY, String(began));
  } catch {
    // After a reload it begins anew.
  }
}
