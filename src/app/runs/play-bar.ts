import './play-bar.css';
import { button, make } from '../elements/element.ts';
import { setSlider } from '../elements/slider.ts';
import { type PlayerState, playedText } from './player.ts';

/** So many more iterations at a time. */
const MORE = [10, 50];
const SPEEDS = [0.25, 0.5, 1, 2, 4];

export interface PlayBarCallbacks {
  onToggle(): void;
  onSeek(views: number): void;
  onSpeed(speed: number): void;
  onBeside(beside: boolean): void;
  /** So many more iterations are asked for. */
  onMore(iterations: number): void;
}

/** Play, scrub, speed, and whether plain back-projection is shown beside. */
export class PlayBar {
  readonly #toggle: HTMLButtonElement;
  readonly #scrub = make('input', {
    class: 'slider',
    type: 'range',
    min: '1',
    step: '1',
    'aria-label': 'Views shown',
  });
  readonly #text = make('output', { class: 'play-text' });
  readonly #more = make('span', { class: 'play-more', role: 'group', 'aria-label': 'More iterations', hidden: '' });
  readonly #beside = make('input', { type: 'checkbox', id: 'play-beside' });
  readonly #besideLabel: HTMLElement;

  constructor(host: HTMLElement, callbacks: PlayBarCallbacks) {
    this.#toggle = button('▶', callbacks.onToggle, { class: 'play-toggle' });
    this.#scrub.addEventListener('input', () => callbacks.onSeek(Number(this.#scrub.value)));
    const speed = make('select', { 'aria-label': 'Speed' });
    speed.append(...SPEEDS.map((value) => new Option(`${speedText(value)}×`, String(value), value === 1, value === 1)));
    speed.addEventListener('change', () => callbacks.onSpeed(Number(speed.value)));
    this.#beside.addEventListener('change', () => callbacks.onBeside(this.#beside.checked));
    this.#besideLabel = make(
      'label',
      { class: 'play-beside', title: 'Show plain back-projection in the fourth pane' },
      this.#beside,
      'show unfiltered',
    );
    this.#more.append(
      ...MORE.map((count) =>
        button(`+${count}`, () => callbacks.onMore(count), {
          title: `${count} more iterations, which go on from the last one`,
          'aria-label': `${count} more iterations`,
        }),
      ),
    );
    host.append(this.#toggle, this.#scrub, this.#text, this.#more, speed, this.#besideLabel);
    this.show({ playing: false, views: 1, of: 1 });
  }

  /** @param isPlace one view is looked at; else so many views are in the slice */
  show(state: PlayerState, isPlace = false): void {
    const { playing, views, of, unit = 'view' } = state;
    this.#toggle.textContent = playing ? '❚❚' : '▶';
    this.#toggle.setAttribute('aria-label', playing ? 'Pause' : `Play the ${unit}s one by one`);
    this.#toggle.title = playing ? 'Pause (P)' : `Play the ${unit}s one by one (P)`;
    this.#scrub.min = unit === 'view' ? '1' : '0';
    this.#scrub.setAttribute('aria-label', unit === 'view' ? 'Views shown' : 'Iteration shown');
    this.#more.hidden = unit === 'view';
    // What iterates has no filter that could be left out; what stands there can still be taken away.
    this.#besideLabel.hidden = unit !== 'view' && !this.#beside.checked;
    this.#scrub.max = String(of);
    setSlider(this.#scrub, views);
    const text = isPlace ? `view ${views} of ${of}` : playedText(state);
    this.#scrub.setAttribute('aria-valuetext', text);
    this.#text.textContent = text;
  }

  setBeside(beside: boolean): void {
    this.#beside.checked = beside;
  }
}

function speedText(speed: number): string {
  return { 0.25: '¼', 0.5: '½' }[speed] ?? String(speed);
}
