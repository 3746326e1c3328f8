import { whenReleased } from '../../controls/slider-release.ts';
import './lab.css';
import { ARTEFACTS, type Artefact } from '../../../experiment/artefacts.ts';
import { button, make } from '../../elements/element.ts';
import { setSlider } from '../../elements/slider.ts';
import { ARTEFACT_WORDS, inSentence } from './artefact-words.ts';
import type { LabFace, LabHand, LabNumbers, LabShown } from './lab-face.ts';
import { setSentence } from './what-was-set.ts';

/** The laboratory's place on the page: the artefacts to choose from, what is to be known of one, and its strength. */
export class LabPanel implements LabFace {
  readonly root: HTMLElement;
  readonly #choices = new Map<Artefact, HTMLButtonElement>();
  readonly #words = make('div', { class: 'lab-words' });
  readonly #amount = make('output', { class: 'lab-amount' });
  readonly #strength = make('input', {
    class: 'slider',
    id: 'lab-strength',
    type: 'range',
    min: '0.05',
    max: '1',
    step: '0.05',
  });
  readonly #detail: HTMLElement;
  readonly #without: HTMLButtonElement;
  readonly #cured: HTMLButtonElement;
  readonly #numbers = make('dl', { class: 'numbers-list' });
  readonly #set = make('p', { class: 'numbers-note lab-set', hidden: '' });
  /** What the numbers are of. */
  #names = { disturbed: '', cured: '' };

  constructor(hand: LabHand) {
    const list = make('div', { class: 'lab-list', role: 'group', 'aria-label': 'Artefacts' });
    for (const artefact of ARTEFACTS) {
      const choice = button(ARTEFACT_WORDS[artefact.name].title, () => hand.choose(artefact), {
        'aria-pressed': 'false',
      });
      this.#choices.set(artefact, choice);
      list.append(choice);
    }
    const moved = (finished: boolean) => () => hand.turn(this.#strength.valueAsNumber, finished);
    this.#strength.addEventListener('input', moved(false));
    whenReleased(this.#strength, moved(true));
    this.#without = button('Without artefact', () => hand.putBeside('undisturbed'), { 'aria-pressed': 'true' });
    this.#cured = button('', () => hand.putBeside('cured'), { 'aria-pressed': 'false' });
    this.#detail = make(
      'div',
      { class: 'lab-detail', hidden: '' },
      make('label', { for: 'lab-strength', class: 'lab-label' }, 'Severity'),
      this.#strength,
      this.#amount,
      this.#set,
      make('div', { class: 'lab-label', id: 'lab-beside-label' }, 'Compare with'),
      make(
        'div',
        { class: 'lab-beside', role: 'group', 'aria-labelledby': 'lab-beside-label' },
        this.#without,
        this.#cured,
      ),
      make('h3', {}, 'Error relative to the artefact-free slice'),
      this.#numbers,
      make('p', { class: 'numbers-note' }, 'RMS over soft tissue'),
      this.#words,
    );
    this.root = make(
      'aside',
      { class: 'panel lab', 'aria-label': 'Artefact lab' },
      make(
        'header',
        { class: 'lab-header' },
        make('h2', {}, 'Artefact lab'),
        button('Close', () => hand.close(), { class: 'lab-close' }),
      ),
      make('p', { class: 'panel-text' }, 'Add an artefact to the current scan; see what it does and what helps.'),
      list,
      this.#detail,
    );
  }

  /** Moves the keyboard's focus to the first artefact. */
  focus(): void {
    this.#choices.values().next().value?.focus();
  }

  show(shown: LabShown | null): void {
    for (const [other, choice] of this.#choices) choice.setAttribute('aria-pressed', String(other === shown?.artefact));
    this.#detail.hidden = shown === null;
    if (!shown) return;
    const { artefact, strength, beside, differing } = shown;
    const amount = artefact.amount(shown.base, strength);
    setSlider(this.#strength, strength);
    this.#amount.textContent = amount;
    this.#strength.setAttribute('aria-valuetext', amount);
    this.#set.hidden = differing.length === 0;
    this.#set.textContent = setSentence(differing);
    this.#without.setAttribute('aria-pressed', String(beside === 'undisturbed'));
    this.#cured.setAttribute('aria-pressed', String(beside === 'cured'));
    const { having, looks, arises, cureTitle, cures } = ARTEFACT_WORDS[artefact.name];
    this.#names = { disturbed: inSentence(having), cured: `with ${inSentence(cureTitle)}` };
    this.#cured.textContent = cureTitle;
    this.#words.replaceChildren(
      ...[
        ['What it looks like', looks],
        ['Why it occurs', arises],
        [cureTitle, cures],
      ].flatMap(([title, text]) => [make('h3', {}, title!), make('p', {}, text!)]),
    );
  }

  setNumbers(numbers: LabNumbers | 'awaited'): void {
    const text = (name: keyof LabNumbers) => (numbers === 'awaited' ? '…' : huText(numbers[name]));
    this.#numbers.replaceChildren(
      ...(['disturbed', 'cured'] as const).flatMap((name) => [
        make('dt', {}, this.#names[name]),
        make('dd', {}, text(name)),
      ]),
    );
  }
}

function huText(value: number | null): string {
  return value === null || Number.isNaN(value) ? '—' : `${value.toFixed(value < 100 ? 1 : 0)} HU`;
}
