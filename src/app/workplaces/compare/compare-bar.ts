import { whenReleased } from '../../controls/slider-release.ts';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { setSlider } from '../../elements/slider.ts';
import type { CompareHand, CompareShown } from './compare-face.ts';
import { CHANGES_PER_SECOND, type Compared, labelOf, WAY_NAMES, WAYS, type Way } from './compare-look.ts';

const PLACES = ['first', 'second'] as const;

/** Above the stage: how experiments are looked at, and which two. */
export class CompareBar {
  readonly root: HTMLElement;
  readonly #ways: ReadonlyMap<Way, HTMLButtonElement>;
  readonly #pair: HTMLElement;
  readonly #places: Readonly<Record<(typeof PLACES)[number], HTMLSelectElement>>;

  /** Holds what swipes and what blinks. */
  readonly #hand: HTMLElement;
  readonly #swipe: HTMLElement;
  readonly #divider = make('input', { class: 'slider', type: 'range', min: '0', max: '100', step: '1' });
  readonly #blink: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #rate = make('select', { 'aria-label': 'Changes to the other image' });
  readonly #still = make('span', {}, 'Motion is reduced on this device: flip by hand (X).');

  constructor(hand: CompareHand) {
    this.#ways = new Map(WAY_NAMES.map((way) => [way, button(WAYS[way], () => hand.way(way))]));
    const place = (name: (typeof PLACES)[number], label: string) => {
      const select = make('select', { 'aria-label': label });
      select.addEventListener('change', () => hand.look(name, select.value as Compared));
      return select;
    };
    this.#places = { first: place('first', 'First experiment'), second: place('second', 'Second experiment') };
    this.#pair = make('div', { class: 'compare-pair' }, this.#places.first, 'and', this.#places.second);
    const divide = (moving: boolean) => () => hand.divide(this.#divider.valueAsNumber / 100, moving);
    this.#divider.addEventListener('input', divide(true));
    whenReleased(this.#divider, divide(false));
    this.#swipe = make(
      'label',
      { class: 'compare-swipe', title: 'Or drag the line on the image; keys , and .' },
      'Divider',
      this.#divider,
    );
    this.#rate.append(
      ...CHANGES_PER_SECOND.map((rate) => new Option(rate < 1 ? `every ${1 / rate} s` : `${rate} per s`, String(rate))),
    );
    this.#rate.addEventListener('change', () => hand.setRate(Number(this.#rate.value)));
    this.#play = button('', () => hand.toggleBlinking(), { class: 'compare-play' });
    const flip = button('Flip', () => hand.flip(), { title: 'Show the other image (X)' });
    this.#blink = make('div', { class: 'compare-blink' }, flip, this.#play, this.#rate, this.#still);
    this.#hand = make('div', { class: 'compare-hand' }, this.#swipe, this.#blink);
    this.root = make(
      'div',
      { class: 'compare-bar', role: 'group', 'aria-label': 'How to compare' },
      make('div', { class: 'compare-ways' }, ...this.#ways.values()),
      this.#pair,
      this.#hand,
    );
  }

  show({ look: { way, divider, changesPerSecond }, isBlinking, isStill, pair, there }: CompareShown): void {
    for (const [name, choice] of this.#ways) choice.setAttribute('aria-pressed', String(name === way));
    this.#pair.hidden = way === 'beside' || there.length < 3;
    this.#hand.hidden = !pair || (way !== 'swipe' && way !== 'blink');
    this.#swipe.hidden = way !== 'swipe';
    this.#blink.hidden = way !== 'blink';
    setSlider(this.#divider, Math.round(100 * divider));
    if (pair) {
      const [first, second] = pair.map(labelOf);
      this.#divider.setAttribute(
        'aria-valuetext',
        `${first} on ${Math.round(100 * divider)} % of the width, then ${second}`,
      );
    }
    setText(this.#play, isBlinking ? 'Pause' : 'Start');
    this.#play.hidden = isStill;
    this.#rate.hidden = isStill;
    this.#still.hidden = !isStill;
    this.#rate.value = String(CHANGES_PER_SECOND.findLast((rate) => rate <= changesPerSecond));
    for (const [at, name] of PLACES.entries()) {
      const select = this.#places[name];
      const names = there.map(labelOf).join();
      // What is open under a hand is not to be made anew.
      if (Array.from(select.options, ({ label }) => label).join() !== names) {
        select.replaceChildren(...there.map((compared) => new Option(labelOf(compared), compared)));
      }
      if (pair) select.value = pair[at]!;
    }
  }
}
