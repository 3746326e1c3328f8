import '../elements/slider.css';
import './play-bar.css';
import { button, make } from '../elements/element.ts';
import type { PlayerState } from './player.ts';

const SPEEDS = [0.25, 0.5, 1, 2, 4];

export interface PlayBarCallbacks {
  onToggle(): void;
  onSeek(views: number): void;
  onSpeed(speed: number): void;
  onBeside(beside: boolean): void;
}

/** Play, scrub, speed, and whether plain back-projection is shown beside. */
export class PlayBar {
  readonly #toggle: HTMLButtonElement;
  readonly #scrub = make('input', {
    class: 'slider',
    type: 'range',
    min: '1',
    step: '1',
    'aria-label': 'Views so far',
  });
  readonly #text = make('output', { class: 'play-text' });
  readonly #beside = make('input', { type: 'checkbox', id: 'play-beside' });

  constructor(host: HTMLElement, callbacks: PlayBarCallbacks) {
    this.#toggle = button('▶', callbacks.onToggle, { class: 'play-toggle' });
    this.#scrub.addEventListener('input', () => callbacks.onSeek(Number(this.#scrub.value)));
    const speed = make('select', { 'aria-label': 'Speed' });
    speed.append(...SPEEDS.map((value) => new Option(`${speedText(value)}×`, String(value), value === 1, value === 1)));
    speed.addEventListener('change', () => callbacks.onSpeed(Number(speed.value)));
    this.#beside.addEventListener('change', () => callbacks.onBeside(this.#beside.checked));
    const beside = make(
      'label',
      { class: 'play-beside', title: 'Show plain back-projection in the fourth pane' },
      this.#beside,
      'unfiltered beside',
    );
    host.append(this.#toggle, this.#scrub, this.#text, speed, beside);
    this.show({ playing: false, views: 1, of: 1 });
  }

  show({ playing, views, of }: PlayerState): void {
    this.#toggle.textContent = playing ? '❚❚' : '▶';
    this.#toggle.setAttribute('aria-label', playing ? 'Pause' : 'Play the views one by one');
    this.#toggle.title = playing ? 'Pause (P)' : 'Let the views arrive one by one (P)';
    this.#scrub.max = String(of);
    this.#scrub.value = String(views);
    this.#scrub.setAttribute('aria-valuetext', `view ${views} of ${of}`);
    this.#scrub.style.setProperty('--slider-part', `${of > 1 ? (100 * (views - 1)) / (of - 1) : 100}%`);
    this.#text.textContent = `view ${views} of ${of}`;
  }

  setBeside(beside: boolean): void {
    this.#beside.checked = beside;
  }
}

function speedText(speed: number): string {
  return { 0.25: '¼', 0.5: '½' }[speed] ?? String(speed);
}
