import { whenReleased } from '../../controls/slider-release.ts';
import './lab.css';
import { ARTEFACTS, type Artefact } from '../../../experiment/artefacts.ts';
import { button, make } from '../../elements/element.ts';
import { setSlider } from '../../elements/slider.ts';
import { ARTEFACT_WORDS, type ArtefactWords, cureHeading, inSentence } from './artefact-words.ts';
import type { LabBeside, LabFace, LabHand, LabNumbers, LabShown } from './lab-face.ts';
import { setSentence } from './what-was-set.ts';

/** The laboratory's place on the page: the artefacts to choose from, what is to be known of one, and its strength. */
export class LabPanel implements LabFace {
  readonly root: HTMLElement;
  readonly #choices = new Map<Artefact, HTMLButtonElement>();
  /** All of them; folded as long as one is on, whose words have the room then. */
  readonly #overview: HTMLElement;
  /** Names the one that is on, and unfolds the others. */
  readonly #unfold = button('', () => this.#setUnfolded(this.#overview.hidden === true), {
    class: 'lab-unfold',
    'aria-expanded': 'false',
    'aria-controls': 'lab-overview',
  });
  readonly #words = make('div', { class: 'lab-words' });
  readonly #amount = make('output', { class: 'lab-amount', for: 'lab-strength' });
  readonly #strength = make('input', {
    class: 'slider',
    id: 'lab-strength',
    type: 'range',
    min: '0.05',
    max: '1',
    step: '0.05',
  });
  readonly #chosen: HTMLElement;
  readonly #detail: HTMLElement;
  readonly #without: HTMLButtonElement;
  readonly #cured: HTMLButtonElement;
  readonly #iterated: HTMLButtonElement;
  readonly #numbers = make('dl', { class: 'numbers-list' });
  readonly #numbersOver = make('h3', {});
  readonly #set = make('p', { class: 'numbers-note', hidden: '' });
  #shown: Artefact | null = null;
  /** What the numbers are of. */
  #names: Readonly<Record<keyof LabNumbers, string | null>> = { disturbed: '', cured: '', iterated: null };
  #beside: LabBeside = 'undisturbed';

  constructor(hand: LabHand) {
    const choose = (artefact: Artefact) => {
      hand.choose(artefact);
      this.#setUnfolded(false);
    };
    for (const artefact of ARTEFACTS) {
      const { title } = ARTEFACT_WORDS[artefact.name];
      this.#choices.set(
        artefact,
        button(title, () => choose(artefact), { 'aria-pressed': 'false' }),
      );
    }
    this.#overview = make(
      'div',
      { id: 'lab-overview' },
      make('p', { class: 'panel-text' }, 'Add an artefact to the current scan; see what it does and what helps.'),
      make('div', { class: 'lab-list', role: 'group', 'aria-label': 'Artefacts' }, ...this.#choices.values()),
    );
    const step = (by: number) => {
      const at = this.#shown === null ? -1 : ARTEFACTS.indexOf(this.#shown);
      choose(ARTEFACTS.at((at + by) % ARTEFACTS.length)!);
    };
    this.#chosen = make(
      'div',
      { class: 'lab-chosen', hidden: '' },
      button('‹', () => step(-1), { 'aria-label': 'Previous artefact' }),
      this.#unfold,
      button('›', () => step(1), { 'aria-label': 'Next artefact' }),
    );
    const moved = (finished: boolean) => () => hand.turn(this.#strength.valueAsNumber, finished);
    this.#strength.addEventListener('input', moved(false));
    whenReleased(this.#strength, moved(true));
    this.#without = button('Without artefact', () => hand.putBeside('undisturbed'), { 'aria-pressed': 'true' });
    this.#cured = button('', () => hand.putBeside('cured'), { 'aria-pressed': 'false' });
    this.#iterated = button('', () => hand.putBeside('iterated'), { 'aria-pressed': 'false' });
    this.#detail = make(
      'div',
      { class: 'lab-detail', hidden: '' },
      make(
        'div',
        { class: 'lab-severity' },
        make('label', { for: 'lab-strength', class: 'lab-label' }, 'Severity'),
        this.#amount,
      ),
      this.#strength,
      make('div', { class: 'lab-label', id: 'lab-beside-label' }, 'Compare with'),
      make(
        'div',
        { class: 'lab-beside', role: 'group', 'aria-labelledby': 'lab-beside-label' },
        this.#without,
        this.#cured,
      ),
      this.#numbersOver,
      this.#numbers,
      this.#words,
      this.#set,
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
      this.#chosen,
      this.#overview,
      this.#detail,
    );
  }

  focus(): void {
    (this.#overview.hidden ? this.#unfold : this.#choices.values().next().value)?.focus();
  }

  show(shown: LabShown | null): void {
    const isOther = (shown?.artefact ?? null) !== this.#shown;
    this.#shown = shown?.artefact ?? null;
    this.#chosen.hidden = shown === null;
    this.#detail.hidden = shown === null;
    for (const [other, choice] of this.#choices) choice.setAttribute('aria-pressed', String(other === shown?.artefact));
    if (isOther) this.#setUnfolded(shown === null);
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
    this.#iterated.setAttribute('aria-pressed', String(beside === 'iterated'));
    this.#beside = beside;
    const words = ARTEFACT_WORDS[artefact.name];
    this.#unfold.textContent = words.title;
    const { having, looks, traces, arises, iterated } = words;
    const withCure = (of: Pick<ArtefactWords, 'cureTitle'>) => `with ${inSentence(of.cureTitle)}`;
    this.#names = {
      disturbed: inSentence(having),
      cured: withCure(words),
      iterated: iterated ? withCure(iterated) : null,
    };
    this.#numbersOver.textContent = numbersTitle(artefact);
    this.#cured.textContent = cureHeading(words);
    // Where it is already it stays, with the keyboard.
    if (iterated === undefined) this.#iterated.remove();
    else if (!this.#iterated.isConnected) this.#cured.after(this.#iterated);
    this.#iterated.textContent = iterated ? cureHeading(iterated) : '';
    // There is room for the one that is looked at.
    const told = beside === 'iterated' && iterated ? iterated : words;
    this.#words.replaceChildren(
      ...[
        ['What to see', looks],
        ['In the sinogram', traces],
        ['Why', arises],
        [cureHeading(told), told.cures],
      ].map(([title, text]) => make('p', {}, make('b', {}, `${title}. `), text!)),
    );
  }

  /** What is about to be hidden hands the keyboard on. */
  #setUnfolded(unfolded: boolean): void {
    if (!unfolded && this.#shown === null) return;
    const held = this.root.contains(document.activeElement);
    this.#overview.hidden = !unfolded;
    this.#unfold.setAttribute('aria-expanded', String(unfolded));
    if (held && document.activeElement?.checkVisibility() === false) this.focus();
  }

  setNumbers(numbers: LabNumbers | 'awaited'): void {
    const text = (name: keyof LabNumbers) => {
      if (name === 'iterated' && this.#beside !== 'iterated') return 'not run';
      return numbers === 'awaited' ? '…' : huText(numbers[name]);
    };
    this.#numbers.replaceChildren(
      ...(['disturbed', 'cured', 'iterated'] as const).flatMap((name) => {
        const what = this.#names[name];
        return what === null ? [] : [make('dt', {}, what), make('dd', {}, text(name))];
      }),
    );
  }
}

function numbersTitle({ isMeasuredWithinField }: Artefact): string {
  return `Error in soft tissue${isMeasuredWithinField ? ' within the field' : ''} (RMS)`;
}

function huText(value: number | null): string {
  return value === null || Number.isNaN(value) ? '—' : `${value.toFixed(value < 100 ? 1 : 0)} HU`;
}
